"""How much of each a member may do in a day: enough for a colleague, too little for a mailing."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.members.models import Connection, Membership
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer
from nacre.networking.models import Conversation, Introduction, Message, MessageFlag
from nacre.networking.tiers import own_key

DAY = timedelta(hours=24)
NEW_FOR = timedelta(days=14)
PAUSE = timedelta(days=14)
UNANSWERED = 2  # letters to somebody who has not answered yet
SAME_WORDS = 3  # conversations a day that may get the same text
SAME_FROM = 40  # letters; shorter texts are greetings

# What is counted: for members, and for those who joined less than two weeks ago.
A_DAY = {
    "connections": (20, 5),
    "strangers": (5, 2),
    "messages": (200, 60),
    "introductions": (5, 2),
    "flags": (20, 10),
}


def hold(by: Viewer) -> Membership:
    """The acting member's own row, held until the transaction ends, so that two cannot count as one."""
    return Membership.objects.select_for_update().get(pk=own_key(by))


def check_day(member: Membership, sort: str) -> None:
    """Refuse what goes beyond a day's number."""
    most = A_DAY[sort][1 if is_new(member) else 0]
    if _done(member, sort) >= most:
        raise Refused(_("That is as many as one person may send in a day. Please go on tomorrow."))


def is_new(member: Membership) -> bool:
    """Whether somebody joined lately."""
    return member.activated_at is None or member.activated_at > timezone.now() - NEW_FOR


def _done(member: Membership, sort: str) -> int:
    since = timezone.now() - DAY
    counted = {
        "connections": Connection.objects.filter(requested_by=member, asked_at__gt=since),
        "strangers": Conversation.objects.filter(
            started_by=member, is_to_stranger=True, started_at__gt=since
        ),
        "messages": Message.objects.filter(author=member, sent_at__gt=since),
        "introductions": Introduction.objects.filter(asked_by=member, asked_at__gt=since),
        "flags": MessageFlag.objects.filter(flagged_by=member, flagged_at__gt=since),
    }
    return counted[sort].count()


def check_pause(member: Membership) -> None:
    """Refuse writing while a moderator's pause lasts."""
    paused = MessageFlag.objects.filter(
        message__author=member,
        decision=MessageFlag.Decision.PAUSED,
        decided_at__gt=timezone.now() - PAUSE,
    )
    until = paused.order_by("-decided_at").values_list("decided_at", flat=True).first()
    if until:
        day = timezone.localdate(until + PAUSE).strftime("%d %B %Y").lstrip("0")
        raise Refused(
            _("A moderator has paused your writing until %(day)s. They told you why.")
            % {"day": day}
        )


def check_same_words(member: Membership, conversation: Conversation | None, text: str) -> None:
    """Refuse one text for many: letters between colleagues are not a mailing."""
    if len(text) < SAME_FROM:
        return
    same = Message.objects.filter(author=member, text=text, sent_at__gt=timezone.now() - DAY)
    if conversation is not None:
        same = same.exclude(conversation=conversation)
    if same.values("conversation").distinct().count() >= SAME_WORDS:
        raise Refused(
            _("You have sent these words to several colleagues today. Write to each in your own.")
        )


def check_unanswered(member: Membership, conversation: Conversation) -> None:
    """Refuse a third letter to somebody who is no contact and has not answered."""
    if not conversation.is_to_stranger or conversation.started_by_id != member.pk:
        return
    messages = Message.objects.filter(conversation=conversation)
    if messages.exclude(author=member).exists() or messages.count() < UNANSWERED:
        return
    raise Refused(_("Your colleague has not answered yet. Give them time."))
