"""Named questions about lists that bodies bring: editions of their members, and whom they mean."""

from django.db import models

from nacre.communities.querysets import CommunityOwnedQuerySet


class MemberListEditionQuerySet(CommunityOwnedQuerySet):
    """Editions of a body's member list."""

    def visible_to(self, viewer):
        """Those of the viewer's community; `can_keep_list` says who may look at all."""
        return self.of(viewer.community) if viewer.community else self.none()

    def waiting(self):
        """Those that somebody must approve or discard."""
        return self.filter(state__in=("staged", "stopped"))

    def for_history(self):
        """With what a line of the history shows."""
        return self.select_related("by", "approved_by", "reading", "applying")


class StagedLineQuerySet(CommunityOwnedQuerySet):
    """Rows of an edition before they count."""

    def for_page(self):
        """With what a line of the difference shows."""
        return self.select_related("membership__user", "edition")

    def judged(self, verdict: str):
        """Those that came out in one way."""
        return self.filter(verdict=verdict)

    def repeating(self, *columns: str):
        """The values that stand in several of these rows, of columns that are filled in."""
        found = self.exclude(**{columns[-1]: ""}).order_by().values(*columns)
        return found.annotate(n=models.Count("pk")).filter(n__gt=1)


class TargetQuerySet(CommunityOwnedQuerySet):
    """Groups that a community means to reach."""

    def for_map(self):
        """With what the coverage map shows."""
        return self.select_related("organisation").order_by("pk")
