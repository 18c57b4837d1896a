"""Minutes are counted once, whatever the history; participatory is never more than all."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nacre.cpd.counting import (
    Item,
    count,
    credits,
    first_seconds,
    merged,
    minutes_of_credit,
    physician_credits,
    seconds_in,
    totals,
    without,
)
from nacre.cpd.schemes import SCHEMES, period_of

DAY = date(2026, 3, 4)
cheap = settings(derandomize=True, max_examples=60, deadline=None)

spans = st.lists(
    st.tuples(st.integers(0, 7200), st.integers(0, 3600)).map(lambda p: (p[0], p[0] + p[1])),
    max_size=5,
)


@st.composite
def histories(draw):
    found = []
    for n in range(draw(st.integers(0, 8))):
        claimed = draw(st.integers(0, 480))
        found.append(
            Item(
                key=str(n),
                day=DAY + timedelta(days=draw(st.integers(0, 2))),
                claimed=claimed,
                participatory=draw(st.integers(0, claimed)),
                spans=tuple(draw(spans)),
                category=draw(st.sampled_from(["external", "internal", "personal"])),
            )
        )
    return found


def by_word(item):
    """Minutes that only the member vouches for."""
    return max(0, item.claimed - seconds_in(item.spans) // 60)


@cheap
@given(histories())
def test_measured_time_is_never_counted_twice(items):
    everything = seconds_in([s for item in items for s in item.spans])
    counted = totals(count(items)).minutes - sum(map(by_word, items))
    assert counted * 60 <= everything


@cheap
@given(histories())
def test_participatory_is_never_more_than_all(items):
    counted = count(items)
    assert all(0 <= one.participatory <= one.minutes <= one.item.claimed for one in counted)
    found = totals(counted)
    assert found.participatory <= found.minutes
    assert sum(found.by_day.values()) == found.minutes == sum(found.by_category.values())


@cheap
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_a_ledger_does_not_matter(items, random):
    shuffled = items[:]
    random.shuffle(shuffled)
    found = {one.item.key: one.minutes for one in count(shuffled)}
    assert found == {one.item.key: one.minutes for one in count(items)}


@cheap
@given(histories())
def test_the_same_time_told_twice_adds_nothing(items):
    measured = [
        Item(i.key, i.day, seconds_in(i.spans) // 60, 0, i.spans, i.category) for i in items
    ]
    again = [Item(f"{i.key}b", i.day, i.claimed, 0, i.spans, i.category) for i in measured]
    everything = seconds_in([s for i in items for s in i.spans])
    assert totals(count([*measured, *again])).minutes * 60 <= everything


@cheap
@given(histories())
def test_credits_are_whole_capped_and_never_more_than_the_hours(items):
    counted = count(items)
    made = physician_credits(counted)
    days = {item.day for item in items}
    assert made.external + made.internal + made.personal <= 8 * len(days)
    assert made.personal_counted <= 10
    assert made.total * 60 <= totals(counted).minutes


@cheap
@given(spans, spans)
def test_what_is_taken_away_and_what_is_left_make_the_whole(mine, others):
    left = without(mine, others)
    assert seconds_in([*left, *others]) == seconds_in([*mine, *others])
    assert seconds_in(left) == seconds_in([*mine, *others]) - seconds_in(others)


def test_where_two_are_about_the_same_minutes_those_with_others_stay():
    reading = Item("1", DAY, 40, 0, ((0, 2400),))
    discussing = Item("2", DAY, 15, 15, ((1800, 2700),))
    found = count([reading, discussing])
    assert [(one.minutes, one.participatory, one.elsewhere) for one in found] == [
        (30, 0, 10),
        (15, 15, 0),
    ]


def test_spans_that_touch_are_one():
    assert merged([(10, 20), (0, 10), (15, 18), (30, 30)]) == [(0, 20)]
    assert first_seconds([(0, 10), (20, 40)], 15) == [(0, 10), (20, 25)]


@pytest.mark.parametrize(
    ("asked", "minutes"),
    [
        ({"words": 1400}, 0),  # seven minutes
        ({"words": 1500}, 15),  # seven and a half
        ({"words": 2000, "media_minutes": 5, "items": 10}, 30),
        ({"reflections": 1}, 15),
        ({"words": 3000, "items": 20, "reflections": 1}, 60),
    ],
)
def test_minutes_of_credit_come_in_quarters_of_an_hour(asked, minutes):
    assert minutes_of_credit(**asked) == minutes


def test_physicians_have_no_half_credits_and_others_have_quarters():
    assert credits(119, SCHEMES["rcp"]) == 1
    assert credits(119, SCHEMES["nmc"]) == 1.75


def test_a_day_has_eight_credits_and_external_ones_come_first():
    items = [Item("1", DAY, 360, 0, (), "personal"), Item("2", DAY, 300, 0, (), "external")]
    made = physician_credits(count(items))
    assert (made.external, made.personal) == (5, 3)


def test_a_course_of_three_days_counts_on_each():
    item = Item("1", DAY, 1000, 0, (), "external", DAY + timedelta(days=2))
    assert physician_credits(count([item])).external == 16
    assert totals(count([item])).by_day == {
        DAY: 334,
        DAY + timedelta(days=1): 333,
        DAY + timedelta(days=2): 333,
    }


@pytest.mark.parametrize(
    ("scheme", "renewal", "period"),
    [
        ("rcp", None, (date(2025, 4, 1), date(2026, 3, 31))),
        ("nmc", date(2027, 9, 30), (date(2024, 10, 1), date(2027, 9, 30))),
        ("nmc", date(2025, 9, 30), (date(2025, 10, 1), date(2028, 9, 30))),
        ("nmc", None, (date(2023, 3, 5), date(2026, 3, 4))),
        ("gphc", date(2027, 2, 28), (date(2026, 3, 1), date(2027, 2, 28))),
        ("generic", None, (date(2026, 1, 1), date(2026, 12, 31))),
    ],
)
def test_each_scheme_has_its_period(scheme, renewal, period):
    assert period_of(SCHEMES[scheme], DAY, renewal) == period
