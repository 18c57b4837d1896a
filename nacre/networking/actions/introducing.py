"""A member asks a contact for an introduction; contact and third each pass it on, agree, or not."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.insights.actions import record
from nacre.members.models import Connection, Membership
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer
from nacre.networking.actions.connecting import LONGEST_NOTE, check_may_link, connect_introduced
from nacre.networking.colleagues import NOT_NOW
from nacre.networking.guarding import check_text
from nacre.networking.letters import tell
from nacre.networking.limits import check_day, check_pause
from nacre.networking.models import Block, Introduction
from nacre.networking.permissions import can_network

State = Introduction.State
PATH = "/connections/"
ANSWERED = "This has been answered already."


@transaction.atomic
def ask_introduction(
    *, by: Viewer, to_meet: Membership, contact: Membership, note: str, is_checked: bool = False
) -> Introduction:
    """A member asks one of their contacts to introduce them to a colleague."""
    me = check_may_link(by, to_meet)
    check_text(note, is_checked=is_checked)
    if not Connection.objects.are_connected(me, contact) or contact.pk == to_meet.pk:
        raise Refused(_("Ask one of your own contacts."))
    if Connection.objects.are_connected(me, to_meet):
        raise Refused(_("You are connected already."))
    if Block.objects.between(me.pk, to_meet.pk).exists():
        raise Refused(_(NOT_NOW))
    check_pause(me)
    check_day(me, "introductions")

    asked = Introduction(
        community_id=me.community_id,
        asked_by=me,
        contact=contact,
        to_meet=to_meet,
        note=note.strip()[:LONGEST_NOTE],
    )
    try:
        with transaction.atomic():
            asked.save()
    except IntegrityError as twice:
        raise Refused(_("You have already asked to be introduced to this colleague.")) from twice
    record("introduction.asked", viewer=by)
    transaction.on_commit(lambda: tell(contact, "introduce", PATH, name=by.name))
    return asked


@transaction.atomic
def pass_on_introduction(
    *, by: Viewer, introduction: Introduction, note: str = "", is_checked: bool = False
) -> None:
    """The contact recommends the asker to the one whom they want to meet."""
    if not can_network(by) or introduction.contact_id != by.membership_id:
        raise Refused(_("Nobody has asked you for that."))
    if introduction.state != State.ASKED:
        raise Refused(_(ANSWERED))
    check_text(note, is_checked=is_checked)
    to_meet = introduction.to_meet
    if not Connection.objects.are_connected(by.membership_id, to_meet):
        raise Refused(_("You are not connected with them, so you cannot introduce anybody."))

    introduction.state, introduction.passed_on_at = State.PASSED_ON, timezone.now()
    introduction.contact_note = note.strip()[:LONGEST_NOTE]
    introduction.save()
    transaction.on_commit(lambda: tell(to_meet, "introduced", PATH, name=by.name))


@transaction.atomic
def accept_introduction(*, by: Viewer, introduction: Introduction) -> Connection:
    """The one to be met agrees: the two are connected, and know through whom."""
    if not can_network(by) or introduction.to_meet_id != by.membership_id:
        raise Refused(_("Nobody has been introduced to you."))
    if introduction.state != State.PASSED_ON:
        raise Refused(_(ANSWERED))
    introduction.state, introduction.answered_at = State.MADE, timezone.now()
    introduction.save()
    made = connect_introduced(by=by, asker=introduction.asked_by, contact=introduction.contact)
    record("introduction.made", viewer=by)
    return made


@transaction.atomic
def decline_introduction(*, by: Viewer, introduction: Introduction) -> None:
    """The contact, or the one to be met, says no. Nobody is told, and nothing shows it."""
    is_contact = introduction.contact_id == by.membership_id and introduction.state == State.ASKED
    is_met = introduction.to_meet_id == by.membership_id and introduction.state == State.PASSED_ON
    if not (is_contact or is_met):
        raise Refused(_(ANSWERED))
    introduction.state, introduction.answered_at = State.DECLINED, timezone.now()
    introduction.note = introduction.contact_note = ""
    introduction.save()


@transaction.atomic
def withdraw_introduction(*, by: Viewer, introduction: Introduction) -> None:
    """The asker takes the wish back."""
    if introduction.asked_by_id != by.membership_id or introduction.state == State.MADE:
        raise Refused(_(ANSWERED))
    introduction.state, introduction.note, introduction.contact_note = State.WITHDRAWN, "", ""
    introduction.save()
