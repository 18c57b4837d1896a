"""Named questions about saved searches."""

from datetime import datetime
from typing import TYPE_CHECKING

from nacre.communities.querysets import CommunityOwnedQuerySet
from nacre.members.querysets import LISTED_TIERS

if TYPE_CHECKING:
    from nacre.members.viewer import Viewer


class SavedSearchQuerySet(CommunityOwnedQuerySet):
    """Questions to the directory that members keep."""

    def own(self, viewer: "Viewer"):
        """A viewer's own, newest first; nobody else sees them."""
        mine = self.of(viewer.community).filter(membership=viewer.membership_id or 0)
        return mine.order_by("-saved_at", "-pk")

    def weekly(self):
        """Those whose owners want to hear of somebody new."""
        return self.filter(alert="weekly")

    def due(self, since: datetime):
        """Those not looked at since a moment, of members whom the directory may be open to."""
        return self.weekly().filter(
            looked_at__lte=since,
            membership__status="active",
            membership__tier__in=LISTED_TIERS,
            membership__user__is_active=True,
            community__enabled_components__slug="members",
        )
