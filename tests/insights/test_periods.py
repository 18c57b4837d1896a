"""Months as London lives them."""

from datetime import UTC, datetime

import pytest

from nacre.insights.periods import Month, months_between

BOUNDS = [
    ("2026-03", "2026-03-01T00:00+00:00", "2026-03-31T23:00+00:00", 743),
    ("2026-04", "2026-03-31T23:00+00:00", "2026-04-30T23:00+00:00", 720),
    ("2026-10", "2026-09-30T23:00+00:00", "2026-11-01T00:00+00:00", 745),
]


@pytest.mark.parametrize(("key", "start", "end", "hours"), BOUNDS)
def test_a_month_begins_and_ends_at_london_s_midnight(key, start, end, hours):
    month = Month.parse(key)
    assert month.starts_at == datetime.fromisoformat(start)
    assert month.ends_at == datetime.fromisoformat(end)
    assert (month.ends_at - month.starts_at).total_seconds() / 3600 == hours


@pytest.mark.parametrize("text", ["2026-13", "2026", "october", "2026-00", "2026-1", ""])
def test_what_is_no_month_is_refused_with_the_way_to_write_it(text):
    with pytest.raises(ValueError, match="2026-10"):
        Month.parse(text)


def test_the_last_complete_month_turns_with_london_s_clock():
    assert Month.last_complete(datetime(2026, 3, 31, 22, 59, tzinfo=UTC)).key == "2026-02"
    assert Month.last_complete(datetime(2026, 3, 31, 23, 0, tzinfo=UTC)).key == "2026-03"


def test_months_are_counted_over_the_year():
    assert Month(2026, 1).previous(13).key == "2024-12"
    assert [m.key for m in months_between(Month(2025, 11), Month(2026, 2))] == [
        "2025-11", "2025-12", "2026-01", "2026-02",
    ]  # fmt: skip
    assert Month(2026, 10).label == "October 2026"
