"""What first attempts say of questions: difficulty, discrimination, distractors, reliability.

Pure arithmetic on rows of learner, item and mark. Whoever shows a figure goes by `level`: below
thirty learners there is facility alone, below twenty nothing, and an item that fewer than twenty
attempts of eight learners answered shows nothing either.
"""

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

TO_SHOW, FACILITY_ONLY = 30, 20  # learners
FEWEST_ATTEMPTS, FEWEST_LEARNERS = 20, 8  # of one item
GROUP = 0.27
FUNCTIONAL = 0.05
REVIEW_FACILITY, REVIEW_DISCRIMINATION, REVIEW_CORRELATION, TRIVIAL = 0.2, 0.15, 0.1, 0.95
ALL, FACILITY, NOTHING = "all", "facility", "nothing"
Rows = Mapping[Any, Mapping[Any, Any]]


@dataclass(frozen=True)
class Response:
    """What one learner's first attempt at one item was worth, and what they chose."""

    fraction: float
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Option:
    """Something that could be chosen."""

    key: str
    label: str = ""
    is_right: bool = False


@dataclass(frozen=True)
class OptionCount:
    """How many chose an option."""

    option: Option
    count: int
    share: float

    @property
    def is_functional(self) -> bool:
        """Whether a wrong option does its work: at least one in twenty chooses it."""
        return not self.option.is_right and self.share >= FUNCTIONAL

    @property
    def is_idle(self) -> bool:
        """Whether a wrong option is hardly ever chosen."""
        return not self.option.is_right and self.share < FUNCTIONAL


@dataclass(frozen=True)
class ItemFigures:
    """What the answers say of one item; a figure that cannot be worked out is None."""

    key: Hashable
    n: int
    facility: float
    discrimination: float | None
    r: float | None
    r_corrected: float | None
    options: tuple[OptionCount, ...]
    flags: tuple[str, ...]  # suspend, review, trivial
    level: str  # what may be shown: all, facility, nothing

    @property
    def functional(self) -> int:
        """How many wrong options do their work."""
        return sum(count.is_functional for count in self.options)


@dataclass(frozen=True)
class ItemAnalysis:
    """What the answers say of a set of items."""

    n: int
    k: int
    items: tuple[ItemFigures, ...] = ()
    mean: float | None = None
    variance: float | None = None  # of the population
    kr20: float | None = None
    alpha: float | None = None
    kr21: float | None = None
    sem: float | None = None
    sum_pq: float | None = None
    is_complete: bool = True  # everybody answered every item
    by_key: dict[Hashable, ItemFigures] = field(default_factory=dict, compare=False)

    @property
    def level(self) -> str:
        """What may be shown of the whole."""
        return _level(self.n, self.n, self.n)

    def flagged(self) -> tuple[ItemFigures, ...]:
        """The items that an editor should look at, of those that may be shown whole."""
        return tuple(item for item in self.items if item.flags and item.level == ALL)


def analyse(rows: Rows, options: Mapping[Any, Sequence[Option]] | None = None) -> ItemAnalysis:
    """The figures of first attempts: learner → item → Response, or a fraction or 0/1 alone.

    Learners who tie are taken in the order of their ids. Where not everybody was asked the same
    items, a learner's total is the share of what they were asked.
    """
    answers = {learner: _responses(row) for learner, row in rows.items() if row}
    learners = sorted(answers, key=_by_id)
    items = _items(answers[learner] for learner in learners)
    if not learners or not items:
        return ItemAnalysis(n=0, k=len(items))
    is_complete = all(len(answers[learner]) == len(items) for learner in learners)
    figures = [_figures(item, learners, answers, (options or {}).get(item)) for item in items]
    whole = (
        _whole([[answers[a][i].fraction for i in items] for a in learners]) if is_complete else {}
    )
    return ItemAnalysis(
        n=len(learners),
        k=len(items),
        items=tuple(figures),
        is_complete=is_complete,
        by_key={one.key: one for one in figures},
        **whole,
    )


def _responses(row: Mapping[Any, Any]) -> dict[Any, Response]:
    return {
        item: given if isinstance(given, Response) else Response(float(given))
        for item, given in row.items()
    }


def _by_id(learner: Any) -> tuple[int, float, str]:
    is_number = isinstance(learner, int | float)
    return (0, learner, "") if is_number else (1, 0, str(learner))


def _items(rows: Iterable[Mapping[Any, Response]]) -> list[Any]:
    seen: dict[Any, None] = {}
    for row in rows:
        seen.update(dict.fromkeys(row))
    return list(seen)


