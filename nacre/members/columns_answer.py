"""What the columns of a community answer to a question: who is found, in order, and the facets."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from nacre.members.columns import FACETS, NOBODY, Columns, Places
from nacre.members.models.directory import INTEREST
from nacre.members.querysets import END
from nacre.members.sought import Sought, Term

FEW = 16_000  # members; below that it is quicker to look at each


def nobody() -> Places:
    """An empty list of places."""
    return NOBODY


@dataclass(frozen=True, eq=False)
class ColumnsAnswer:
    """Who is found by a question among the members of some columns, those excluded left out."""

    columns: Columns
    sought: Sought
    excluded: Places = field(default_factory=nobody)

    @cached_property
    def matching(self) -> Places | None:
        """The places that fit all words and the place asked for; None where that is everybody."""
        fitting = [self.fitting(term) for term in self.sought.terms]
        if self.sought.organisations is not None:
            fitting.append(self.columns.working_at_any(self.sought.organisations))
        found = _intersection(fitting)
        return self._present(found) if found is not None else None

    def _present(self, places: Places) -> Places:
        if not len(self.excluded) or not len(places):
            return places
        return places[~np.isin(places, self.excluded)]

    def fitting(self, term: Term) -> np.ndarray:
        """The places that one word fits, or a mask of all of them where these are many."""
        columns = self.columns
        pieces = [columns.named(term.word, term.word + END)]
        pieces += [columns.called(subject) for subject in term.subjects]
        pieces += columns.working_at(term.organisations) if term.organisations else []
        if term.professions or term.roles:
            pieces += columns.in_cells(
                at
                for at, (profession, role, _) in enumerate(columns.cells)
                if profession in term.professions or role in term.roles
            )
        if sum(map(len, pieces)) > len(columns) // 8:
            return _mask(pieces, columns)
        return _union(pieces, columns)

    @cached_property
    def with_interests(self) -> Places | None:
        """Those matching that name one of the interests chosen."""
        picked = self.sought.picked("interest")
        if not picked:
            return self.matching
        named = [self.columns.called(f"{INTEREST}{slug}") for slug in picked]
        found = _union(named, self.columns)
        if self.matching is None:
            return self._present(found)
        return _both(self.matching, found)

    @cached_property
    def found(self) -> Places:
        """Everybody who is found, in the order of the list."""
        places = self.with_interests
        if any(self.sought.picked(group) for group in FACETS):
            return self._in_cells(places, self._chosen_cells())
        return self._present(self.columns.everybody) if places is None else places

    @cached_property
    def total(self) -> int:
        """How many are found."""
        return int(self._cell_counts[self._chosen_cells()].sum())

    @cached_property
    def _cell_counts(self) -> np.ndarray:
        if self._is_place_alone and not self.sought.picked("interest"):
            rows = self.columns.rows_of(self.sought.organisations or frozenset())
            return self.columns.by_organisation[0][rows].sum(axis=0)
        return self._count_cells(self.with_interests)

    @property
    def _is_place_alone(self) -> bool:
        """Whether a place and nothing else is asked for: what was counted before answers then."""
        by_place = self.sought.organisations is not None and not self.sought.terms
        return by_place and not len(self.excluded) and self.columns.is_precounted

    def _count_cells(self, places: Places | None) -> np.ndarray:
        size, cells = len(self.columns.cells), self.columns["cell"]
        if places is not None:
            return np.bincount(cells[places], minlength=size)
        return self.columns.totals - np.bincount(cells[self.excluded], minlength=size)

    def _chosen_cells(self, except_for: str = "") -> np.ndarray:
        """Which cells lie in what was chosen, leaving one group out."""
        chosen = np.ones(len(self.columns.cells), dtype=bool)
        for group in FACETS:
            picked = self.sought.picked(group)
            if picked and group != except_for:
                values, codes = self.columns.facet_codes[group]
                chosen &= np.isin(np.array(values, dtype=object), picked)[codes]
        return chosen

    def _in_cells(self, places: Places | None, chosen: np.ndarray) -> Places:
        if places is None:
            found = np.flatnonzero(chosen[self.columns["cell"]]).astype(np.int32)
            return self._present(found)
        return places[chosen[self.columns["cell"][places]]]

    def counts(self) -> dict[str, Counter]:
        """How many there are of each option, given what is chosen in the other groups."""
        if self._is_place_alone and not self.sought.chosen:
            return self._counts_at_place()
        found: dict[str, Counter] = {}
        for group in FACETS:
            values, codes = self.columns.facet_codes[group]
            cells = np.where(self._chosen_cells(except_for=group), self._cell_counts, 0)
            numbers = np.bincount(codes, weights=cells, minlength=len(values))
            found[group] = _counter(values, numbers)
        found["interest"] = _counter(self.columns.interests, self._interest_counts())
        return found

    def _counts_at_place(self) -> dict[str, Counter]:
        """The same of a place alone, from what was counted before."""
        columns, places = self.columns, self.sought.organisations or frozenset()
        if places not in columns.counted:
            found: dict[str, Counter] = {group: Counter() for group in (*FACETS, "interest")}
            numbers = columns.options_by_organisation[columns.rows_of(places)].sum(axis=0)
            for at in np.flatnonzero(numbers).tolist():
                group, value = columns.options[at]
                if value:
                    found[group][value] = int(numbers[at])
            columns.keep_counts(places, found)
        return {group: counter.copy() for group, counter in columns.counted[places].items()}

    def _interest_counts(self) -> np.ndarray:
        places = self.matching
        if any(self.sought.picked(group) for group in FACETS):
            places = self._in_cells(places, self._chosen_cells())
        if places is None:
            return self.columns.interest_totals - self._count_interests(self.excluded)
        return self._count_interests(places)

    def _count_interests(self, places: Places) -> np.ndarray:
        """Count the interests of some members: of few one by one, of many by what they have together."""
        columns, size = self.columns, len(self.columns.interests)
        if len(places) < FEW:
            each = columns.interests_of(places)
            return np.bincount(columns["interest"][each], minlength=size)
        having, in_them, lengths = columns.interest_sets
        members = np.bincount(having[places], minlength=len(lengths))
        return np.bincount(in_them, np.repeat(members, lengths), minlength=size).astype(np.int64)

    def runs(self) -> list[Places]:
        """Those found in the order asked for: one run by name, or one for each closeness."""
        if not self.sought.by_closeness:
            return [self.found]
        close = np.zeros(len(self.found), dtype=np.int8)
        for word in self.sought.words:
            whole = np.zeros(len(self.columns), dtype=bool)
            whole[self.columns.called(word)] = True
            close += whole[self.found]
        return [self.found[close == n] for n in range(len(self.sought.terms), -1, -1)]


def _counter(values: list[str], numbers: np.ndarray) -> Counter:
    return Counter({values[i]: int(numbers[i]) for i in np.flatnonzero(numbers) if values[i]})


def _union(pieces: list[Places], columns: Columns) -> Places:
    """All places of some lists, each once and in order."""
    pieces = [piece for piece in pieces if len(piece)]
    if not pieces:
        return NOBODY
    if sum(map(len, pieces)) < len(columns) // 64:
        together = np.sort(np.concatenate(pieces))
        return together[np.diff(together, prepend=-1) > 0]
    return np.flatnonzero(_mask(pieces, columns)).astype(np.int32)


def _mask(pieces: list[Places], columns: Columns) -> np.ndarray:
    """Who is in any of some lists, yes or no for each place."""
    mask = np.zeros(len(columns), dtype=bool)
    for piece in pieces:
        mask[piece] = True
    return mask


def _intersection(fitting: list[np.ndarray]) -> Places | None:
    """The places in all of some lists and masks; None where there are none of these."""
    if not fitting:
        return None
    lists = sorted((f for f in fitting if f.dtype != bool), key=len)
    masks = [f for f in fitting if f.dtype == bool]
    if not lists:
        return np.flatnonzero(np.logical_and.reduce(masks)).astype(np.int32)
    found = lists[0]
    for other in lists[1:]:
        found = _both(found, other)
    for mask in masks:
        found = found[mask[found]]
    return found


def _both(some: Places, others: Places) -> Places:
    """The places that two lists have in common."""
    few, many = sorted((some, others), key=len)
    if not len(few):
        return few
    at = np.searchsorted(many, few)
    at[at == len(many)] = 0
    return few[many[at] == few]
