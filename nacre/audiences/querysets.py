"""Named questions about audiences."""

from typing import TYPE_CHECKING

from nacre.audiences import rules
from nacre.communities.querysets import CommunityOwnedQuerySet

if TYPE_CHECKING:
    from nacre.members.viewer import Viewer


class AudienceQuerySet(CommunityOwnedQuerySet):
    """Audiences of a community."""

    def including(self, viewer: "Viewer") -> frozenset[int]:
        """The ids of the audiences that a viewer belongs to, worked out once a request."""
        if viewer.community is None:
            return frozenset()
        return frozenset(a.pk for a in self.of(viewer.community) if rules.admits(a.rule, viewer))
