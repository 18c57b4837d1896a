"""How a viewer stands to one colleague: what a profile offers to do."""

from dataclasses import dataclass

from nacre.members.models import Connection, Membership
from nacre.members.viewer import Viewer
from nacre.networking.models import Block, Follow


@dataclass(frozen=True)
class Relation:
    """What there is between a viewer and a colleague, as the viewer may know it."""

    membership: Membership
    state: str  # none, asked, asks, connected
    connection: Connection | None
    follow: Follow | None
    is_blocked: bool  # by the viewer; never the other way round

    @property
    def address(self) -> str:
        """The colleague's key as it stands in addresses."""
        return str(self.membership.key)


def relation_of(viewer: Viewer, other: Membership) -> Relation:
    """Four small questions; a quiet "no" looks like a question that waits."""
    connection = (
        Connection.objects.between(viewer.membership_id, other)
        .select_related("introduced_by__user")
        .first()
    )
    blocks = Block.objects.filter(blocked_by=viewer.membership_id, blocked=other)
    return Relation(
        membership=other,
        state=state_for(viewer, connection),
        connection=connection,
        follow=Follow.objects.visible_to(viewer).filter(person=other).first(),
        is_blocked=blocks.exists(),
    )


def state_for(viewer: Viewer, connection: Connection | None) -> str:
    """What a viewer may know of a connection."""
    if connection is None or connection.state == Connection.State.ENDED:
        return "none"
    if connection.is_accepted:
        return "connected"
    if connection.requested_by_id == viewer.membership_id:
        return "asked"
    return "asks" if connection.is_pending else "none"
