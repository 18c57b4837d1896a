"""The sentence about approval: with a code and while it stands, and never beyond."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from nacre.certificates.wording import accreditation, duration
from tests.certificates.conftest import APPROVAL

DURING, AFTER = date(2026, 11, 22), date(2027, 4, 1)
PLAIN = (
    "Self-certified CPD: 1 hour. This activity has not been approved by a college; "
    "you may record it as personal CPD."
)


def test_what_was_approved_says_by_whom_for_what_and_until_when():
    assert accreditation(minutes=60, approval=APPROVAL, on=DURING) == (
        "Approved by the Federation of the Royal Colleges of Physicians of the UK for 1 category 1 "
        "(external) CPD credit. Code: 148233. Valid 1 April 2026–31 March 2027."
    )


@pytest.mark.parametrize(
    ("approval", "on"),
    [
        (None, DURING),
        (replace(APPROVAL, code=" "), DURING),
        (APPROVAL, AFTER),
        (APPROVAL, date(2026, 3, 31)),
    ],
    ids=["none", "without a code", "run out", "not begun"],
)
def test_without_a_standing_approval_it_is_self_certified(approval, on):
    assert accreditation(minutes=60, approval=approval, on=on) == PLAIN


def test_no_wording_speaks_of_accuracy_or_of_a_sponsor():
    for approval in (None, APPROVAL):
        said = accreditation(minutes=60, approval=approval, on=DURING).casefold()
        assert not {"accura", "sponsor", "endorse", "content"} & {w[:6] for w in said.split()}
        assert "accura" not in said
        assert "endors" not in said


def test_the_last_day_of_an_approval_counts():
    said = accreditation(minutes=60, approval=APPROVAL, on=date(2027, 3, 31))
    assert said.startswith("Approved by")


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(1, "1 minute"), (45, "45 minutes"), (60, "1 hour"), (150, "2 hours 30 minutes")],
)
def test_time_is_said_in_hours_and_minutes(minutes, said):
    assert duration(minutes) == said


def test_several_credits_are_credits():
    two = replace(APPROVAL, credits=Decimal("2.0"))
    assert "for 2 category 1 (external) CPD credits." in accreditation(
        minutes=120, approval=two, on=DURING
    )