def _figures(
    item: Any,
    learners: Sequence[Any],
    answers: Mapping[Any, Mapping[Any, Response]],
    options: Sequence[Option] | None,
) -> ItemFigures:
    asked = [learner for learner in learners if item in answers[learner]]
    scores = [answers[learner][item].fraction for learner in asked]
    totals = [_share(answers[learner]) for learner in asked]
    rests = [_share(answers[learner], without=item) for learner in asked]
    facility = math.fsum(scores) / len(scores)
    discrimination = _discrimination(scores, totals)
    r = correlation(scores, totals)
    counts = _counts([answers[learner][item].chosen for learner in asked], options)
    return ItemFigures(
        key=item,
        n=len(asked),
        facility=facility,
        discrimination=discrimination,
        r=r,
        r_corrected=correlation(scores, rests),
        options=counts,
        flags=_flags(facility, discrimination, r),
        level=_level(len(learners), len(asked), len(asked)),
    )


def _share(row: Mapping[Any, Response], without: Any = None) -> float:
    """What a learner reached of what they were asked; rounded, so that ties are ties."""
    fractions = [given.fraction for item, given in row.items() if item != without]
    return round(math.fsum(fractions) / len(fractions), 9) if fractions else 0.0


def _discrimination(scores: Sequence[float], totals: Sequence[float]) -> float | None:
    """The upper group's facility less the lower one's."""
    size = round(GROUP * len(scores))
    if not size:
        return None
    ranked = sorted(range(len(scores)), key=lambda place: (-totals[place], place))
    upper = math.fsum(scores[place] for place in ranked[:size])
    lower = math.fsum(scores[place] for place in ranked[-size:])
    return (upper - lower) / size


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Pearson's; for 0 and 1 it is the point-biserial. None where one of them does not vary."""
    n = len(xs)
    mean_x, mean_y = math.fsum(xs) / n, math.fsum(ys) / n
    spread_x = math.fsum((x - mean_x) ** 2 for x in xs)
    spread_y = math.fsum((y - mean_y) ** 2 for y in ys)
    if spread_x < 1e-12 or spread_y < 1e-12:
        return None
    together = math.fsum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return together / math.sqrt(spread_x * spread_y)


def _counts(
    chosen: Sequence[Sequence[str]], options: Sequence[Option] | None
) -> tuple[OptionCount, ...]:
    tally = Counter(key for keys in chosen for key in set(keys))
    known = list(options or ())
    if options is None:
        known = [Option(key, key) for key in sorted(tally)]
    total = len(chosen)
    return tuple(OptionCount(one, tally[one.key], tally[one.key] / total) for one in known)


def _flags(facility: float, discrimination: float | None, r: float | None) -> tuple[str, ...]:
    flags = []
    if r is not None and r < 0:
        flags.append("suspend")
    if (
        facility < REVIEW_FACILITY
        or (discrimination is not None and discrimination < REVIEW_DISCRIMINATION)
        or (r is not None and r < REVIEW_CORRELATION)
    ):
        flags.append("review")
    if facility > TRIVIAL:
        flags.append("trivial")
    return tuple(flags)


def _level(learners: int, attempts: int, people: int) -> str:
    is_enough = attempts >= FEWEST_ATTEMPTS and people >= FEWEST_LEARNERS
    if learners < FACILITY_ONLY or not is_enough:
        return NOTHING
    return ALL if min(learners, attempts) >= TO_SHOW else FACILITY


def _variance(values: Sequence[float]) -> float:
    mean = math.fsum(values) / len(values)
    return math.fsum((value - mean) ** 2 for value in values) / len(values)


def _whole(matrix: Sequence[Sequence[float]]) -> dict[str, Any]:
    """What can be said of the set, where everybody answered all of it."""
    totals = [math.fsum(row) for row in matrix]
    columns = list(zip(*matrix, strict=True))
    n, k = len(matrix), len(columns)
    mean, variance = math.fsum(totals) / n, _variance(totals)
    found: dict[str, Any] = {"mean": mean, "variance": variance}
    is_dichotomous = all(value in (0, 1) for row in matrix for value in row)
    if is_dichotomous:
        shares = [math.fsum(column) / n for column in columns]
        found["sum_pq"] = math.fsum(p * (1 - p) for p in shares)
    if k < 2 or variance < 1e-12:
        return found
    spread = math.fsum(map(_variance, columns))
    found["alpha"] = k / (k - 1) * (1 - spread / variance)
    if is_dichotomous:
        found["kr20"] = k / (k - 1) * (1 - found["sum_pq"] / variance)
        found["kr21"] = k / (k - 1) * (1 - mean * (k - mean) / (k * variance))
    reliability = found["kr20"] if is_dichotomous else found["alpha"]
    found["sem"] = math.sqrt(variance * max(0.0, 1 - reliability))
    return found
