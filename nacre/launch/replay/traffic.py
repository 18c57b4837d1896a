"""Happenings as columns: who, what, when, in which visit."""

from dataclasses import dataclass, fields, replace

import numpy as np

OPENED, ENGAGED, DOWNLOADED, SEARCHED, REGISTERED, REFUSED = range(6)
NO_FLAG, BOT, STAFF, PREFETCH = range(4)
NOBODY = -1


@dataclass(frozen=True)
class Traffic:
    """One place in each column is one line of activity."""

    at: np.ndarray  # microseconds since 1970
    day: np.ndarray  # place among the days drawn, or since 1970
    kind: np.ndarray
    page: np.ndarray  # place on the shelf
    reader: np.ndarray  # place among the readers, or NOBODY
    visitor: np.ndarray  # number of a visitor, or NOBODY
    visit: np.ndarray
    view: np.ndarray  # number of the page view that a line belongs to
    seconds: np.ndarray
    query: np.ndarray
    flag: np.ndarray

    def __len__(self) -> int:
        return len(self.at)

    def take(self, which: np.ndarray) -> "Traffic":
        """Some of the lines, by places or by a mask."""
        return replace(self, **{name: column[which] for name, column in self.columns().items()})

    def columns(self) -> dict[str, np.ndarray]:
        """The columns by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def with_rows(self, other: "Traffic") -> "Traffic":
        """These lines and others."""
        pairs = zip(self.columns().items(), other.columns().values(), strict=True)
        return Traffic(**{name: np.concatenate([mine, theirs]) for (name, mine), theirs in pairs})

    def changed(self, **columns: np.ndarray) -> "Traffic":
        """The same lines with some columns replaced."""
        return replace(self, **columns)


def lines(count: int, **columns: np.ndarray | int | float) -> Traffic:
    """So many lines, with what is given and nothing else."""
    whole: dict[str, np.ndarray | int | float] = {
        "at": 0, "day": 0, "kind": OPENED, "page": NOBODY, "reader": NOBODY, "visitor": NOBODY,
        "visit": NOBODY, "view": NOBODY, "seconds": np.nan, "query": NOBODY, "flag": NO_FLAG,
    }  # fmt: skip
    whole |= columns
    return Traffic(
        **{
            name: np.array(value)
            if isinstance(value, np.ndarray)
            else np.full(count, value, float if name == "seconds" else np.int64)
            for name, value in whole.items()
        }
    )
