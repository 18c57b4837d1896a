"""Names that are nearly what was typed: for when nobody fits a question as it stands.

A community has far fewer words of names than members, so each typed word is compared with the
distinct words alone (edits of one or two letters, swapped neighbours count as one), and whoever has
a near word for each of them is found, the nearest first.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import itemgetter

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from nacre.members.columns import NOBODY, Places
from nacre.members.columns_answer import ColumnsAnswer
from nacre.members.current_columns import CurrentAnswer
from nacre.members.directory_rows import RowsAnswer
from nacre.members.models import DirectoryWord
from nacre.members.models.directory import INTEREST
from nacre.members.querysets import END
from nacre.members.sought import Sought, Term

FITS = 1000  # a word that fits as it stands; as a whole word of the name a little more
MOST_WORDS = 60
MOST_PEOPLE = 25
MANY = 64  # from a part like this of all members on, one pass over all of them is quicker
Near = dict[str, int]


def edits_allowed(typed: str) -> int:
    """How many slips a typed word may hold."""
    return 0 if len(typed) < 3 else 1 if len(typed) < 5 else 2


def near_words(typed: str, known: Sequence[str]) -> Near:
    """The known words nearest to one typed, with how near each is in thousandths."""
    edits = edits_allowed(typed)
    found = extract(typed, known, scorer=OSA.distance, score_cutoff=edits, limit=None)
    near = {
        word: FITS
        - round(FITS * distance / max(len(word), len(typed)))
        + 50 * (word[0] == typed[0])
        for word, distance, _ in found
    }
    return dict(sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_WORDS])


def meant_by(terms: Sequence[Term], near: Sequence[Near], known: Sequence[str]) -> str:
    """The question with each word put right that is no name here and has a near one; else empty."""
    spelt = []
    for term, words in zip(terms, near, strict=True):
        fits = term.professions or term.roles or term.organisations or term.subjects
        at = bisect_left(known, term.word)
        begins = at < len(known) and known[at].startswith(term.word)
        spelt.append(term.word if fits or begins or not words else next(iter(words)))
    return " ".join(spelt) if spelt != [term.word for term in terms] else ""


def nearly(answer: RowsAnswer | CurrentAnswer) -> tuple[list[int], str]:
    """The entries of people with nearly such names, nearest first, and what may have been meant."""
    if isinstance(answer, CurrentAnswer):
        return _in_columns(answer)
    return _in_rows(answer) if answer.viewer.sees_people else ([], "")


# --- From columns -------------------------------------------------------------------------------


def _in_columns(answer: CurrentAnswer) -> tuple[list[int], str]:
    terms, known = answer.sought.terms, answer.current.spellings
    near = [
        near_words(word, known.within(edits_allowed(word), word)) for word in answer.sought.words
    ]
    parts = [
        [_nearness(part, term, words) for term, words in zip(terms, near, strict=True)]
        for part in answer.parts
    ]
    used = [n for n in range(len(terms)) if any(len(part[n].places) for part in parts)]
    scored = []
    for part, each in zip(answer.parts, parts, strict=True):
        found = _nearest(part, [each[n] for n in used])
        scored += [
            (-int(score), part.columns.name_at(place), int(part.columns["entry"][place]))
            for place, score in zip(found.places.tolist(), found.scores.tolist(), strict=True)
        ]
    keys = [entry for _, _, entry in sorted(scored)[:MOST_PEOPLE]]
    return keys, meant_by(terms, near, known.words)


@dataclass(frozen=True, eq=False)
class Nearness:
    """Who is near a word, in the order of places, and how near."""

    places: Places
    scores: np.ndarray

    def at(self, keep: np.ndarray) -> "Nearness":
        """Some of them, by a mask or by their numbers."""
        return Nearness(self.places[keep], self.scores[keep])

    def and_near(self, other: "Nearness") -> "Nearness":
        """Those near both words, and how near to both together."""
        few, many = sorted((self, other), key=lambda one: len(one.places))
        if not len(few.places):
            return few
        at = np.searchsorted(many.places, few.places)
        at[at == len(many.places)] = 0
        common = many.places[at] == few.places
        return Nearness(few.places[common], few.scores[common] + many.scores[at[common]])


def _nearness(part: ColumnsAnswer, term: Term, words: Near) -> Nearness:
    """How near each person of some columns is to one word, without those who are not near."""
    fitting = part.fitting(term)
    called = [(part.columns.called(word), score) for word, score in words.items()]
    if fitting.dtype == bool or len(fitting) * MANY > len(part.columns):
        near = _each(len(part.columns), [(fitting, FITS), *called])
    else:
        near = _few([(fitting, FITS), *called])
    return near.at(~np.isin(near.places, part.excluded)) if len(part.excluded) else near


def _each(number: int, scored: list[tuple[np.ndarray, int]]) -> Nearness:
    """The best score of each place, by a score for everybody."""
    one = np.zeros(number, np.int32)
    for places, score in sorted(scored, key=itemgetter(1)):
        one[places] = score
    places = np.flatnonzero(one)
    return Nearness(places, one[places])


def _few(scored: list[tuple[np.ndarray, int]]) -> Nearness:
    """The same where few are near: sorted, the best score of a place first."""
    places = np.concatenate([places for places, _ in scored])
    scores = np.concatenate([np.full(len(places), score, np.int32) for places, score in scored])
    order = np.lexsort((-scores, places))
    near = Nearness(places[order], scores[order])
    return near.at(np.diff(near.places, prepend=-1) > 0)


def _nearest(part: ColumnsAnswer, each: list[Nearness]) -> Nearness:
    """The few who are near every word, and how near."""
    if not each:
        return Nearness(NOBODY, NOBODY)
    found = reduce(Nearness.and_near, sorted(each, key=lambda one: len(one.places)))
    if part.sought.chosen or part.sought.organisations is not None:
        allowed = ColumnsAnswer(part.columns, _without_words(part.sought), part.excluded).found
        found = found.at(np.isin(found.places, allowed))
    return found.at(np.lexsort((found.places, -found.scores))[:MOST_PEOPLE])


def _without_words(sought: Sought) -> Sought:
    return replace(sought, terms=(), by_closeness=False)


# --- From the tables ----------------------------------------------------------------------------


def _in_rows(answer: RowsAnswer) -> tuple[list[int], str]:
    words = DirectoryWord.objects.of(answer.viewer.community)
    names = words.filter(word__gt=INTEREST + END)
    known = list(names.order_by("word").values_list("word", flat=True).distinct())
    if not known:
        return [], ""
    total: dict[int, int] = {}
    everywhere: set[int] | None = None
    near = [near_words(term.word, known) for term in answer.sought.terms]
    for term, similar in zip(answer.sought.terms, near, strict=True):
        one = _scored_rows(answer, term, names, similar)
        if one:
            everywhere = set(one) if everywhere is None else everywhere & set(one)
            for entry, score in one.items():
                total[entry] = total.get(entry, 0) + score
    if not everywhere:
        return [], meant_by(answer.sought.terms, near, known)
    found = RowsAnswer(answer.viewer, _without_words(answer.sought)).found()
    best = sorted({total[entry] for entry in everywhere}, reverse=True)
    ordered: list[int] = []
    for score in best:
        alike = [entry for entry in everywhere if total[entry] == score]
        ordered += (
            found.filter(pk__in=alike).order_by("sort_name", "id").values_list("pk", flat=True)
        )
        if len(ordered) >= MOST_PEOPLE:
            break
    return ordered[:MOST_PEOPLE], meant_by(answer.sought.terms, near, known)


def _scored_rows(answer: RowsAnswer, term: Term, names, near: Near) -> dict[int, int]:
    """How near each entry is to one word."""
    alone = RowsAnswer(answer.viewer, Sought(terms=(term,)))
    one = dict.fromkeys(alone.found().values_list("pk", flat=True), FITS)
    rows = names.filter(word__in=near).values_list("entry_id", "word")
    for entry, word in rows:
        one[entry] = max(one.get(entry, 0), near[word])
    return one
