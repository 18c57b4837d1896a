"""Members flag messages; moderators decide, say why, and the decision is kept."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.insights.actions import record
from nacre.members.models import Membership
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer
from nacre.networking.actions.connecting import NOT_FOR_YOU
from nacre.networking.guarding import check_text
from nacre.networking.letters import tell
from nacre.networking.limits import check_day, hold
from nacre.networking.models import Message, MessageFlag, Participant
from nacre.networking.permissions import can_decide, can_network
from nacre.networking.unread import outdate

Decision = MessageFlag.Decision
MOST_TOLD = 10


@transaction.atomic
def flag_message(*, by: Viewer, message: Message, reason: str, note: str = "") -> MessageFlag:
    """A member brings a message to the moderators, who then see it and what stands around it."""
    if not can_network(by) or by.community is None:
        raise Refused(_(NOT_FOR_YOU))
    if message.author_id == by.membership_id:
        raise Refused(_("That is your own message."))
    check_text(note, is_checked=True)
    me = hold(by)
    check_day(me, "flags")
    flag, is_new = MessageFlag.objects.get_or_create(
        message=message,
        flagged_by=me,
        defaults={"community": by.community, "reason": reason, "note": note.strip()[:500]},
    )
    if is_new:
        record("message.flagged", viewer=by, reason=reason)
        transaction.on_commit(lambda: _tell_moderators(by))
    return flag


def _tell_moderators(by: Viewer) -> None:
    here = Membership.objects.of(by.community).active().filter(duty=Membership.Duty.MODERATOR)
    for moderator in here.select_related("user", "community__site")[:MOST_TOLD]:
        tell(moderator, "flagged", "/moderation/messages/")


@transaction.atomic
def decide_flag(*, by: Viewer, flag: MessageFlag, decision: str, why: str) -> None:
    """A moderator decides about a flagged message and tells those concerned why."""
    if not can_decide(by, flag):
        raise Refused(_("Another moderator decides about this one."))
    if flag.decided_at:
        raise Refused(_("This has been decided already."))
    if decision not in Decision.values or not why.strip():
        raise Refused(_("Choose a decision and say why: those concerned will read it."))
    check_text(why, is_checked=True)

    flag.decision, flag.why, flag.decided_at = decision, why.strip()[:500], timezone.now()
    flag.decided_by_id = by.membership_id
    flag.save()
    if decision != Decision.LEFT:
        _take_away(flag.message)
    record("message.decided", viewer=by, decision=decision)
    transaction.on_commit(lambda: _tell_both(flag))


def _take_away(message: Message) -> None:
    message.hidden_at = timezone.now()
    message.save(update_fields=["hidden_at"])
    here = Participant.objects.filter(conversation=message.conversation_id)
    outdate(here.values_list("membership_id", flat=True))


def _tell_both(flag: MessageFlag) -> None:
    author = flag.message.author
    if flag.decision != Decision.LEFT and author:
        tell(author, "decided_author", "/messages/", flag=flag)
    if flag.flagged_by:
        tell(flag.flagged_by, "decided", "/messages/", flag=flag)
