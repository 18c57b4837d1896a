"""Absolute numbers said so that they can be repeated, and never rounded into another story."""

from fractions import Fraction

import pytest
from hypothesis import given, settings

from nacre.editorial.absolute import Arm, Benefit
from nacre.editorial.plain_words import difference, in_words, needed, rounded, scale_for
from tests.editorial.test_absolute import benefits


def test_a_benefit_is_said_with_its_number_and_its_time():
    found = Benefit(Arm(39, 300), Arm(63, 300))
    assert in_words(found, "52 weeks") == (
        "13 of 100 instead of 21 of 100: one more person helped for every 13 treated over 52 weeks."
    )
    assert difference(found) == "8 fewer per 100 (95% CI 14 fewer to 2 fewer)"
    assert needed(found) == "NNT 13 (95% CI 8 to 51)"


def test_a_harm_is_called_a_harm():
    found = Benefit(Arm(22, 199), Arm(2, 101))
    assert "one more person harmed for every 12 treated" in in_words(found)
    assert needed(found).startswith("NNH 12 (95% CI ")


def test_an_interval_through_zero_is_written_through_infinity_and_claims_nothing():
    found = Benefit(Arm(113, 380), Arm(120, 397))
    assert needed(found) == "NNTB 205 (95% CI NNTB 15 to ∞ to NNTH 17)"
    assert "the interval includes no difference" in in_words(found)
    assert "helped" not in in_words(found)


def test_no_difference_is_said_as_that():
    found = Benefit(Arm(10, 100), Arm(10, 100))
    assert in_words(found) == "10 of 100 in both groups: no difference."
    assert needed(found).startswith("no difference (95% CI NNTB ")


@pytest.mark.parametrize(
    ("treated", "untreated", "scale"),
    [
        ((39, 300), (63, 300), (100, 0)),
        ((126, 1000), (214, 1000), (1000, 0)),  # 13 and 21 would not be 9 apart
        ((1, 1000), (3, 1000), (1000, 0)),
        ((1, 10_000), (4, 10_000), (1000, 1)),
    ],
)
def test_rare_events_and_odd_roundings_are_told_of_a_thousand(treated, untreated, scale):
    assert scale_for(Benefit(Arm(*treated), Arm(*untreated))) == scale


@settings(deadline=None)
@given(benefits)
def test_what_is_shown_lies_within_its_rounding(found):
    of, places = scale_for(found)
    step = Fraction(1, 10**places)
    for arm in (found.intervention, found.control):
        shown = Fraction(rounded(arm.risk, of, places))
        assert abs(shown - arm.risk * of) <= step / 2
    assert in_words(found)
    assert needed(found)
