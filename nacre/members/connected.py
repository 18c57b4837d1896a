"""Whose connections a viewer may read on a profile: both ends must have opened theirs."""

from typing import TYPE_CHECKING

from nacre.members.models import Connection, Membership
from nacre.members.visibility import (
    ShownProfile,
    connected_to,
    is_open,
    nearness,
    shown_to,
)

if TYPE_CHECKING:
    from nacre.members.viewer import Viewer

MOST = 60


def connections_shown(
    membership: Membership, shown: ShownProfile, viewer: "Viewer"
) -> list[ShownProfile]:
    """A member's connections, each as this viewer sees them; the newest sixty."""
    if "connections" not in shown.open_parts:
        return []
    keys = Connection.objects.accepted_keys_of(membership)
    found = Membership.objects.visible_to(viewer).filter(pk__in=keys).for_profile()
    connected = connected_to(viewer)
    people = []
    for other in found.order_by("user__family_name", "user__given_name", "pk")[:MOST]:
        level = nearness(other, viewer, connected)
        # On one's own profile one's own connections are no secret; elsewhere they have a say.
        if level and (shown.is_own or is_open(other, "connections", level)):
            people.append(shown_to(other, level))
    return people
