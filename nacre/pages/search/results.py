"""What a search puts on its page: results with why they were found, facets, people, best bets.

Everything is counted from pages that the viewer may open; there is no other number.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nacre.members import directory
from nacre.members.viewer import Viewer
from nacre.members.views.directory import row_of
from nacre.pages.cards import Card, card_of
from nacre.pages.models import BasePage, BestBet, Topic
from nacre.pages.search.lexicon import Lexicon
from nacre.pages.search.question import Question, cut, understand
from nacre.pages.search.ranking import MOST_FOUND, Hit, ranked, words_of
from nacre.pages.search.snippet import snippets_of
from nacre.pages.search.spelling import put_right

PEOPLE_SHOWN = 5
A_PAGE = 15
FACETS = ("kind", "topic", "year")
MOST_OPTIONS = 8
Facts = dict[str, frozenset[str]]  # of a page: in which options of each facet it is


@dataclass(frozen=True)
class Asked:
    """A search as it stands in the address: words, chosen facets, page of results."""

    text: str
    chosen: dict[str, str] = field(default_factory=dict)
    page: str | None = None

    @classmethod
    def of(cls, data: QueryDict) -> "Asked":
        """What the address says; whatever cannot be meant finds nothing."""
        chosen = {name: cut(data.get(name, ""))[:60] for name in FACETS if data.get(name)}
        return cls(cut(data.get("q", "")), chosen, data.get("page"))

    def address(self, **changes: str) -> str:
        """The same search with something else in it, from its first page."""
        said = {"q": self.text, **self.chosen, **changes}
        return "?" + urlencode({name: value for name, value in said.items() if value})


@dataclass(frozen=True)
class Found:
    """One page that was found, as its card and the place of its text that shows why."""

    card: Card
    why: str
    is_best_bet: bool = False


@dataclass(frozen=True)
class Results:
    """What a search found."""

    asked: Asked
    rows: list[Found]
    pager: Page
    facets: list[dict[str, Any]] = field(default_factory=list)
    meant: str = ""
    topics: list[Topic] = field(default_factory=list)
    people: list[object] = field(default_factory=list)
    people_total: int = 0
    found: int = 0  # pages, before facets narrow them down

    @property
    def cards(self) -> list[Card]:
        """The cards of this page of results."""
        return [row.card for row in self.rows]

    @property
    def total(self) -> int:
        """Pages and people together."""
        return self.pager.paginator.count + self.people_total

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than are listed."""
        return self.found >= MOST_FOUND


def find(viewer: Viewer, query: str, page: str | None = None) -> Results:
    """Search everything that a viewer may open."""
    return answer(viewer, Asked(cut(query), page=page))


def answer(viewer: Viewer, asked: Asked) -> Results:
    """The results of a search, narrowed down by what was chosen."""
    question, hits, meant = look_up(viewer, asked.text)
    bets = _best_bets(viewer, question)
    hits = bets + [hit for hit in hits if hit.page_id not in {bet.page_id for bet in bets}]
    facts, labels = _facts_of(hits)
    chosen = [hit for hit in hits if _fits(facts[hit.page_id], asked.chosen)]
    pager = Paginator(chosen, A_PAGE).get_page(asked.page)
    rows = _rows(viewer, question, list(pager.object_list), {bet.page_id for bet in bets})
    people, people_total = _people(viewer, question)
    return Results(
        asked=asked,
        rows=rows,
        pager=pager,
        facets=_facets(asked, hits, facts, labels),
        meant=meant,
        topics=question.topics,
        people=people,
        people_total=people_total,
        found=len(hits),
    )


def look_up(viewer: Viewer, text: str) -> tuple[Question, list[Hit], str]:
    """The search as it was understood, its pages, and how it may have been meant to be spelt."""
    community = viewer.community
    if community is None:
        return Question("", [], []), [], ""
    lexicon = Lexicon.of(community.therapy_area.code)
    topics = list(Topic.objects.of(community))
    question = understand(text, lexicon, topics)
    weighed = words_of(viewer, question.stems)
    question, meant = put_right(viewer, question, weighed, lexicon)
    if not question.stems <= set(weighed.words):
        weighed = words_of(viewer, question.stems)
    return question, ranked(viewer, question, weighed), meant


