"""The operator sees how long people wait for an answer, and no people."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nacre.insights.periods import Month
from nacre.members.decision_times import decision_times, last_months
from nacre.members.models import MembershipDecision, User
from tests.cast import make_community, make_person

pytestmark = pytest.mark.django_db
FEBRUARY, JANUARY = Month(2026, 2), Month(2026, 1)


@pytest.fixture
def answer(liver, amara):
    """Somebody of a community was answered after so many hours, in the middle of a month."""

    def decide(hours: float, month: Month = FEBRUARY, kind: str = "verified", community=liver):
        decided_at = month.starts_at + timedelta(days=14)
        MembershipDecision(
            community=community, membership=amara.membership, kind=kind, decided_at=decided_at,
            asked_at=decided_at - timedelta(hours=hours),
        ).save()  # fmt: skip

    return decide


def of(community, months=(FEBRUARY, JANUARY)):
    return next(one for one in decision_times(months) if one.community == community)


def test_half_of_the_answers_came_within_the_median(answer, liver):
    for hours in (1, 5, 30):
        answer(hours, kind="declined" if hours == 5 else "verified")
    answer(400, kind="suspended")  # nobody waited for that
    february, january = of(liver).months
    assert (february.decided, february.median) == (3, timedelta(hours=5))
    assert (january.decided, january.median, january.ninetieth) == (0, None, None)


def test_nine_in_ten_is_said_of_ten_or_more(answer, liver):
    for hours in range(1, 10):
        answer(hours)
    assert of(liver).months[0].ninetieth is None
    answer(100)
    assert of(liver).months[0].ninetieth == timedelta(hours=9)


def test_months_and_communities_are_kept_apart(answer, liver, ms):
    answer(2)
    answer(8, month=JANUARY)
    answer(50, community=ms)
    assert [m.median for m in of(liver).months] == [timedelta(hours=2), timedelta(hours=8)]
    assert [m.median for m in of(ms).months] == [timedelta(hours=50), None]


def test_who_waits_now_is_counted_with_the_longest(clock, liver, ben):
    ben.membership.joined_at = timezone.now()
    ben.membership.save()
    clock.on(hours=3)
    found = of(liver)
    assert (found.waiting, found.waits_for) == (1, timedelta(hours=3))


def test_the_last_complete_month_comes_first(clock):
    assert [str(month) for month in last_months()] == [
        "2026-02", "2026-01", "2025-12", "2025-11", "2025-10", "2025-09",
    ]  # fmt: skip


def test_one_community_more_costs_no_query_more(liver, answer):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            decision_times([FEBRUARY])
        return len(asked)

    few = queries()
    for slug in ("gastro", "renal"):
        community = make_community(slug, slug.title())
        make_person(community, "Wai", slug, profession="nurse", status="pending")
        answer(3, community=community)
    assert queries() == few


def told(*options: str) -> str:
    out = StringIO()
    call_command("decision_times", *options, stdout=out)
    return out.getvalue()


def test_the_command_tells_it(answer, liver, ben):
    answer(5)
    text = told("--month", "2026-02")
    assert "Liver: 1 to look at" in text
    assert "February 2026: 1 answered, half within 5 hours, nine in ten too few to say" in text
    found = json.loads(told("--json", "--month", "2026-02"))["communities"][0]
    assert found["months"] == [
        {"month": "2026-02", "decided": 1, "median_hours": 5.0, "ninetieth_hours": None}
    ]
    assert (found["community"], found["waiting"]) == ("liver", 1)
    assert found["oldest_asked_at"]
    with pytest.raises(CommandError, match="not a month"):
        told("--month", "February")


def test_staff_see_it_on_the_hub(at, clock, answer, liver, chen):
    answer(5)
    User.objects.filter(pk=chen.user.pk).update(is_staff=True)
    page = at("", chen).get("/decision-times/").content.decode()
    assert "February 2026" in page
    assert "5 hours" in page
    assert "too few to say" in page
    assert "Osei" not in page


@pytest.mark.parametrize("person", ["amara", "chen", "erin", "faye", "dora", "visitor"])
def test_nobody_else_does(request, at, person):
    answer = at("", request.getfixturevalue(person)).get("/decision-times/")
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")
