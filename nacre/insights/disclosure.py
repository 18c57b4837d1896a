"""Nothing about a few: what each audience may be told, applied to every figure that leaves.

Figures travel as the small types below, which no JSON encoder knows, so that none can slip past
`disclosed()`. The rules are in docs/reference/metrics.md, "Small numbers".
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

RULES_VERSION = "2026.1"
FLOOR = 8
PERCENT_FLOOR = 40
HIDDEN = "*"
BODY, SPONSOR = "body", "sponsor"


@dataclass(frozen=True)
class Headline:
    """A total of the whole community; `people` if it counts something other than people."""

    value: int
    people: int | None = None


@dataclass(frozen=True)
class Cell:
    """A count of a part of the community, and the distinct people behind it."""

    value: int
    people: int


@dataclass(frozen=True)
class Mean:
    """An average of n values from a number of people."""

    value: float | None
    n: int
    people: int
    digits: int = 1


@dataclass(frozen=True)
class Percent:
    """A part of a whole, in per cent; a headline may be exact for the body."""

    part: int
    whole: int
    digits: int = 1


@dataclass(frozen=True)
class Breakdown:
    """Rows that divide one total: a hole in a column must not be the only one."""

    rows: Sequence[dict[str, Any]]
    columns: Sequence[str] = ()


@dataclass(frozen=True)
class Ranked:
    """A top list; `people` names the entry that says how many stand behind each item."""

    items: Sequence[dict[str, Any]]
    people: str = "members"
    most: int = 10


@dataclass(frozen=True)
class Only:
    """A part that one audience alone may have; the others get what is empty."""

    audience: str
    value: Any
    otherwise: Any = field(default_factory=list)


def round_to_5(count: int) -> int | str:
    """0 as 0, one to seven hidden, everything else to the nearest five."""
    if count == 0:
        return 0
    return HIDDEN if count < FLOOR else 5 * ((count + 2) // 5)


def disclosed(figures: Any, audience: str) -> Any:
    """The figures as plain JSON, each as this audience may see it."""
    if audience not in (BODY, SPONSOR):
        raise ValueError(f"{audience!r} is no audience of a report: body or sponsor.")
    for kind, show in _RULES.items():
        if isinstance(figures, kind):
            return show(figures, audience)
    if isinstance(figures, dict):
        return {name: disclosed(value, audience) for name, value in figures.items()}
    if isinstance(figures, list | tuple):
        return [disclosed(value, audience) for value in figures]
    if isinstance(figures, datetime | date):
        return figures.isoformat()
    if figures is None or isinstance(figures, str | bool | int | float):
        return figures
    raise TypeError(f"No rule says how {type(figures).__name__} may be disclosed.")


def _headline(figure: Headline, audience: str) -> int | str:
    if audience == BODY:
        return figure.value
    if figure.value and figure.people is not None and figure.people < FLOOR:
        return HIDDEN
    return _signed(figure.value)


def _signed(value: int) -> int | str:
    """Differences are rounded by their size."""
    rounded = round_to_5(abs(value))
    return -rounded if value < 0 and isinstance(rounded, int) else rounded


def _cell(figure: Cell, audience: str) -> int | str:
    if figure.value == 0:
        return 0
    if figure.people < FLOOR:
        return HIDDEN
    return figure.value if audience == BODY else _signed(figure.value)


def _mean(figure: Mean, audience: str) -> float | str | None:
    if not figure.n or figure.value is None:
        return None
    if figure.n < FLOOR or (audience == SPONSOR and figure.people < FLOOR):
        return HIDDEN
    return round(figure.value, figure.digits)


def _percent(figure: Percent, audience: str) -> float | str | None:
    if not figure.whole:
        return None
    if audience == BODY:
        return round(100 * figure.part / figure.whole, figure.digits)
    if figure.whole < PERCENT_FLOOR:
        return HIDDEN
    part, whole = _signed(figure.part), round_to_5(figure.whole)
    if isinstance(part, str) or isinstance(whole, str):
        return HIDDEN
    return round(100 * part / whole, figure.digits)


def _ranked(figure: Ranked, audience: str) -> list[dict[str, Any]]:
    enough = [item for item in figure.items if _people(item[figure.people]) >= FLOOR]
    return [disclosed(item, audience) for item in enough[: figure.most]]


def _people(figure: Cell | Headline | int) -> int:
    if isinstance(figure, Cell):
        return figure.people
    return figure.value if isinstance(figure, Headline) else figure


def _breakdown(figure: Breakdown, audience: str) -> list[dict[str, Any]]:
    rows = [disclosed(row, audience) for row in figure.rows]
    if audience == BODY:
        for column in figure.columns:
            _hide_a_second(rows, column)
    return rows


def _hide_a_second(rows: list[dict[str, Any]], column: str) -> None:
    """Beside an exact total one hidden cell could be worked out: hide the next smallest too."""
    hidden = [row for row in rows if row[column] == HIDDEN]
    shown = [row for row in rows if row[column] != HIDDEN]
    if len(hidden) == 1 and shown:
        # A nought is hidden only where nothing else is left to hide.
        min(shown, key=lambda row: (not row[column], abs(row[column])))[column] = HIDDEN


def _only(figure: Only, audience: str) -> Any:
    return disclosed(figure.value if audience == figure.audience else figure.otherwise, audience)


_RULES: dict[type, Callable[[Any, str], Any]] = {
    Headline: _headline,
    Cell: _cell,
    Mean: _mean,
    Percent: _percent,
    Ranked: _ranked,
    Breakdown: _breakdown,
    Only: _only,
}
