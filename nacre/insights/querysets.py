"""Named questions about reports."""

from typing import Any

from django.db.models import Q

from nacre.communities.querysets import CommunityOwnedQuerySet


class ReportQuerySet(CommunityOwnedQuerySet):
    """Reports that were compiled and kept."""

    def visible_to(self, viewer: Any):
        """The released reports that this person receives, and all of the community to our staff.

        Whoever receives the body's report sees no sponsor's, and a sponsor none but its own.
        """
        if viewer.community is None or viewer.user_id is None:
            return self.none()
        here = self.of(viewer.community)
        reports: Any = self.model
        if getattr(viewer, "is_house", False):
            return here
        received = Q(pk__in=[])
        for audience, sponsor_id in (
            reports.recipients_of(viewer.community)
            .filter(user_id=viewer.user_id)
            .values_list("audience", "sponsor_id")
        ):
            received |= Q(audience=audience, sponsor_id=sponsor_id)
        return here.filter(received, released_at__isnull=False)

    def newest_first(self):
        """By month, the latest on top."""
        return self.select_related("sponsor", "community__client", "community__site").order_by(
            "-month", "audience", "sponsor__slug"
        )

    def current(self):
        """Without those that a restatement has replaced."""
        return self.filter(replaced_by__isnull=True)
