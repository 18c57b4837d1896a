"""Named questions about communities and what they own."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from nacre.communities.models import Community


class CommunityOwnedQuerySet(models.QuerySet):
    """Rows that belong to one community."""

    def of(self, community: "Community | None"):
        """The rows of one community and of no other; none where there is no community."""
        return self.filter(community=community)


class CommunityQuerySet(models.QuerySet):
    """Communities of this installation."""

    def for_request(self):
        """With everything that answering a request needs."""
        return self.select_related("site", "client", "therapy_area")

    def on_host(self, host: str):
        """The community on a host with its components: one query, a row for each component."""
        here = self.for_request().filter(site__hostname=host)
        rows = list(here.annotate(component=models.F("enabled_components__slug")))
        if not rows:
            return None
        community = rows[0]
        community.enabled = frozenset(row.component for row in rows if row.component)
        return community

    def open(self):
        """Communities that have been launched, oldest first."""
        return self.filter(launched_on__isnull=False).order_by("order", "slug")
