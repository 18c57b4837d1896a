"""Named questions about citations."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from nacre.evidence.fingerprint import fingerprint_of

if TYPE_CHECKING:
    from nacre.communities.models import Community


class CitationQuerySet(models.QuerySet):
    """Bibliographic records."""

    def on_the_shelf_of(self, community: "Community"):
        """The papers that a community keeps; what another one reads is its own business."""
        return self.filter(shelves=community)

    def like(self, facts: dict[str, Any]) -> Any:
        """The papers that can be the one of these facts, by title, first author and year.

        A paper that has a number of the same kind is another paper, or was found by it already.
        """
        said = {name: facts[name] for name in ("title", "authors", "year")}
        fingerprint = fingerprint_of(**said)
        if not fingerprint:
            return self.none()
        like = self.filter(fingerprint=fingerprint)
        for number in ("doi", "pmid"):
            if facts[number]:
                like = like.filter(**{f"{number}__isnull": True})
        return like

    def known_as(self, *, doi: str | None, pmid: str | None):
        """Records with this DOI or this PubMed number."""
        same = Q()
        if doi:
            same |= Q(doi=doi)
        if pmid:
            same |= Q(pmid=pmid)
        return self.filter(same) if same else self.none()

    def known_among(self, *, dois: Collection[str], pmids: Collection[str]):
        """Records with any of these DOIs or any of these PubMed numbers."""
        return self.filter(Q(doi__in=dois) | Q(pmid__in=pmids))


class CitationNoticeQuerySet(models.QuerySet):
    """What journals said about papers."""

    def to_tell(self):
        """Those that changed a standing and that those who cite have not heard of yet."""
        waiting = self.filter(told_at__isnull=True).exclude(standing="")
        return waiting.select_related("citation").order_by("pk")
