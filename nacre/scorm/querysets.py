"""Named questions about packages, their uploads and attempts at them."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Max, Q

from nacre.communities.querysets import CommunityOwnedQuerySet

if TYPE_CHECKING:
    from nacre.members.viewer import Viewer


class PackageQuerySet(CommunityOwnedQuerySet):
    """Packages."""

    def visible_to(self, viewer: "Viewer"):
        """Those of the community, for its editors; what members open, the page around it decides."""
        if not viewer.is_editor or viewer.impersonated_by is not None:
            return self.none()
        return self.of(viewer.community)

    def for_list(self):
        """Newest first, with how many began and completed each, and without what is long."""
        counted = Q(attempts__is_tryout=False)
        return (
            self.defer("manifest")
            .select_related("imported_by")
            .annotate(
                began=Count("attempts__membership", filter=counted, distinct=True),
                completed=Count(
                    "attempts__membership",
                    filter=counted & Q(attempts__is_complete=True),
                    distinct=True,
                ),
            )
            .order_by("-imported_at", "-pk")
        )


class PackageUploadQuerySet(CommunityOwnedQuerySet):
    """Files that were brought."""

    def visible_to(self, viewer: "Viewer"):
        """Those of the community, for its editors."""
        if not viewer.is_editor or viewer.impersonated_by is not None:
            return self.none()
        return self.of(viewer.community)

    def left_lying(self, before):
        """Those that a worker should have finished long ago."""
        return self.filter(state__in=("waiting", "reading"), created_at__lt=before)

    def unfinished(self):
        """Those that became no package yet, and those that were refused; newest first."""
        return self.exclude(state="done").order_by("-created_at", "-pk")


class PackageAttemptQuerySet(models.QuerySet):
    """Attempts at packages."""

    def visible_to(self, viewer: "Viewer"):
        """Whoever looks, their own attempts here, with all that a launch needs."""
        if viewer.membership_id is None or viewer.impersonated_by is not None:
            return self.none()
        own = self.filter(membership=viewer.membership_id, package__community=viewer.community)
        return own.for_playing()

    def of_member(self, membership):
        """One member's own, oldest first."""
        return self.filter(membership=membership).order_by("package_id", "number")

    def tries_at(self, package):
        """What editors tried at a package, oldest first."""
        return self.filter(package=package, is_tryout=True).order_by("number")

    def counted(self):
        """Those of learners; an editor's tries are left out."""
        return self.filter(is_tryout=False)

    def running(self, package, membership, *, is_tryout: bool = False):
        """The attempt to go on with, or none."""
        own = self.filter(package=package, membership=membership, is_tryout=is_tryout)
        return own.order_by("number").last()

    def highest(self, package, membership) -> int:
        """The number of the latest attempt, 0 before the first."""
        own = self.filter(package=package, membership=membership)
        return own.aggregate(highest=Max("number"))["highest"] or 0

    def for_playing(self):
        """With all that a launch needs, in one query."""
        return self.select_related("package__community__site", "membership")


class ScoStateQuerySet(models.QuerySet):
    """What content has told of itself."""

    def by_sco(self, attempt) -> dict[str, Any]:
        """The states of an attempt by the identifier of the item."""
        states: Any = self.filter(attempt=attempt)
        return {state.sco: state for state in states}
