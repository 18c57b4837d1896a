"""The list of harvested papers as the desk shows it: what, found by which question, what was decided."""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from nacre.communities.models import Community
from nacre.editorial.models import TriagedPaper
from nacre.editorial.scores import Panel, panels_of
from nacre.evidence.models import Citation, Find, SavedQuery

LONGEST_EXTRACT = 320


class Show(StrEnum):
    """Which of them."""

    WAITING = "waiting"
    KEPT = "kept"
    DISMISSED = "dismissed"

    @classmethod
    def named(cls, word: str) -> "Show":
        """By its word in an address; anything else is what waits."""
        return cls(word) if word in {one.value for one in cls} else cls.WAITING


@dataclass
class Row:
    """One paper of the list."""

    paper: Citation
    found_by: list[str] = field(default_factory=list)
    triage: TriagedPaper | None = None
    panel: Panel | None = None


def shown(papers: QuerySet[Citation], community: Community, show: Show) -> QuerySet[Citation]:
    """Those that wait, or those with this word of an editor."""
    decided = TriagedPaper.objects.of(community)
    if show is Show.WAITING:
        return papers.exclude(pk__in=decided.values("citation"))
    return papers.filter(pk__in=decided.filter(verdict=show.value).values("citation"))


def tabs(papers: QuerySet[Citation], community: Community, show: Show) -> list[dict]:
    """The three lists, with how many are in each."""
    labels = {
        Show.WAITING: _("Waiting"),
        Show.KEPT: _("Kept for rating"),
        Show.DISMISSED: _("Dismissed"),
    }
    return [
        {
            "label": label,
            "url": f"?show={one.value}",
            "current": one is show,
            "count": shown(papers, community, one).count(),
        }
        for one, label in labels.items()
    ]


def rows(papers: list[Citation], community: Community) -> list[Row]:
    """The papers of one page, with what found them and what became of them."""
    ids = [paper.pk for paper in papers]
    found = defaultdict(list)
    for find in Find.objects.of(community).filter(citation__in=ids).with_query():
        found[find.citation_id].append(find.by)
    decided = TriagedPaper.objects.of(community).filter(citation__in=ids)
    triage = {one.citation_id: one for one in decided.for_desk()}
    panels = panels_of(community, ids)
    return [
        Row(paper, found[paper.pk], triage.get(paper.pk), panels.get(paper.pk)) for paper in papers
    ]


def failing(community: Community) -> list[SavedQuery]:
    """The questions that could not be asked the last time."""
    return list(SavedQuery.objects.of(community).failing()[:20])


def conclusion_of(paper: Citation) -> str:
    """What the authors conclude, shortened: an extract, since an abstract is not ours to print."""
    parts = paper.details.get("abstract", [])
    concluding = [p for p in parts if p.get("label", "").casefold().startswith("conclusion")]
    words = next((p["text"] for p in concluding or parts[-1:]), "")
    return Truncator(words).chars(LONGEST_EXTRACT)
