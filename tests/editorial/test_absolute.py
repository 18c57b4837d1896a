"""The arithmetic of absolute numbers: vectors worked by hand, published intervals, and properties."""

from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nacre.editorial.absolute import Arm, Benefit, inverted, newcombe

# events and total with and without it, wanted?, ARR or ABI as a fraction, NNT: by hand.
BY_HAND = [
    ((39, 300), (63, 300), False, Fraction(8, 100), 13),  # 1 / 0.08 = 12.5
    ((20, 100), (30, 100), False, Fraction(1, 10), 10),  # exactly ten, not eleven by floating point
    ((63, 199), (17, 101), True, Fraction(2980, 20099), 7),  # 0.1483; 6.74
    ((30, 100), (20, 100), False, Fraction(-1, 10), 10),
    ((30, 100), (20, 100), True, Fraction(1, 10), 10),
    ((13, 59), (27, 61), False, Fraction(800, 3599), 5),  # 0.2223; 4.50
    ((1, 1000), (3, 1000), False, Fraction(2, 1000), 500),
    ((0, 50), (1, 3), False, Fraction(1, 3), 3),
    ((0, 40), (40, 40), False, Fraction(1), 1),
]


@pytest.mark.parametrize(("treated", "untreated", "is_wanted", "size", "number"), BY_HAND)
def test_risk_difference_and_number_needed_are_those_worked_by_hand(
    treated, untreated, is_wanted, size, number
):
    found = Benefit(Arm(*treated), Arm(*untreated), is_wanted)
    assert found.size == size
    assert found.number_needed == number


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [  # Newcombe 1998, table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_the_interval_is_the_published_one(first, second, low, high):
    assert newcombe(Arm(*first), Arm(*second)) == pytest.approx((low, high), abs=0.0001)


def test_equal_risks_have_no_number_and_an_interval_through_infinity():
    found = Benefit(Arm(10, 100), Arm(10, 100))
    assert found.number_needed is None
    assert found.crosses_zero
    assert inverted(0.0) is None


@pytest.mark.parametrize(("events", "total"), [(5, 4), (-1, 4), (0, 0)])
def test_more_events_than_people_are_refused(events, total):
    with pytest.raises(ValueError, match="cannot be"):
        Arm(events, total)


arms = st.integers(1, 5000).flatmap(
    lambda total: st.builds(Arm, st.integers(0, total), st.just(total))
)
benefits = st.builds(Benefit, arms, arms, st.booleans())


@settings(deadline=None)
@given(benefits)
def test_the_interval_holds_the_difference_and_lies_between_all_and_none(found):
    low, high = found.interval
    assert -1 <= low <= float(found.size) + 1e-12
    assert float(found.size) - 1e-12 <= high <= 1


@settings(deadline=None)
@given(benefits)
def test_the_number_needed_is_the_smallest_whole_number_that_makes_up_one_person(found):
    if found.number_needed:
        assert found.number_needed * abs(found.size) >= 1
        assert (found.number_needed - 1) * abs(found.size) < 1


@settings(deadline=None)
@given(benefits)
def test_swapping_the_groups_turns_benefit_into_the_same_harm(found):
    other = Benefit(found.control, found.intervention, found.is_wanted)
    assert other.size == -found.size
    assert other.number_needed == found.number_needed
    assert other.interval == pytest.approx(tuple(-limit for limit in reversed(found.interval)))


@settings(deadline=None)
@given(benefits)
def test_a_number_within_its_interval_where_no_difference_is_outside(found):
    if not found.crosses_zero:
        limits = [limit for limit in found.number_interval if limit]
        assert min(limits) <= found.number_needed <= max(limits)


@settings(deadline=None)
@given(st.floats(1e-6, 1))
def test_a_limit_is_inverted_upwards(limit):
    assert inverted(limit) in {ceil(1 / limit), ceil(1 / limit) - 1}
    assert inverted(limit) >= 1 / limit - 1e-8