def _best_bets(viewer: Viewer, question: Question) -> list[Hit]:
    """What editors put first for these words, as far as the viewer may open it."""
    if viewer.community is None or not question.groups:
        return []
    lexicon = Lexicon.of(viewer.community.therapy_area.code)
    asked = _gist(question)
    wanted = [
        bet.page_id
        for bet in BestBet.objects.of(viewer.community)
        if any(_gist(understand(phrase, lexicon, ())) == asked for phrase in bet.phrases)
    ]
    if not wanted:
        return []
    pages = BasePage.objects.visible_to(viewer).filter(pk__in=wanted).newest()
    rows = pages.values_list("pk", "content_type_id", "first_published_at")
    return [Hit(pk, 1.0, 1.0, sort, at) for pk, sort, at in rows]


def _gist(question: Question) -> frozenset[tuple[str, ...]]:
    return frozenset(group.alternatives[0].stems for group in question.groups)


def _facts_of(hits: Sequence[Hit]) -> tuple[dict[int, Facts], dict[str, dict[str, str]]]:
    """Of each page in which options it is, and how the options are called."""
    links = BasePage.topics.through.objects.filter(basepage__in=[hit.page_id for hit in hits])
    topics: dict[int, set[str]] = {}
    labels: dict[str, dict[str, str]] = {"kind": {}, "topic": {}, "year": {}}
    for page, slug, label in links.values_list("basepage", "topic__slug", "topic__label"):
        topics.setdefault(page, set()).add(slug)
        labels["topic"][slug] = label
    facts = {}
    kinds = {sort: _kind_of(sort) for sort in {hit.content_type_id for hit in hits}}
    for hit in hits:
        kind, kind_label = kinds[hit.content_type_id]
        year = _year_of(hit.published_at)
        labels["kind"][kind] = kind_label
        labels["year"][year] = year
        about = frozenset(topics.get(hit.page_id, ()))
        facts[hit.page_id] = {
            "kind": frozenset({kind}),
            "topic": about,
            "year": frozenset({year} - {""}),
        }
    return facts, labels


def _kind_of(content_type_id: int) -> tuple[str, str]:
    sort = ContentType.objects.get_for_id(content_type_id)
    label = str(getattr(sort.model_class(), "kind_label", sort.name))
    return sort.model.removesuffix("page"), label


def _year_of(at: datetime | None) -> str:
    return str(localtime(at).year) if at else ""


def _fits(facts: Facts, chosen: dict[str, str]) -> bool:
    return all(value in facts[name] for name, value in chosen.items())


def _facets(
    asked: Asked, hits: list[Hit], facts: dict[int, Facts], labels: dict[str, dict[str, str]]
) -> list[dict[str, Any]]:
    """Kind, topic and year with how many pages there are of each, given what else is chosen."""
    called = {"kind": _("Kind"), "topic": _("Topic"), "year": _("Year")}
    groups = []
    for name in FACETS:
        others = {n: v for n, v in asked.chosen.items() if n != name}
        counts = Counter(
            value
            for hit in hits
            if _fits(facts[hit.page_id], others)
            for value in facts[hit.page_id][name]
        )
        picked = asked.chosen.get(name, "")
        ordered = sorted(counts, key=lambda v: (-counts[v], labels[name][v]))
        if name == "year":
            ordered = sorted(counts, reverse=True)
        shown = ordered[:MOST_OPTIONS]
        if picked in counts and picked not in shown:
            shown.append(picked)
        options = [
            {
                "label": labels[name][value],
                "count": counts[value],
                "selected": value == picked,
                "url": asked.address(**{name: "" if value == picked else value}),
            }
            for value in shown
        ]
        if picked or any(counts[value] < len(hits) for value in shown):
            groups.append({"label": called[name], "name": name, "options": options})
    return groups


def _rows(viewer: Viewer, question: Question, hits: list[Hit], bets: set[int]) -> list[Found]:
    keys = [hit.page_id for hit in hits]
    pages = BasePage.objects.visible_to(viewer).for_cards().in_bulk(keys)
    why = snippets_of(viewer, question, keys)
    return [
        Found(card_of(pages[pk], viewer), why.get(pk, ""), pk in bets) for pk in keys if pk in pages
    ]


def _people(viewer: Viewer, question: Question) -> tuple[list[Any], int]:
    if not viewer.sees_people or not question.groups:
        return [], 0
    asked = directory.Question(text=question.text)
    if not asked.words:
        return [], 0
    found = directory.search(viewer, asked)
    rows = [row_of(entry, found.interests) for entry in list(found.page)[:PEOPLE_SHOWN]]
    return rows, found.total
