"""The numbers of members hold to the person, whatever chance draws."""

from datetime import UTC, datetime
from random import Random

import pytest

from nacre.insights.periods import Month
from nacre.launch.growth import Growth, stays, turnover

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FIRST, LAST = Month(2025, 5), Month(2026, 10)


def here_at(found, moment) -> int:
    """How many belong at a moment."""
    return sum(s.came_at < moment and (s.left_at is None or s.left_at >= moment) for s in found)


@pytest.mark.parametrize("seed", range(12))
def test_the_launch_and_the_last_month_come_out_exactly(seed):
    growth = Growth(FIRST, LAST, at_launch=281, at_end=940, leavers=56, turnover=6, now=NOW)
    found = stays(growth, Random(seed))  # noqa: S311
    assert here_at(found, FIRST.starts_at) == 281
    assert here_at(found, FIRST.starts_at.replace(hour=23, minute=59)) == 281
    assert here_at(found, LAST.ends_at) == 940
    assert here_at(found, NOW) == 940
    assert sum(stay.left_at is not None for stay in found) == 62


def test_nobody_leaves_before_they_came():
    growth = Growth(FIRST, LAST, at_launch=281, at_end=940, leavers=56, turnover=6, now=NOW)
    for stay in stays(growth, Random(3)):  # noqa: S311
        assert stay.left_at is None or stay.came_at < stay.left_at < NOW


def test_a_community_may_start_from_nobody():
    growth = Growth(FIRST, LAST, at_launch=0, at_end=124, leavers=0, turnover=0, now=NOW)
    assert here_at(stays(growth, Random(1)), LAST.ends_at) == 124  # noqa: S311


def test_nobody_comes_or_goes_on_the_first_day_of_a_month():
    assert turnover(datetime(2026, 11, 1, 9, tzinfo=UTC), LAST) == 0
    assert turnover(NOW, LAST) == 6
