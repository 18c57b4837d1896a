"""Members ask one another to connect, answer, and part again."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.insights.actions import record
from nacre.members.models import Connection, Membership
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer
from nacre.networking.colleagues import NOT_NOW, is_reachable
from nacre.networking.guarding import check_text
from nacre.networking.letters import tell
from nacre.networking.limits import check_day, check_pause, hold
from nacre.networking.permissions import can_be_linked, can_network
from nacre.networking.suggestions import forget_suggestions
from nacre.networking.tiers import own_key

State = Connection.State
ASK_AGAIN_AFTER = timedelta(days=90)
LONGEST_NOTE = 500
NOT_FOR_YOU = "Linking up is for full members whom we have checked."


def check_may_link(by: Viewer, other: Membership) -> Membership:
    """The acting member's own row, if both may link up at all."""
    if not can_network(by) or by.community is None:
        raise Refused(_(NOT_FOR_YOU))
    if other.community_id != by.community.pk or not can_be_linked(other):
        raise Refused(_(NOT_NOW))
    if other.pk == by.membership_id:
        raise Refused(_("That is you."))
    return hold(by)


@transaction.atomic
def ask_to_connect(
    *, by: Viewer, other: Membership, note: str = "", is_checked: bool = False
) -> Connection:
    """A member asks a colleague to connect; if the colleague asked first, they are connected."""
    me = check_may_link(by, other)
    check_text(note, is_checked=is_checked)
    found = Connection.objects.between(me, other).first()
    if found and found.is_accepted:
        raise Refused(_("You are connected already."))
    if found and found.addressed_to_id == me.pk and found.state in {State.PENDING, State.DECLINED}:
        return _make(found, by, tell_to=other)  # both have asked now
    if not is_reachable(by, other, connected=False):
        raise Refused(_(NOT_NOW))
    _check_not_asked_lately(found, me)
    check_pause(me)
    check_day(me, "connections")

    found = found or Connection(community_id=me.community_id)
    found.requested_by, found.addressed_to, found.state = me, other, State.PENDING
    found.note, found.asked_at = note.strip()[:LONGEST_NOTE], timezone.now()
    found.answered_at = found.ended_at = found.introduced_by = None
    found.save()
    record("connection.asked", viewer=by)
    transaction.on_commit(lambda: tell(other, "asked", "/connections/", name=by.name))
    return found


def _check_not_asked_lately(found: Connection | None, me: Membership) -> None:
    if found is None or found.requested_by_id != me.pk:
        return
    if found.state in {State.PENDING, State.DECLINED}:
        raise Refused(_("You have asked already. Your colleague answers when it suits them."))
    if found.answered_at is None and found.asked_at > timezone.now() - ASK_AGAIN_AFTER:
        raise Refused(_("You asked this colleague lately. You may ask again after three months."))


@transaction.atomic
def accept_connection(*, by: Viewer, connection: Connection) -> Connection:
    """The one who was asked says yes."""
    _check_asked(by, connection)
    return _make(connection, by, tell_to=connection.requested_by)


def _check_asked(by: Viewer, connection: Connection) -> None:
    if not can_network(by) or connection.addressed_to_id != by.membership_id:
        raise Refused(_("Nobody is waiting for that answer."))
    if not connection.is_pending:
        raise Refused(_("This has been answered already."))


def _make(connection: Connection, by: Viewer, *, tell_to: Membership) -> Connection:
    connection.state, connection.answered_at = State.ACCEPTED, timezone.now()
    connection.ended_at = None
    connection.save()
    record("connection.made", viewer=by)
    forget_suggestions(connection.requested_by_id, connection.addressed_to_id)
    path = f"/members/{by.key}/"
    transaction.on_commit(lambda: tell(tell_to, "connected", path, name=by.name))
    return connection


@transaction.atomic
def connect_introduced(*, by: Viewer, asker: Membership, contact: Membership) -> Connection:
    """Connect a member with the one whom a contact introduced; both have agreed."""
    found = Connection.objects.between(asker, by.membership_id).first()
    if found and found.is_accepted:
        return found
    found = found or Connection(
        community_id=asker.community_id, requested_by=asker, addressed_to_id=own_key(by)
    )
    found.introduced_by = contact
    return _make(found, by, tell_to=asker)


@transaction.atomic
def decline_connection(*, by: Viewer, connection: Connection) -> None:
    """The one who was asked says no; nobody is told, and nobody sees it."""
    _check_asked(by, connection)
    connection.state, connection.note = State.DECLINED, ""
    connection.save(update_fields=["state", "note"])


@transaction.atomic
def end_connection(*, by: Viewer, connection: Connection) -> None:
    """Either leaves a connection, or the asker takes the question back; quietly."""
    is_asker = connection.requested_by_id == by.membership_id
    is_mine = is_asker or (
        connection.addressed_to_id == by.membership_id and connection.is_accepted
    )
    if not can_network(by) or not is_mine or connection.state == State.ENDED:
        raise Refused(_("You are not connected."))
    if not connection.is_accepted:
        connection.answered_at = None  # a question taken back was never answered
    connection.state, connection.ended_at, connection.note = State.ENDED, timezone.now(), ""
    connection.save()
    record("connection.ended", viewer=by)
    forget_suggestions(connection.requested_by_id, connection.addressed_to_id)
