"""What there was to read, search for and take away, and since when."""

from dataclasses import dataclass

import numpy as np

from nacre.communities.models import Community
from nacre.editorial.models import ResourcePage, ToolkitPage
from nacre.insights.periods import micros
from nacre.launch.scenario import scenario_of
from nacre.pages.models import BasePage, Topic

APPEAL = {
    "home": 9.0, "section": 2.2, "news": 3.0, "journalreview": 3.2, "interview": 1.9,
    "conferencereport": 1.5, "conference": 0.8, "resource": 2.4, "toolkit": 2.6, "module": 2.2,
    "about": 0.5, "editor": 0.4,
}  # fmt: skip


@dataclass(frozen=True)
class Shelf:
    """Columns, one place a page, and the files that some of them offer."""

    page_id: list[int]
    sort: list[str]
    title: list[str]
    url: list[str]
    topics: list[list[str]]
    funding: list[str | None]
    audience: np.ndarray
    since: np.ndarray
    appeal: np.ndarray
    documents: dict[int, tuple[int, str, str]]  # place: id, title, address
    queries: list[tuple[str, int]]  # words, results
    home: int

    def __len__(self) -> int:
        return len(self.page_id)

    def about(self, topic: str) -> np.ndarray:
        """Which pages are about a topic."""
        return np.array([topic in topics for topics in self.topics], bool)


def shelf_of(community: Community) -> Shelf:
    """The published pages of a community."""
    found = BasePage.objects.of(community).live().prefetch_related("topics").order_by("path")
    pages = [page.specific for page in found]
    chance = np.random.default_rng(len(pages) + 11)
    sorts = [page._meta.model_name.removesuffix("page") for page in pages]
    appeal = np.array([APPEAL.get(sort, 1.0) for sort in sorts])
    return Shelf(
        page_id=[page.pk for page in pages],
        sort=sorts,
        title=[page.title for page in pages],
        url=[page.path_in_community for page in pages],
        topics=[sorted(page.topic_slugs) for page in pages],
        funding=[
            ",".join(sorted({f.sponsor.slug for f in page.funding})) or None for page in pages
        ],
        audience=np.array([page.audience_id for page in pages]),
        since=np.array([micros(page.first_published_at) for page in pages], np.int64),
        appeal=appeal * chance.lognormal(0.0, 0.35, len(pages)),
        documents=_documents(pages),
        queries=_queries(community),
        home=sorts.index("home"),
    )


def _documents(pages: list[BasePage]) -> dict[int, tuple[int, str, str]]:
    found = {}
    for place, page in enumerate(pages):
        document = page.document if isinstance(page, ResourcePage | ToolkitPage) else None
        if document:
            found[place] = (document.pk, document.title, f"/library/{page.pk}/")
    return found


def _queries(community: Community) -> list[tuple[str, int]]:
    """Words that people search for: subjects by all their names, and things that are not there."""
    found = []
    for place, topic in enumerate(Topic.objects.of(community).prefetch_related("pages")):
        results = topic.pages.count()
        words = [topic.label.lower(), *(synonym.lower() for synonym in topic.synonyms[:3])]
        found += [(word, results + place % 3) for word in words]
    return found + [(word, 0) for word in scenario_of(community.slug).unanswered]
