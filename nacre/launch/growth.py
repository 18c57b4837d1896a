"""When people came to a community and when some of them left, month by month, by chance but exact.

The numbers at the launch and at the end of the last complete month hold to the person: whoever
leaves is somebody who came on top.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from nacre.insights.periods import Month, months_between

EARLIEST = timedelta(days=75)  # before the launch, pilot members were let in
STAY_AT_LEAST = timedelta(days=40)


@dataclass(frozen=True)
class Stay:
    """From the day somebody was let in to the day they left, if they did."""

    came_at: datetime
    left_at: datetime | None = None


@dataclass(frozen=True)
class Growth:
    """What a community's membership must come to."""

    first: Month
    last: Month
    at_launch: int
    at_end: int
    leavers: int
    turnover: int  # this month, as many come as leave
    now: datetime


def stays(growth: Growth, random: Random) -> list[Stay]:
    """One stay for everyone who ever belonged, those who still belong first, oldest first."""
    early_leavers = min(growth.leavers // 4, growth.at_launch // 10)
    stay_from_start = growth.at_launch - early_leavers
    months = months_between(growth.first, growth.last)
    weights = [_weight(month, place, random) for place, month in enumerate(months)]
    later = growth.at_end - growth.turnover - stay_from_start
    here = [Stay(_before(growth.first, random)) for _ in range(stay_from_start)]
    here += [Stay(_during(month, random)) for month in random.choices(months, weights, k=later)]
    gone = [_gone(_before(growth.first, random), growth, random) for _ in range(early_leavers)]
    leave_from = months[: max(1, len(months) - 2)]
    gone += [
        _gone(_during(month, random), growth, random)
        for month in random.choices(leave_from, k=growth.leavers - early_leavers)
    ]
    return sorted(here, key=lambda stay: stay.came_at) + _this_month(growth, random) + gone


def _weight(month: Month, place: int, random: Random) -> float:
    """August and December are quiet; September is not; the first months run on curiosity."""
    season = {8: 0.6, 12: 0.55, 9: 1.5, 1: 1.15, 6: 1.2}.get(month.month, 1.0)
    return season * random.uniform(0.8, 1.2) * (1.5 if place == 0 else 1.0)


def _before(first: Month, random: Random) -> datetime:
    return first.starts_at - timedelta(days=2) - random.random() * EARLIEST


def _during(month: Month, random: Random) -> datetime:
    """A working hour of the month, never on its first day or in its last hours."""
    days = (month.ends_on - month.starts_on).days
    return month.starts_at + timedelta(
        days=random.randint(1, days - 1), hours=random.uniform(7, 21)
    )


def _gone(came_at: datetime, growth: Growth, random: Random) -> Stay:
    """Somebody who left after the launch and before the last complete month ended."""
    earliest = max(came_at + STAY_AT_LEAST, growth.first.starts_at + timedelta(days=10))
    latest = growth.last.ends_at - timedelta(days=1)
    if earliest >= latest:
        earliest = latest - timedelta(days=1)
    return Stay(came_at, earliest + random.random() * (latest - earliest))


def _this_month(growth: Growth, random: Random) -> list[Stay]:
    """As many who come in the current month as leave in it."""
    begun = growth.last.ends_at
    so_far = growth.now - begun
    months = months_between(growth.first, growth.last)[: -1 or None]
    pairs = []
    for _ in range(growth.turnover):
        pairs.append(Stay(begun + so_far * random.uniform(0.05, 0.95)))
        came_at = _during(random.choice(months or [growth.first]), random)
        pairs.append(Stay(came_at, begun + so_far * random.uniform(0.05, 0.95)))
    return pairs


def turnover(now: datetime, last: Month) -> int:
    """How many come and leave in the current month: none in its first days."""
    return min(6, max(0, (now - last.ends_at).days // 2))
