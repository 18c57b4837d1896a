"""The directory of one community as arrays; what they answer to a question is in `columns_answer`.

Each listed member has a place: their number in the order of names. A word, an organisation and an
interest are lists of places; profession, role and region together are one small number a place (a
cell). A question is then a few intersections, and its facets one count of cells (ADR 15).
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from nacre.members.models.directory import INTEREST
from nacre.members.querysets import END
from nacre.members.spellings import Spellings

FACETS = ("profession", "role", "region")
Places = np.ndarray  # numbers of members in the order of names, ascending
NOBODY: Places = np.empty(0, np.int32)


MOST_PRECOUNTED = 4_000_000  # numbers kept in a process
MOST_COUNTED = 1000  # places of which a process remembers the finished counts


@dataclass(frozen=True, eq=False)
class Columns:
    """The listed members of a community at one moment. The arrays may lie in a file."""

    arrays: dict[str, np.ndarray]
    cells: list[tuple[str, ...]]  # profession, role and region of each cell
    words: list[str]  # ascending; interests with their mark among them
    interests: list[str]  # slugs
    counted: dict[frozenset[int], dict[str, Counter]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.arrays["entry"])

    def __getitem__(self, name: str) -> np.ndarray:
        return self.arrays[name]

    @cached_property
    def everybody(self) -> Places:
        """All places."""
        return np.arange(len(self), dtype=np.int32)

    @cached_property
    def names(self) -> list[str]:
        """The words of names; interests, with their mark, stand before them."""
        return self.words[bisect_left(self.words, INTEREST + END) :]

    @cached_property
    def spellings(self) -> Spellings:
        """The words of names, arranged for finding those that are nearly alike."""
        return Spellings.of(self.names)

    def spoken_only_by(self, places: Places) -> set[str]:
        """The words that nobody has but some."""
        each = np.flatnonzero(np.isin(self["posting"], places))
        of = np.searchsorted(self["word_start"], each, side="right") - 1
        lost = np.bincount(of, minlength=len(self.words))
        return {self.words[i] for i in np.flatnonzero(lost == np.diff(self["word_start"]))}

    @cached_property
    def totals(self) -> np.ndarray:
        """How many members each cell has."""
        return np.bincount(self["cell"], minlength=len(self.cells))

    @cached_property
    def interest_totals(self) -> np.ndarray:
        """How many members name each interest."""
        return np.bincount(self["interest"], minlength=len(self.interests))

    @cached_property
    def by_cell(self) -> tuple[np.ndarray, np.ndarray]:
        """The places of each cell, one cell after the other, and where each begins."""
        order = np.argsort(self["cell"], kind="stable").astype(np.int32)
        return order, np.append(0, np.cumsum(self.totals))

    def in_cells(self, cells: Iterable[int]) -> list[Places]:
        """The places in each of some cells."""
        order, starts = self.by_cell
        return [order[starts[at] : starts[at + 1]] for at in cells]

    def keep_counts(self, organisations: frozenset[int], counts: dict[str, Counter]) -> None:
        """Remember what was counted of some organisations, as these columns never change."""
        if len(self.counted) >= MOST_COUNTED:
            self.counted.clear()
        self.counted[organisations] = counts

    def interests_of(self, places: Places) -> np.ndarray:
        """Where the interests of some members stand, one member after the other."""
        first = self["interest_start"][places]
        lengths = self["interest_start"][places + 1] - first
        within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return np.repeat(first, lengths) + within

    @cached_property
    def interest_sets(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Which interests members have together: each member's set, what the sets hold, their sizes.

        There are far fewer sets than members. A set is known by the sum of numbers drawn for its
        interests; two of them alike would be one in a million million.
        """
        drawn = np.random.default_rng(1).integers(0, 2**63, len(self.interests), dtype=np.uint64)
        sums = np.concatenate([[0], np.cumsum(drawn[self["interest"]], dtype=np.uint64)])
        marks = np.diff(sums.astype(np.uint64)[self["interest_start"]])
        _, first, having = np.unique(marks, return_index=True, return_inverse=True)
        lengths = np.diff(self["interest_start"])[first]
        return having.astype(np.int32), self["interest"][self.interests_of(first)], lengths

    @cached_property
    def by_organisation(self) -> tuple[np.ndarray, np.ndarray]:
        """How many of each cell, and of each interest, there are at each organisation."""
        starts, employed = self["organisation_start"], self["employed"]
        sizes = (len(starts) - 1, len(self.cells)), (len(starts) - 1, len(self.interests))
        at = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        cells = np.bincount(at * sizes[0][1] + self["cell"][employed], minlength=np.prod(sizes[0]))
        where = np.full(len(self), -1)
        where[employed] = at
        where = np.repeat(where, np.diff(self["interest_start"]))
        codes = (where * sizes[1][1] + self["interest"])[where >= 0]
        named = np.bincount(codes, minlength=np.prod(sizes[1]))
        return cells.reshape(sizes[0]), named.reshape(sizes[1])

    @cached_property
    def options(self) -> list[tuple[str, str]]:
        """What members are counted by: each group with each of its values, interests last."""
        groups = [(group, value) for group in FACETS for value in self.facet_codes[group][0]]
        return groups + [("interest", slug) for slug in self.interests]

    @cached_property
    def options_by_organisation(self) -> np.ndarray:
        """How many have each option at each organisation."""
        cells, named = self.by_organisation
        pieces = []
        for group in FACETS:
            values, codes = self.facet_codes[group]
            has = codes[:, None] == np.arange(len(values))[None, :]
            pieces.append(cells @ has.astype(cells.dtype))
        return np.hstack([*pieces, named])

    @property
    def is_precounted(self) -> bool:
        """Whether counts by organisation are small enough to be kept."""
        rows = len(self["organisation"])
        return rows > 0 and rows * (len(self.cells) + len(self.interests)) <= MOST_PRECOUNTED

    @cached_property
    def facet_codes(self) -> dict[str, tuple[list[str], np.ndarray]]:
        """For each facet its values, and the number of its value in each cell."""
        found = {}
        for index, group in enumerate(FACETS):
            values = sorted({cell[index] for cell in self.cells})
            numbers = {value: number for number, value in enumerate(values)}
            codes = [numbers[cell[index]] for cell in self.cells]
            found[group] = (values, np.array(codes, dtype=np.intp))
        return found

    def named(self, first: str, last: str) -> Places:
        """The places of all words in a range, not in order and some twice."""
        low, high = bisect_left(self.words, first), bisect_left(self.words, last)
        starts = self["word_start"]
        return self["posting"][starts[low] : starts[high]]

    def called(self, word: str) -> Places:
        """The places of one word, in order."""
        at = bisect_left(self.words, word)
        if at == len(self.words) or self.words[at] != word:
            return NOBODY
        return self["posting"][self["word_start"][at] : self["word_start"][at + 1]]

    def working_at(self, organisations: frozenset[int]) -> list[Places]:
        """The places at each of some organisations."""
        starts = self["organisation_start"]
        return [self["employed"][starts[i] : starts[i + 1]] for i in self.rows_of(organisations)]

    def working_at_any(self, organisations: frozenset[int]) -> Places:
        """The places at some organisations, in order: nobody has two."""
        each = self.working_at(organisations)
        return np.sort(np.concatenate(each), kind="stable") if each else NOBODY

    def rows_of(self, organisations: frozenset[int]) -> np.ndarray:
        """Which of the organisations with members are among some."""
        known = self["organisation"]
        if not len(known) or not organisations:
            return NOBODY
        wanted = np.sort(np.fromiter(organisations, np.int64, len(organisations)))
        at = np.searchsorted(known, wanted)
        at[at == len(known)] = 0
        return at[known[at] == wanted]

    def name_at(self, place: int) -> bytes:
        """What a place is ordered by."""
        start, end = self["name_start"][place : place + 2]
        return self["name"][start:end].tobytes()

    def rank(self, name: str, entry: int) -> int:
        """How many members stand before an entry in the order of the list."""
        key, low, high = name.encode(), 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if (self.name_at(middle), int(self["entry"][middle])) < (key, entry):
                low = middle + 1
            else:
                high = middle
        return low
