"""Whom a viewer may link up with, and who knows whom as far as each of them shows it."""

from collections.abc import Iterable

from nacre.members.models import Connection, Membership
from nacre.members.professions import COMMERCIAL
from nacre.members.viewer import Viewer
from nacre.members.visibility import connected_to, is_open, nearness
from nacre.networking.models import Block, Choices
from nacre.networking.tiers import TIERS, is_linked_up

MOST_SHARED = 20
# The same words whatever the cause, so that a block cannot be told from a preference.
NOT_NOW = "This colleague cannot be reached that way at present."


def colleagues_of(viewer: Viewer):
    """Members whom a viewer may follow, ask and write to, before anybody's choices."""
    if not is_linked_up(viewer):
        return Membership.objects.none()
    found = Membership.objects.visible_to(viewer).filter(tier__in=TIERS)
    return found.exclude(profession__in=COMMERCIAL).exclude(pk=viewer.membership_id).for_profile()


def is_reachable(viewer: Viewer, other: Membership, *, connected: bool | None = None) -> bool:
    """Whether a colleague takes letters and wishes from this viewer now."""
    if Block.objects.between(viewer.membership_id, other.pk).exists():
        return False
    if connected is None:
        connected = Connection.objects.are_connected(viewer.membership_id, other)
    if connected:
        return True
    closed = Choices.objects.filter(membership=other, openness=Choices.Openness.CONNECTIONS)
    return not closed.exists()


def choices_of(membership_id: int) -> Choices:
    """What a member chose, or the defaults."""
    found = Choices.objects.filter(membership_id=membership_id).first()
    return found or Choices(membership_id=membership_id)


def showing_connections(members: Iterable[Membership], viewer: Viewer) -> set[int]:
    """Those of the members who let this viewer see whom they are connected with."""
    connected = connected_to(viewer)
    found = set()
    for member in members:
        level = nearness(member, viewer, connected)
        if level and is_open(member, "connections", level):
            found.add(member.pk)
    return found


def shared_contacts(viewer: Viewer, other: Membership) -> list[Membership]:
    """Contacts of a viewer who are known, to this viewer, to be contacts of a colleague too.

    A connection shows only where both of its ends show it to the viewer.
    """
    if not showing_connections([other], viewer):
        return []
    both = connected_to(viewer) & Connection.objects.accepted_keys_of(other)
    shared = list(colleagues_of(viewer).filter(pk__in=both).order_by("pk")[:MOST_SHARED])
    showing = showing_connections(shared, viewer)
    return [contact for contact in shared if contact.pk in showing]
