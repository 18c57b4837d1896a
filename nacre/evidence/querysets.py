"""Named questions about citations."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from nacre.communities.models import Community


class CitationQuerySet(models.QuerySet):
    """Bibliographic records."""

    def on_the_shelf_of(self, community: "Community"):
        """The papers that a community keeps; what another one reads is its own business."""
        return self.filter(shelves=community)

    def known_as(self, *, doi: str | None, pmid: str | None):
        """Records with this DOI or this PubMed number."""
        same = Q()
        if doi:
            same |= Q(doi=doi)
        if pmid:
            same |= Q(pmid=pmid)
        return self.filter(same) if same else self.none()
