"""Search: pages that a viewer may open, and colleagues if they may see any.

The full-text index finds, we rank: words in the title first, then the newest. Ranking inside
SQLite's index costs the square of the matches, and a community has hundreds of pages, not millions.
"""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from wagtail.search.query import And, Phrase, PlainText

from nacre.communities.request import Request
from nacre.insights.actions import record
from nacre.insights.kinds import SEARCH_MADE
from nacre.members import directory
from nacre.members.viewer import Viewer
from nacre.members.views.directory import row_of
from nacre.pages.cards import Card, card_of
from nacre.pages.models import BasePage, Topic

MOST_WORDS = 8
MOST_FOUND = 300
PEOPLE_SHOWN = 5
A_PAGE = 15
LETTERS = 200
NOISE = {"a", "an", "and", "at", "for", "in", "of", "on", "or", "the", "to", "with"}
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_Said = list[str]


@dataclass(frozen=True)
class Results:
    """What a search found: one page of cards, a few colleagues, and how many of each."""

    query: str
    cards: list[Card]
    pager: Page
    people: list[object] = field(default_factory=list)
    people_total: int = 0

    @property
    def total(self) -> int:
        """Pages and people together."""
        return self.pager.paginator.count + self.people_total


def words_in(query: str) -> _Said:
    """The words that somebody asked for; signs mean nothing to us and nothing to the index."""
    words = [word.lower() for word in _WORD.findall(query[:LETTERS])]
    meant = [word for word in words if word not in NOISE] or words
    return list(dict.fromkeys(meant))[:MOST_WORDS]


def find(viewer: Viewer, query: str, page: str | None = None) -> Results:
    """Search everything that a viewer may open."""
    words = words_in(query)
    pager = Paginator(_ranked(viewer, words), A_PAGE).get_page(page)
    found = BasePage.objects.for_cards().in_bulk(list(pager.object_list))
    cards = [card_of(found[pk], viewer) for pk in pager.object_list]
    people, total = _people(viewer, query) if words else ([], 0)
    return Results(query, cards, pager, people, total)


def _ranked(viewer: Viewer, words: _Said) -> list[int]:
    """The ids of the pages found, those with the words in their title first."""
    if not words:
        return []
    readable = BasePage.objects.visible_to(viewer).listed()
    ids = _in_text(viewer, words) | _on_topics(viewer, words)
    found = readable.filter(pk__in=ids).newest().values_list("pk", "title")
    folded = [(pk, title.lower()) for pk, title in found]
    return [pk for pk, title in sorted(folded, key=lambda f: -sum(w in f[1] for w in words))]


def _in_text(viewer: Viewer, words: _Said) -> set[int]:
    """Pages of the community with every word; whether they are open is asked afterwards."""
    terms = [Phrase(word) if "-" in word else PlainText(word) for word in words]
    asked = And(terms) if len(terms) > 1 else terms[0]
    hits = BasePage.objects.of(viewer.community).search(asked, order_by_relevance=False)
    return {page.pk for page in hits[:MOST_FOUND]}


def _on_topics(viewer: Viewer, words: _Said) -> set[int]:
    """Pages on a topic that the question names, by its label or a synonym."""
    said = " ".join(words)
    topics = [
        topic.pk
        for topic in Topic.objects.of(viewer.community)
        if any(name and name.lower() in said for name in (topic.label, *topic.synonyms))
    ]
    on_topic = BasePage.objects.filter(topics__in=topics) if topics else BasePage.objects.none()
    return set(on_topic.values_list("pk", flat=True)[:MOST_FOUND])


def _people(viewer: Viewer, query: str) -> tuple[list[Any], int]:
    if not viewer.sees_people:
        return [], 0
    question = directory.Question(text=query[:LETTERS].replace("\x00", ""))
    if not question.words:
        return [], 0
    found = directory.search(viewer, question)
    rows = [row_of(entry, found.interests) for entry in list(found.page)[:PEOPLE_SHOWN]]
    return rows, found.total


@require_safe
def search(request: Request) -> HttpResponse:
    """The page behind the box that is in every header."""
    query = request.GET.get("q", "").strip()[:LETTERS].replace("\x00", "")
    results = find(request.viewer, query, request.GET.get("page"))
    if query and "page" not in request.GET:
        record(
            SEARCH_MADE, viewer=request.viewer, request=request, query=query, results=results.total
        )
    asked = urlencode({"q": query})
    context = {
        "results": results,
        "query": query,
        "query_string": asked,
        "people_url": f"/members/?{asked}",
        "people_label": ngettext("%d colleague", "All %d", results.people_total)
        % results.people_total,
    }
    return render(request, "pages/search.html", context)
