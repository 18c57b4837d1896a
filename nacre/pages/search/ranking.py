"""Finding pages: the telling words choose them, all words rank them, the gate decides.

Work is bounded however large a community is: pages are looked up by the words that few pages have,
and no more than `MOST_CANDIDATES` of them are weighed. The same rows are asked for and the same
sums are made on every database.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import log
from typing import Any

from django.core.cache import caches
from django.db.models import Count

from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage, SearchPosting, SearchWord
from nacre.pages.search.question import Group, Question
from nacre.pages.search.words import stem, tokens

MOST_CANDIDATES = 3000
MOST_FOUND = 1000
TITLES_READ = 100  # of the best pages, to see whether the words stand there as they were typed
COMMON = 2000  # pages that have a word; one with more chooses pages only if no other word does
HALF = 60.0  # the weight at which a word says half of what it can say
ENOUGH = 0.25  # of what was asked, by how rare its words are; a page with less is not found
WHOLE = 0.999
IN_TITLE, AS_TITLE = 0.15, 0.3  # added to the score of a page with the whole question in its title
COUNT_KEPT_FOR = 600  # seconds
Words = dict[str, list[int]]  # stems, each with the keys of its words


@dataclass(frozen=True)
class Hit:
    """A page that was found: how well it fits, and what lists and facets need of it."""

    page_id: int
    score: float
    covered: float
    content_type_id: int
    published_at: datetime | None

    @property
    def order(self) -> tuple:
        """By the score in steps that a reader could notice, then the newest."""
        at = self.published_at.timestamp() if self.published_at else 0.0
        return (-round(self.score, 2), -at, self.page_id)


@dataclass(frozen=True)
class Weighed:
    """The words of a question as the community of a viewer has them."""

    words: Words
    frequency: dict[int, int]  # pages that a viewer may look through, by the key of a word
    pages: int

    def pages_with(self, group: Group) -> int:
        """About how many pages have what a group means."""
        return max((self._pages_of(a.stems) for a in group.alternatives), default=0)

    def _pages_of(self, stems: tuple[str, ...]) -> int:
        return min((self.pages_with_stem(one) for one in stems), default=0)

    def pages_with_stem(self, one: str) -> int:
        """How many pages have one of the forms of a word, at the most."""
        return sum(self.frequency.get(pk, 0) for pk in self.words.get(one, ()))

    def rarity(self, group: Group) -> float:
        """How much it says of a page that it has this."""
        return log(1 + self.pages / (0.5 + self.pages_with(group)))


def words_of(viewer: Viewer, stems: Iterable[str]) -> Weighed:
    """Look up words, and how many of the pages that a viewer may open have each."""
    known = SearchWord.objects.of(viewer.community).filter(stem__in=set(stems))
    words: Words = defaultdict(list)
    for pk, one in known.values_list("pk", "stem"):
        words[one].append(pk)
    keys = [pk for some in words.values() for pk in some]
    counted = SearchPosting.objects.within(viewer).filter(word__in=keys).values("word")
    frequency = dict(counted.annotate(pages=Count("*")).values_list("word", "pages"))
    return Weighed(dict(words), frequency, _pages_open_to(viewer))


def _pages_open_to(viewer: Viewer) -> int:
    """About how many pages there are, to tell rare words from common ones."""
    local = caches["local"]
    key = f"search-pages:{viewer.community.pk}:{hash(viewer.audience_ids)}"  # type: ignore[union-attr]
    found = local.get(key)
    if found is None:
        found = BasePage.objects.visible_to(viewer).count()
        local.set(key, found, COUNT_KEPT_FOR)
    return found


def ranked(viewer: Viewer, question: Question, weighed: Weighed) -> list[Hit]:
    """The pages that answer a question, the best first; none that the viewer may not open."""
    if viewer.community is None or not question.groups:
        return []
    rarities = [weighed.rarity(group) for group in question.groups]
    scored = _scored(question.groups, rarities, _postings(viewer, question, weighed), weighed)
    best = sorted(scored, key=lambda page: -scored[page][0])[:MOST_FOUND]
    readable = BasePage.objects.visible_to(viewer).listed().filter(pk__in=best)
    rows = readable.values_list("pk", "content_type_id", "title", "first_published_at")
    phrase, read = question.phrase, set(best[:TITLES_READ])
    hits = [
        Hit(
            pk,
            scored[pk][0] + _of_title(title, phrase if pk in read else []),
            scored[pk][1],
            sort,
            at,
        )
        for pk, sort, title, at in rows
    ]
    return sorted(_that_answer(hits), key=lambda hit: hit.order)


def _postings(viewer: Viewer, question: Question, weighed: Weighed) -> Iterable[Any]:
    """The words of the candidates: pages that have one of the words that choose."""
    choosing = [pk for group in _choosing(question.groups, weighed) for pk in _keys(group, weighed)]
    within = SearchPosting.objects.within(viewer)
    candidates = within.filter(word__in=choosing).order_by("-weight", "-page")
    keys = [pk for group in question.groups for pk in _keys(group, weighed)]
    pages = list(candidates.values_list("page", flat=True)[: 2 * MOST_CANDIDATES])
    chosen = list(dict.fromkeys(pages))[:MOST_CANDIDATES]
    found = within.filter(word__in=keys, page__in=chosen)
    return found.values_list("page", "word", "weight").iterator(chunk_size=5000)


def _keys(group: Group, weighed: Weighed) -> list[int]:
    return [pk for one in group.stems for pk in weighed.words.get(one, ())]


def _choosing(groups: list[Group], weighed: Weighed) -> list[Group]:
    """The groups that few pages have; if there is none, the one that fewest have."""
    there = [group for group in groups if weighed.pages_with(group)]
    few = [group for group in there if weighed.pages_with(group) <= COMMON]
    return few or sorted(there, key=weighed.pages_with)[:1]


def _scored(
    groups: list[Group], rarities: list[float], postings: Iterable[Any], weighed: Weighed
) -> dict[int, tuple[float, float]]:
    """Of each page its score, and how much of the question it covers."""
    stem_of = {pk: one for one, keys in weighed.words.items() for pk in keys}
    pages: dict[int, dict[str, int]] = defaultdict(dict)
    for page, word, weight in postings:
        said = pages[page]
        one = stem_of[word]
        said[one] = max(weight, said.get(one, 0))
    asked = sum(rarities) or 1.0
    scored = {}
    for page, said in pages.items():
        score = covered = 0.0
        for group, rarity in zip(groups, rarities, strict=True):
            fit, factor = _fit(group, said)
            score += rarity * fit
            covered += rarity * factor
        covered /= asked
        scored[page] = (score / asked * (0.4 + 0.6 * covered), covered)
    return scored


def _fit(group: Group, said: dict[str, int]) -> tuple[float, float]:
    """How well a page fits what a group means, and by how near a meaning."""
    best = nearest = 0.0
    for alternative in group.alternatives:
        weight = min((said.get(one, 0) for one in alternative.stems), default=0)
        if weight:
            best = max(best, alternative.factor * weight / (weight + HALF))
            nearest = max(nearest, alternative.factor)
    return best, nearest


def _of_title(title: str, phrase: list[str]) -> float:
    """What is added where a title has the words as they were typed: that page was looked for."""
    if len(phrase) < 2:
        return 0.0
    said = [stem(word.lower()) for word in tokens(title)]
    if said == phrase:
        return AS_TITLE
    size = len(phrase)
    is_in = any(said[at : at + size] == phrase for at in range(len(said) - size + 1))
    return IN_TITLE if is_in else 0.0


def _that_answer(hits: list[Hit]) -> list[Hit]:
    """Pages that have all of it or, where there are none, as much as the best has; the rest falls away."""
    most = max((hit.covered for hit in hits), default=0.0)
    return [hit for hit in hits if hit.covered >= min(ENOUGH, most) or hit.covered >= WHOLE * most]
