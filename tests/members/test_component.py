"""What members contribute to the monthly report."""

from datetime import UTC, datetime

import pytest

from nacre.insights.periods import Month
from nacre.members.component import Members
from tests.cast import make_person

pytestmark = pytest.mark.django_db
OCTOBER = Month(2026, 10)


def person(community, family, joined, left=None, **fields):
    fields.setdefault("profession", "nurse")
    return make_person(
        community,
        "A",
        family,
        activated_at=datetime(*joined, tzinfo=UTC),
        ended_at=left and datetime(*left, tzinfo=UTC),
        status="left" if left else "active",
        **fields,
    )


@pytest.fixture
def history(liver, ms, royal_free):
    person(liver, "Early", (2026, 1, 1), organisation=royal_free)
    person(liver, "Inside", (2026, 10, 5), profession="doctor")
    person(liver, "Gone", (2026, 1, 1), (2026, 10, 9))
    person(liver, "LaterGone", (2026, 1, 1), (2026, 11, 9))
    person(liver, "Later", (2026, 11, 1))
    person(liver, "Learner", (2026, 1, 1), tier="learning_zone_only")
    person(liver, "House", (2026, 1, 1), tier="staff")
    person(ms, "Elsewhere", (2026, 1, 1))
    make_person(liver, "A", "Waiting", profession="nurse", status="pending")
    return liver


def test_members_are_those_of_the_last_moment(history):
    assert Members().members(history, OCTOBER) == 3
    assert Members().new_members(history, OCTOBER) == 1
    assert Members().left_members(history, OCTOBER) == 1
    assert Members().learning_zone_only(history, OCTOBER) == 1


def test_members_are_told_by_profession_and_region(history):
    assert Members().members_by_profession(history, OCTOBER) == {"nurse": 2, "doctor": 1}
    assert Members().members_by_region(history, OCTOBER) == {"": 2, "London": 1}


def test_summer_time_decides_to_which_month_an_evening_belongs(liver):
    person(liver, "Late", (2026, 3, 31, 23, 30))  # half past midnight in London, on 1 April
    assert Members().new_members(liver, Month(2026, 4)) == 1
