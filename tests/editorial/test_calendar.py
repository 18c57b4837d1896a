"""One calendar over all the desks that somebody sits at, and no other desk's word in it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nacre.editorial.actions import place_page
from nacre.editorial.models import NewsPage, ToolkitPage
from nacre.members.models import Membership
from nacre.pages.models import BasePage, SectionPage

pytestmark = pytest.mark.django_db


def plan(community, title: str, **fields) -> BasePage:
    """News with moments to come."""
    page = NewsPage(
        title=title, slug=title.lower().replace(" ", "-"), community=community, **fields
    )
    return place_page(page=page, below=SectionPage.objects.of(community).get(slug="news"))


@pytest.fixture
def plans(clock, liver, ms) -> None:
    """What is planned at both desks in the week of 4 March 2026."""
    hour = timedelta(hours=1)
    plan(liver, "Late breaker", embargo_until=clock.now + 26 * hour)
    plan(liver, "Morning news", go_live_at=clock.now + 20 * hour)
    plan(liver, "Job advert", expire_at=clock.now + 50 * hour)
    plan(ms, "Relapse news", embargo_until=clock.now + 3 * hour)
    due = clock.now.date() + timedelta(days=3)
    toolkit = ToolkitPage(
        title="Bundle", slug="bundle", aim="x", registration_purpose="y", community=liver,
        review_due_on=due,
    )  # fmt: skip
    place_page(page=toolkit, below=SectionPage.objects.of(liver).get(slug="learning"))


def calendar(at, person, query: str = "by=week&from=2026-03-04") -> str:
    """What somebody reads in it."""
    return at("liver", person).get(f"/desk/calendar/?{query}").text


def test_an_editor_sees_what_comes_at_their_own_desk(at, erin, plans):
    said = calendar(at, erin)
    for what, title in (
        ("Embargo ends", "Late breaker"),
        ("Goes live", "Morning news"),
        ("Expires", "Job advert"),
        ("Review due", "Bundle"),
    ):
        assert what in said
        assert title in said
    assert "14:00:00" in said
    assert "Relapse news" not in said


def test_who_sits_at_two_desks_sees_both(at, erin, ms, plans):
    Membership.objects.create(community=ms, user=erin.user, status="active", duty="journalist")
    said = calendar(at, erin)
    assert "Relapse news" in said
    assert "http://ms.nacre.localhost" in said


def test_a_week_and_a_month_have_their_bounds(at, erin, plans):
    assert "Late breaker" in calendar(at, erin, "by=month&from=2026-03-31")
    assert "Nothing is planned" in calendar(at, erin, "by=week&from=2026-03-09")
    for odd in ("by=x&from=2026-13-45", "from=9999-99-99", "page=99", "from=0001-01-01"):
        assert "Calendar" in calendar(at, erin, odd)


@pytest.mark.parametrize("who", ["visitor", "amara", "ben", "faye", "dora", "chen"])
def test_nobody_without_a_desk_finds_it(request, at, plans, who):
    answer = at("liver", request.getfixturevalue(who)).get("/desk/calendar/")
    assert answer.status_code == 404
    assert "Late breaker" not in answer.text


def test_it_asks_no_more_for_more_plans(at, clock, erin, liver, plans):
    browser = at("liver", erin)
    for _ in range(2):  # until the community itself is kept
        browser.get("/desk/calendar/?from=2026-03-04")
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            browser.get("/desk/calendar/?from=2026-03-04")
        counts.append(len(queries))
        for more in range(3):
            plan(liver, f"More {number} {more}", embargo_until=clock.now + timedelta(hours=5))
        browser.get("/desk/calendar/?from=2026-03-04")  # publishing has outdated what was kept
    assert counts[0] == counts[1]
