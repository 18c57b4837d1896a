"""Members write to one another."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.insights.actions import record
from nacre.members.models import Connection, Membership
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer
from nacre.networking.actions.connecting import NOT_FOR_YOU, check_may_link
from nacre.networking.attachments import Checked
from nacre.networking.colleagues import NOT_NOW, is_reachable
from nacre.networking.guarding import check_name, check_text
from nacre.networking.letters import tell
from nacre.networking.limits import (
    check_day,
    check_pause,
    check_same_words,
    check_unanswered,
    hold,
)
from nacre.networking.models import Attachment, Conversation, Message, Participant
from nacre.networking.models.conversation import LONGEST, MOST_PEOPLE, pair_of
from nacre.networking.permissions import can_be_linked, can_network
from nacre.networking.tiers import own_key
from nacre.networking.unread import outdate


@transaction.atomic
def begin_conversation(
    *,
    by: Viewer,
    to: list[Membership],
    text: str,
    is_checked: bool = False,
    files: Iterable[Checked] = (),
) -> Conversation:
    """A member writes to a colleague, or to a few of their contacts; two have one conversation."""
    if not to or len(to) + 1 > MOST_PEOPLE:
        raise Refused(_("Choose between one and seven colleagues."))
    for other in to:
        check_may_link(by, other)
    conversation = _with_one(by, to[0]) if len(to) == 1 else _with_few(by, to)
    send_message(by=by, conversation=conversation, text=text, is_checked=is_checked, files=files)
    return conversation


def _with_one(by: Viewer, other: Membership) -> Conversation:
    pair = pair_of(own_key(by), other.pk)
    found = Conversation.objects.of(by.community).filter(pair=pair).first()
    if found:
        return found
    connected = Connection.objects.are_connected(by.membership_id, other)
    if not is_reachable(by, other, connected=connected):
        raise Refused(_(NOT_NOW))
    if not connected:
        check_day(hold(by), "strangers")
    return _begin(by, [other], pair=pair, is_to_stranger=not connected)


def _with_few(by: Viewer, to: list[Membership]) -> Conversation:
    if not Connection.objects.accepted_keys_of(by.membership_id) >= {other.pk for other in to}:
        raise Refused(_("You may write to several people at once only if all are your contacts."))
    return _begin(by, to)


def _begin(
    by: Viewer, to: list[Membership], *, pair: str | None = None, is_to_stranger: bool = False
) -> Conversation:
    conversation = Conversation.objects.create(
        community_id=to[0].community_id,
        pair=pair,
        started_by_id=by.membership_id,
        is_to_stranger=is_to_stranger,
    )
    Participant.objects.bulk_create(
        Participant(conversation=conversation, membership_id=pk)
        for pk in [own_key(by), *(other.pk for other in to)]
    )
    record("conversation.begun", viewer=by, people=len(to) + 1)
    return conversation


@transaction.atomic
def send_message(
    *,
    by: Viewer,
    conversation: Conversation,
    text: str,
    is_checked: bool = False,
    files: Iterable[Checked] = (),
) -> Message:
    """A member writes in a conversation; those who have nothing unread there get a letter."""
    if not can_network(by):
        raise Refused(_(NOT_FOR_YOU))
    me, files, text = hold(by), list(files), text.replace("\r\n", "\n").strip()
    places = list(Participant.objects.in_reach_of(conversation))
    _check_words(text, files, is_checked=is_checked)
    _check_may_write(by, me, conversation, places)
    check_same_words(me, conversation, text)

    message = Message.objects.create(conversation=conversation, author=me, text=text)
    for file in files:
        _attach(message, file)
    _note_sent(message, places)
    record("message.sent", viewer=by)
    transaction.on_commit(lambda: _tell(by, conversation, places))
    return message


def _check_words(text: str, files: list[Checked], *, is_checked: bool) -> None:
    if not text and not files:
        raise Refused(_("Write something first."))
    if len(text) > LONGEST:
        raise Refused(
            _("That is longer than %(most)d characters. Write it in two.") % {"most": LONGEST}
        )
    check_text(text, is_checked=is_checked)
    for file in files:
        check_name(file.name)


def _check_may_write(
    by: Viewer, me: Membership, conversation: Conversation, places: list[Participant]
) -> None:
    if me.pk not in {place.membership_id for place in places}:
        raise Refused(_("You are not in this conversation."))
    others = [place.membership for place in places if place.membership_id != me.pk]
    if not any(can_be_linked(other) for other in others):
        raise Refused(_(NOT_NOW))
    if conversation.is_pair and not _may_reach(by, conversation, others[0]):
        raise Refused(_(NOT_NOW))
    check_pause(me)
    check_day(me, "messages")
    check_unanswered(me, conversation)


def _may_reach(by: Viewer, conversation: Conversation, other: Membership) -> bool:
    """Whoever wrote themselves may be answered, unless one of the two keeps the other away."""
    answered = Message.objects.filter(conversation=conversation, author=other).exists()
    return is_reachable(by, other, connected=answered or None)


def _attach(message: Message, file: Checked) -> None:
    kept = Attachment(
        message=message, name=file.name, content_type=file.content_type, size=len(file.content)
    )
    kept.file.save(file.name, file.as_file(), save=False)
    kept.save()


def _note_sent(message: Message, places: list[Participant]) -> None:
    conversation = message.conversation
    conversation.last_message_at = message.sent_at
    conversation.save(update_fields=["last_message_at"])
    here = Participant.objects.filter(conversation=conversation)
    here.filter(pk__in=[place.pk for place in places]).update(left_at=None)
    here.filter(membership=message.author).update(last_read=message.pk, told_at=None)
    outdate(place.membership_id for place in places)


def _tell(by: Viewer, conversation: Conversation, places: list[Participant]) -> None:
    path = f"/messages/{conversation.key}/"
    for place in places:
        if place.membership_id == by.membership_id:
            continue
        untold = Participant.objects.filter(pk=place.pk, told_at__isnull=True)
        if untold.update(told_at=timezone.now()):
            tell(place.membership, "message", path, name=by.name)


@transaction.atomic
def read_conversation(*, by: Viewer, conversation: Conversation, up_to: int) -> None:
    """A member has seen a conversation up to a message."""
    seen = Message.objects.filter(conversation=conversation, pk__lte=up_to).order_by("-pk")
    last = seen.values_list("pk", flat=True).first()
    if last is None:
        return
    own = Participant.objects.filter(conversation=conversation, membership_id=own_key(by))
    own.filter(last_read__lt=last).update(last_read=last, told_at=None)
    outdate([by.membership_id])


@transaction.atomic
def leave_conversation(*, by: Viewer, conversation: Conversation) -> None:
    """A member puts a conversation away; a pair's comes back when either writes again."""
    Participant.objects.filter(conversation=conversation, membership_id=own_key(by)).update(
        left_at=timezone.now()
    )
    outdate([by.membership_id])
