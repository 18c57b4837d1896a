"""How minutes are counted: no minute twice, participatory never more than all, idle never in.

Pure functions over plain values. Spans are whole seconds since 1970; what of an entry was measured
has spans, what its member adds by their own word has none.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from nacre.cpd.schemes import MOST_A_DAY, QUARTER, WHOLE_HOUR, Scheme

Span = tuple[int, int]
WORDS_A_MINUTE = 200
MINUTES_AN_ITEM = 1.5
MINUTES_A_REFLECTION = 10
MOST_PERSONAL = 10  # credits


def merged(spans: Iterable[Sequence[int]]) -> list[Span]:
    """The same time as spans that neither touch nor overlap, earliest first."""
    found: list[Span] = []
    for start, end in sorted((int(s[0]), int(s[1])) for s in spans):
        if end <= start:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def seconds_in(spans: Iterable[Sequence[int]]) -> int:
    """How long spans are together, what overlaps counted once."""
    return sum(end - start for start, end in merged(spans))


def without(spans: Iterable[Sequence[int]], covered: Iterable[Sequence[int]]) -> list[Span]:
    """What is left of spans where others have been."""
    left = merged(spans)
    for start, end in merged(covered):
        left = [
            piece
            for a, b in left
            for piece in ((a, min(b, start)), (max(a, end), b))
            if piece[0] < piece[1]
        ]
    return left


def first_seconds(spans: Iterable[Sequence[int]], most: int) -> list[Span]:
    """The beginning of spans, up to a number of seconds."""
    taken: list[Span] = []
    for start, end in merged(spans):
        if most <= 0:
            break
        taken.append((start, min(end, start + most)))
        most -= end - start
    return taken


@dataclass(frozen=True)
class Item:
    """What counting needs to know of one entry."""

    key: str
    day: date
    claimed: int  # minutes
    participatory: int = 0
    spans: tuple[Span, ...] = ()
    category: str = ""
    last_day: date | None = None

    @property
    def days(self) -> list[date]:
        """Each day that it went over."""
        last = max(self.last_day or self.day, self.day)
        return [self.day + timedelta(days=n) for n in range((last - self.day).days + 1)]


@dataclass(frozen=True)
class Counted:
    """What of an entry counts beside all others."""

    item: Item
    minutes: int
    participatory: int

    @property
    def elsewhere(self) -> int:
        """Minutes of it that count with another entry about the same time."""
        return self.item.claimed - self.minutes


@dataclass(frozen=True)
class Totals:
    """The sums of a ledger."""

    minutes: int = 0
    participatory: int = 0
    by_day: dict[date, int] = field(default_factory=dict)
    by_category: dict[str, int] = field(default_factory=dict)


def count(items: Iterable[Item]) -> list[Counted]:
    """What counts of each entry, in the order given.

    Time spent with others is counted first, then what began earlier: where two entries are about
    the same minute, the one with colleagues keeps it.
    """
    items = list(items)
    covered: list[Span] = []
    found: dict[int, Counted] = {}
    for place in sorted(range(len(items)), key=lambda n: _turn(items[n])):
        found[place], taken = _count_one(items[place], covered)
        covered = merged([*covered, *taken])
    return [found[place] for place in range(len(items))]


def _turn(item: Item) -> tuple[bool, date, int, str]:
    start = min((span[0] for span in item.spans), default=0)
    return item.participatory == 0, item.day, start, item.key


def _count_one(item: Item, covered: list[Span]) -> tuple[Counted, list[Span]]:
    claimed = max(0, item.claimed)
    timed = seconds_in(item.spans) // 60
    by_word = max(0, claimed - timed)
    fresh = without(item.spans, covered)
    measured = min(claimed, timed, seconds_in(fresh) // 60)
    taken = first_seconds(fresh, 60 * measured)  # whole minutes: the rest is left for others
    minutes = measured + by_word
    return Counted(item, minutes, max(0, min(item.participatory, minutes))), taken


def totals(counted: Iterable[Counted]) -> Totals:
    """Sums over what counts, by day and by category."""
    counted = list(counted)
    by_day: dict[date, int] = defaultdict(int)
    by_category: dict[str, int] = defaultdict(int)
    for one in counted:
        by_category[one.item.category] += one.minutes
        for day, minutes in spread(one):
            by_day[day] += minutes
    return Totals(
        sum(one.minutes for one in counted),
        sum(one.participatory for one in counted),
        dict(by_day),
        dict(by_category),
    )


def spread(one: Counted) -> list[tuple[date, int]]:
    """The minutes of an entry over its days, as evenly as whole minutes allow."""
    days = one.item.days
    each, rest = divmod(one.minutes, len(days))
    return [(day, each + (place < rest)) for place, day in enumerate(days)]


def minutes_of_credit(
    *, words: int = 0, media_minutes: float = 0, items: int = 0, reflections: int = 0
) -> int:
    """How long something takes to learn from, to the nearest quarter of an hour."""
    raw = (
        words / WORDS_A_MINUTE
        + media_minutes
        + MINUTES_AN_ITEM * items
        + MINUTES_A_REFLECTION * reflections
    )
    return math.floor(raw / QUARTER + 0.5) * QUARTER


def credits(minutes: int, scheme: Scheme) -> float:
    """Credits for minutes: whole ones for physicians, quarters for everybody else."""
    steps = max(0, minutes) // scheme.step
    return steps if scheme.step == WHOLE_HOUR else steps * scheme.step / 60


@dataclass(frozen=True)
class PhysicianCredits:
    """Whole credits of a year by category; of the personal ones as many as count."""

    external: int
    internal: int
    personal: int

    @property
    def personal_counted(self) -> int:
        """Personal credits that count."""
        return min(self.personal, MOST_PERSONAL)

    @property
    def total(self) -> int:
        """All that count."""
        return self.external + self.internal + self.personal_counted


def physician_credits(counted: Iterable[Counted]) -> PhysicianCredits:
    """Whole credits by category, from eight hours of a day at the most; external time first."""
    by_day: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in counted:
        for day, minutes in spread(one):
            by_day[day][one.item.category or "personal"] += minutes
    found: dict[str, int] = defaultdict(int)
    for minutes_of in by_day.values():
        left = MOST_A_DAY
        for category in ("external", "internal", "personal"):
            taken = min(left, minutes_of[category])
            found[category] += taken
            left -= taken
    return PhysicianCredits(*(found[c] // WHOLE_HOUR for c in ("external", "internal", "personal")))
