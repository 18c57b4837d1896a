"""The columns of a community as they are at this moment: what lies ready, and what changed since.

Members who changed are left out of the arrays and become small columns of their own; both answer,
and the answers are put together. So nobody waits for a change to be seen, least of all who made it.
"""

import os
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from nacre.communities.models import Community
from nacre.members.column_files import (
    GOOD_FOR,
    Kept,
    columns_of,
    folder_of,
    forget_columns,
    keep_columns,
    pointer_of,
    read_columns,
)
from nacre.members.columns import NOBODY, Columns, Places
from nacre.members.columns_answer import ColumnsAnswer, nobody
from nacre.members.models import DirectoryChange, DirectoryEntry, DirectoryWord
from nacre.members.sought import Sought
from nacre.members.spellings import Spellings

WORTHWHILE = 20_000  # below that many members the tables are quick enough (bench/RESULTS.md)
MANY_CHANGES = 500
MOST_CHANGES = 2000  # more than these, and the tables answer until the columns are made anew


@dataclass(frozen=True, eq=False)
class Current:
    """Columns that lie ready, who of them is left out, and who is there instead."""

    columns: Columns
    excluded: Places = field(default_factory=nobody)
    changed: Columns | None = None

    @cached_property
    def names(self) -> list[str]:
        """The words of names that somebody has now: one that was given up is not even suggested."""
        if self.changed is None:
            return self.columns.names
        gone = self.columns.spoken_only_by(self.excluded)
        kept = [word for word in self.columns.names if word not in gone]
        return sorted({*kept, *self.changed.names})

    @cached_property
    def spellings(self) -> Spellings:
        """The same words, arranged for finding those that are nearly alike."""
        return self.columns.spellings if self.changed is None else Spellings.of(self.names)

    @cached_property
    def ranks(self) -> np.ndarray:
        """Before whom of the columns each of the changed members stands."""
        if self.changed is None:
            return NOBODY
        return np.array(
            [
                self.columns.rank(self.changed.name_at(i).decode(), int(self.changed["entry"][i]))
                for i in range(len(self.changed))
            ],
            dtype=np.int64,
        )


@dataclass(frozen=True, eq=False)
class CurrentAnswer:
    """Who is found by a question, from the columns and from what changed since."""

    current: Current
    sought: Sought

    @cached_property
    def parts(self) -> list[ColumnsAnswer]:
        """The answers to put together; the second of the changed, if there are any."""
        current = self.current
        found = [ColumnsAnswer(current.columns, self.sought, current.excluded)]
        return found + ([ColumnsAnswer(current.changed, self.sought)] if current.changed else [])

    @cached_property
    def total(self) -> int:
        """How many are found."""
        return sum(part.total for part in self.parts)

    def counts(self) -> dict[str, Counter]:
        """How many there are of each option, given what is chosen in the other groups."""
        first, *others = (part.counts() for part in self.parts)
        for other in others:
            for group, counter in other.items():
                first[group] += counter
        return first

    def keys(self, start: int, stop: int) -> list[int]:
        """The entries of one page of the list, in order."""
        runs = [part.runs() for part in self.parts]
        found: list[int] = []
        for index, places in enumerate(runs[0]):
            changed = runs[1][index] if len(runs) > 1 else NOBODY
            found += self._merged(places, changed, start, stop)
            size = len(places) + len(changed)
            start, stop = max(start - size, 0), max(stop - size, 0)
        return found

    def _merged(self, places: Places, changed: Places, start: int, stop: int) -> list[int]:
        """A stretch of two runs in one order."""
        entry = self.current.columns["entry"]
        if self.current.changed is None or not len(changed):
            return entry[places[start:stop]].tolist()
        # Where each of the changed comes to stand among all, and whoever is left between them.
        at = np.searchsorted(places, self.current.ranks[changed]) + np.arange(len(changed))
        keys = dict(zip(at.tolist(), self.current.changed["entry"][changed].tolist(), strict=True))
        total = len(places) + len(changed)
        return [
            keys[i] if i in keys else int(entry[places[i - np.searchsorted(at, i)]])
            for i in range(start, min(stop, total))
        ]


_open: dict[int, tuple[str, Kept | None]] = {}
_seen: dict[int, tuple[str, frozenset[int], Current]] = {}


def current_columns(community: Community) -> Current | None:
    """The columns to answer from; None where there are none or too much changed: one query."""
    mark, kept = _kept(community)
    if kept is None or time.time() - kept.made_at > GOOD_FOR:
        return None
    rows = DirectoryChange.objects.since(community, kept.moment, MOST_CHANGES + 1)
    if len(rows) > MOST_CHANGES:
        return None
    if not rows:
        return Current(kept.columns)
    seen = frozenset(pk for pk, _ in rows)
    known = _seen.get(community.pk)
    if known is None or known[:2] != (mark, seen):
        known = (mark, seen, _with_changes(community, kept.columns, {key for _, key in rows}))
        _seen[community.pk] = known
    return known[2]


def _kept(community: Community) -> tuple[str, Kept | None]:
    """What lies ready, read when it is new to this process, and a mark that changes with it."""
    pointer = pointer_of(community)
    try:
        state = os.stat(pointer)  # a Path takes longer than the question
    except OSError:
        _open.pop(community.pk, None)
        return "", None
    mark = f"{state.st_ino} {state.st_mtime_ns}"
    known = _open.get(community.pk)
    if known is None or known[0] != mark:
        known = _open[community.pk] = (mark, read_columns(folder_of(community)))
    return known


def _with_changes(community: Community, columns: Columns, members: set[int]) -> Current:
    entries = DirectoryEntry.objects.of(community).filter(membership__in=members)
    words = DirectoryWord.objects.of(community).filter(entry__membership__in=members)
    wanted = np.fromiter(members, np.int64, len(members))
    at = np.searchsorted(columns["member"], wanted)
    at[at == len(columns)] = 0
    known = columns["member"][at] == wanted if len(columns) else np.zeros(len(wanted), bool)
    excluded = np.sort(columns["member_place"][at[known]])
    return Current(columns, excluded, columns_of(entries, words))


def bring_up_to_date(community: Community, *, anew: bool = False) -> bool:
    """Make the columns of a large community where none are fresh; answers whether it did.

    Half a day or some hundred changes are reason enough. A community that is small has none.
    """
    if DirectoryEntry.objects.of(community).count() < WORTHWHILE:
        forget_columns(community)
        return False
    _, kept = _kept(community)
    if kept and not anew and time.time() - kept.made_at < GOOD_FOR / 2:
        notes = DirectoryChange.objects.since(community, kept.moment, MANY_CHANGES)
        if len(notes) < MANY_CHANGES:
            return False
    keep_columns(community)
    DirectoryChange.objects.clear_old()
    return True
