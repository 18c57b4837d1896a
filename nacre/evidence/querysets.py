"""Named questions about citations."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from nacre.communities.querysets import CommunityOwnedQuerySet
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

    def called(self, title: str, authors: list[str], years: Collection[int]):
        """Records with this title and first author that appeared in one of these years."""
        prints = [fingerprint_of(title=title, authors=authors, year=year) for year in years]
        return self.filter(fingerprint__in=[one for one in prints if one])

    def naming(self, doi: str):
        """Records that name another one's DOI among their links."""
        return self.filter(details__links__icontains=doi)

    def harvested_for(self, community: "Community"):
        """What was found for a community, newest first, with the moment as `found_at`.

        A preprint whose paper was found as well is left out: the paper stands for both.
        """
        finds = apps.get_model("evidence", "Find").objects.of(community)
        first = finds.filter(citation=OuterRef("pk")).order_by("found_at").values("found_at")[:1]
        papers = self.filter(pk__in=finds.values("citation"))
        papers = papers.exclude(version_of__in=finds.values("citation"))
        return papers.annotate(found_at=Subquery(first)).order_by("-found_at", "-pk")


class CitationNoticeQuerySet(models.QuerySet):
    """What journals said about papers."""

    def to_tell(self):
        """Those that changed a standing and that those who cite have not heard of yet."""
        waiting = self.filter(told_at__isnull=True).exclude(standing="")
        return waiting.select_related("citation").order_by("pk")


class SavedQueryQuerySet(CommunityOwnedQuerySet):
    """Questions that communities ask of the literature."""

    def to_ask(self):
        """Those that are switched on, with all their words."""
        active = self.filter(is_active=True).select_related("community")
        return active.prefetch_related("versions").order_by("community__slug", "slug")

    def failing(self):
        """Those that are switched on and could not be asked the last time."""
        return self.filter(is_active=True, failing_since__isnull=False).order_by("failing_since")


class FindQuerySet(CommunityOwnedQuerySet):
    """What was found for communities."""

    def with_query(self):
        """With what names the question."""
        return self.select_related("version__query").order_by("found_at", "pk")
