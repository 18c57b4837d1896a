"""What is published is read again in time, and readers are told where it was not."""

from datetime import date, timedelta

import pytest
from wagtail.models import PageLogEntry

from nacre.audiences.models import Audience
from nacre.editorial.actions import place_page, publish_placed
from nacre.editorial.models import ToolkitPage
from nacre.networking.following import news_for
from nacre.networking.models import Follow
from nacre.pages.models import BasePage
from tests.cast import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(clock, toolkit, liver, hepatitis) -> ToolkitPage:
    """A toolkit for all members whose review is due today, 4 March 2026."""
    toolkit.audience = Audience.objects.get(community=liver, slug="members")
    toolkit.topics.add(hepatitis)
    toolkit.review_due_on = clock.now.date()
    toolkit.save()
    return toolkit


def test_each_kind_has_its_own_date(clock, article, toolkit):
    assert article.review_due_on is None
    assert toolkit.review_due_on == date(2028, 3, 4)


def test_publishing_it_again_is_a_review(clock, due):
    clock.on(days=40)
    publish_placed(page=due)
    assert ToolkitPage.objects.get(pk=due.pk).review_due_on == date(2028, 4, 13)


def test_a_page_that_comes_with_a_past_date_keeps_it(clock, liver, toolkit):
    old = ToolkitPage(
        title="Old", slug="old", aim="x", registration_purpose="y", community=liver,
        review_due_on=date(2025, 1, 1),
    )  # fmt: skip
    assert place_page(page=old, below=toolkit.get_parent()).review_due_on == date(2025, 1, 1)


def told(at, amara, page) -> str:
    """Which of the banners a reader sees."""
    text = at("liver", amara).get(page.path_in_community).text
    found = [banner for banner in ("Past its review date", "Under review") if banner in text]
    return ", ".join(found)


def listed(at, amara) -> list[bool]:
    """Whether section, home and search name it."""
    browser = at("liver", amara)
    return [
        "Ascites bundle" in browser.get(path).text
        for path in ("/learning/", "/", "/search/?q=ascites")
    ]


def test_readers_are_told_and_lists_leave_it_out_in_time(at, clock, due, amara, committed):
    seen = []
    for days in (0, 1, 29, 1 + 149, 1):
        clock.on(days=days)
        with committed():
            due.community.save()  # what was kept for ten minutes is not under test
        seen.append((told(at, amara, due), listed(at, amara)))
    assert seen == [
        ("", [True] * 3),
        ("Past its review date", [True] * 3),
        ("Past its review date", [True] * 3),
        ("Under review", [True] * 3),
        ("Under review", [False] * 3),
    ]


def test_what_is_overdue_is_not_mailed_or_recommended(clock, due, amara, liver, hepatitis):
    Follow.objects.create(community=liver, member=amara.membership, topic=hepatitis)
    since = clock.now - timedelta(days=3000)
    BasePage.objects.filter(pk=due.pk).update(first_published_at=clock.now - timedelta(days=1))
    assert [page.pk for page in news_for(amara.viewer, since).pages] == [due.pk]
    clock.on(days=1)
    assert news_for(amara.viewer, since).pages == []


REASON = "The guideline group meets in June; the steps stand."


def test_a_clinical_editor_puts_it_off_with_a_reason_that_is_kept(
    at, clock, due, erin, amara, committed
):
    clock.on(days=200)
    browser = at("liver", erin)
    assert "Ascites bundle" in browser.get(f"/desk/reviews/{due.pk}/").text
    until = clock.now.date() + timedelta(days=90)
    with committed():
        answer = browser.post(f"/desk/reviews/{due.pk}/", {"until": until, "reason": REASON})
    assert answer.status_code == 302
    assert told(at, amara, due) == ""
    assert listed(at, amara) == [True] * 3
    entry = PageLogEntry.objects.get(action="nacre.review.put_off")
    assert (entry.user, entry.data["reason"]) == (erin.user, REASON)
    assert REASON in entry.message


def test_publishing_a_draft_does_not_lose_the_postponement(clock, due, erin, at, committed):
    until = clock.now.date() + timedelta(days=300)
    at("liver", erin).post(f"/desk/reviews/{due.pk}/", {"until": until, "reason": REASON})
    draft = ToolkitPage.objects.get(pk=due.pk).get_latest_revision_as_object()
    publish_placed(page=draft)
    assert ToolkitPage.objects.get(pk=due.pk).review_put_off_to == until


@pytest.mark.parametrize(
    ("days", "reason", "remedy"),
    [
        (0, REASON, "within the next twelve months"),
        (500, REASON, "within the next twelve months"),
        (30, "", "This field is required"),
        (30, "As for NHS number 943 476 5919", "Take out what could identify a patient"),
    ],
)
def test_a_wrong_postponement_changes_nothing(at, clock, due, erin, days, reason, remedy):
    until = clock.now.date() + timedelta(days=days)
    answer = at("liver", erin).post(f"/desk/reviews/{due.pk}/", {"until": until, "reason": reason})
    assert remedy in answer.text
    assert BasePage.objects.get(pk=due.pk).review_put_off_to is None
    assert not PageLogEntry.objects.filter(action="nacre.review.put_off").exists()


def test_only_clinical_editors_of_the_community_put_a_review_off(at, due, amara, dora, liver, ms):
    nell = make_person(liver, "Nell", "Garrity", profession="editorial_staff", duty="journalist")
    edith = make_person(ms, "Edith", "Marsh", profession="doctor", duty="clinical_editor")
    for person in (amara, dora, nell, edith, None):
        for browser in (at("liver", person), at("ms", person)):
            said = {"until": "2026-05-01", "reason": REASON}
            assert browser.post(f"/desk/reviews/{due.pk}/", said).status_code in {403, 404}
    assert BasePage.objects.get(pk=due.pk).review_put_off_to is None


def test_the_owner_finds_it_at_the_desk(at, clock, due, erin, desk, liver):
    nell = make_person(liver, "Nell", "Garrity", profession="editorial_staff", duty="journalist")
    BasePage.objects.filter(pk=due.pk).update(owner=nell.user)
    assert "Review due" not in at("liver", nell).get("/cms/").text
    clock.on(days=1)
    assert "Review due" in at("liver", nell).get("/cms/").text
    assert "Review due" not in at("liver", erin).get("/cms/").text


def test_what_nobody_at_the_desk_owns_waits_for_all(at, clock, due, erin, desk, dora):
    BasePage.objects.filter(pk=due.pk).update(owner=dora.user)
    clock.on(days=1)
    assert "Review due" in at("liver", erin).get("/cms/").text
