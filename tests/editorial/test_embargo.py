"""An embargoed page does not exist until its second, on any surface, with every cache warm."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Revision

from nacre.audiences.models import Audience
from nacre.editorial.actions import place_page, publish_placed
from nacre.editorial.contributions import articles
from nacre.editorial.models import ConferencePage, ConferenceReportPage, NewsPage, ResourcePage
from nacre.members.actions.referrals import refer_colleague
from nacre.members.invitations import tend_referrals
from nacre.members.models import Referral
from nacre.networking.following import news_for
from nacre.networking.models import Follow
from nacre.pages.models import BasePage, CommunityDocument, ReadingPlace
from tests.cast import make_person
from tests.editorial.changed import with_notice

pytestmark = pytest.mark.django_db
TITLE = "Budesonide surprises in Chicago"
SECOND = timedelta(seconds=1)


@pytest.fixture
def public(liver) -> Audience:
    """What everybody may open."""
    return Audience.objects.get(community=liver, slug="public")


@pytest.fixture
def held(clock, news, board, hepatitis, public) -> NewsPage:
    """Public news by the clinical editor on a topic, under embargo for another hour."""
    page = NewsPage(
        title=TITLE,
        slug="surprise",
        standfirst="What the late-breaker said of budesonide.",
        author_name=board.name,
        reviewed_by=board,
        audience=public,
        community=news.community,
        embargo_until=clock.now + timedelta(hours=1),
        body=[{"type": "paragraph", "value": "<p>Budesonide, it was said.</p>"}],
    )
    page.topics_when_placed = [hepatitis]
    return place_page(page=page, below=news)


@pytest.fixture
def neighbour(clock, news, hepatitis, public) -> NewsPage:
    """A page on the same topic that is open already."""
    page = NewsPage(title="An older page", slug="older", audience=public, community=news.community)
    page.topics_when_placed = [hepatitis]
    return place_page(page=page, below=news)


SURFACES = (
    "/",
    "/news/",
    "/news/older/",
    "/search/?q=budesonide",
    "/feed/",
    "/feed.atom",
    "/feed/news/",
    "/feed/news.atom",
    "/feed/topics/hepatitis-d/",
    "/feed/topics/hepatitis-d.atom",
    "/api/v1/pages/",
    "/api/v1/pages/?topic=hepatitis-d",
)
NAMELESS = ("/news/surprise/", "/sitemap.xml")  # its address is its name there


def told(browser, path: str) -> bool:
    """Whether an address says anything of the page."""
    answer = browser.get(path)
    return answer.status_code == 200 and (TITLE in answer.text or "/surprise/" in answer.text)


def who_knows(at, *people) -> set[tuple[str, str]]:
    """The surfaces that tell of the page, by who asks."""
    return {
        (person.user.given_name if person else "visitor", path)
        for person in (None, *people)
        for path in (*SURFACES, *NAMELESS)
        if told(at("liver", person), path)
    }


def test_to_the_second_with_every_cache_warm(at, clock, held, neighbour, amara, faye, erin):
    people = (amara, faye, erin)
    assert not who_knows(at, *people)
    clock.on(minutes=59, seconds=59)
    assert not who_knows(at, *people)
    clock.on(seconds=1)
    names = ["visitor", *(person.user.given_name for person in people)]
    assert who_knows(at, *people) == {(n, p) for n in names for p in (*SURFACES, *NAMELESS)}


def test_expiry_takes_it_off_every_surface_at_its_second(at, clock, held, neighbour, amara):
    held.expire_at = held.embargo_until + timedelta(hours=1)
    publish_placed(page=held)
    clock.on(hours=1, minutes=59, seconds=59)
    assert len(who_knows(at, amara)) == 2 * len((*SURFACES, *NAMELESS))
    clock.on(seconds=1)
    assert not who_knows(at, amara)


def test_its_address_answers_as_if_nothing_were_there(at, held, amara):
    for person in (None, amara):
        browser = at("liver", person)
        assert browser.get("/news/surprise/").status_code == 404
        assert browser.head("/news/surprise/").status_code == 404
        assert browser.get(f"/api/v1/pages/{held.pk}/").status_code == 404
        nothing = browser.post("/news/no-such-page/").status_code
        assert browser.post("/news/surprise/").status_code == nothing
    assert at("liver", amara).post(f"/reading/{held.pk}/", {"percent": 40}).status_code == 403


def test_it_is_dated_by_the_second_it_opens(held, clock):
    assert held.live
    assert held.first_published_at == held.embargo_until


def test_letters_and_profiles_name_it_only_when_it_is_open(
    clock, held, amara, erin, hepatitis, liver
):
    Follow.objects.create(community=liver, member=amara.membership, topic=hepatitis)
    ReadingPlace.objects.create(membership=amara.membership, page=held, percent=40)

    def named() -> list[bool]:
        return [
            any(page.pk == held.pk for page in news_for(amara.viewer).pages),
            any(told.title == TITLE for told in articles(erin.membership, amara.viewer)),
            ReadingPlace.objects.unfinished(amara.viewer).exists(),
        ]

    clock.on(minutes=59, seconds=59)
    assert named() == [False, False, False]
    clock.on(seconds=1)
    assert named() == [True, True, True]


def test_a_reminder_does_not_name_what_has_expired_since(
    clock, held, amara, erin, mailoutbox, committed, liver
):
    clock.on(hours=1)
    with committed():
        refer_colleague(by=amara.viewer, email="new@example.org", path="/news/surprise/")
    assert TITLE in mailoutbox[-1].body
    Referral.objects.update(sent_at=clock.now)
    BasePage.objects.filter(pk=held.pk).update(expire_at=clock.now + timedelta(days=2))
    clock.on(days=7)
    with committed():
        tend_referrals()
    assert "A week ago" in mailoutbox[-1].body
    assert TITLE not in mailoutbox[-1].body


def test_a_file_opens_with_the_page_that_offers_it(at, clock, news, public, amara):
    document = CommunityDocument.objects.create(
        title="Slides", file=ContentFile(b"late-breaker slides", "slides.txt")
    )
    page = ResourcePage(
        title="Slides", slug="slides", document=document, audience=public,
        community=news.community, embargo_until=clock.now + SECOND,
    )  # fmt: skip
    place_page(page=page, below=news)
    for person in (None, amara):
        assert at("liver", person).get(document.url).status_code == 404
    clock.on(seconds=1)
    for person in (None, amara):
        assert at("liver", person).get(document.url).status_code == 200


@pytest.fixture
def meeting(clock, news, public) -> ConferencePage:
    """A meeting in Chicago whose society asks for an embargo on all reports."""
    today = timezone.localdate()
    page = ConferencePage(
        title="The Liver Meeting", slug="meeting", starts_on=today, ends_on=today,
        time_zone="America/Chicago", reports_embargo_until=clock.now + timedelta(hours=2),
        audience=public, community=news.community,
    )  # fmt: skip
    return place_page(page=page, below=news)


def report(meeting, title: str, **fields) -> ConferenceReportPage:
    """A report from a meeting."""
    page = ConferenceReportPage(
        title=title, slug=title.lower(), reporter_funding="Nobody", audience=meeting.audience,
        community=meeting.community, **fields,
    )  # fmt: skip
    return place_page(page=page, below=meeting)


def test_a_report_takes_the_embargo_of_its_meeting_or_has_its_own(at, clock, meeting):
    report(meeting, "Poster")
    report(meeting, "Late", embargo_until=clock.now + timedelta(hours=3))
    browser = at("liver")
    paths = [f"{meeting.path_in_community}{slug}/" for slug in ("poster", "late")]
    assert browser.get(meeting.path_in_community).status_code == 200
    assert [browser.get(path).status_code for path in paths] == [404, 404]
    clock.on(hours=2)
    assert [browser.get(path).status_code for path in paths] == [200, 404]
    clock.on(hours=1)
    assert [browser.get(path).status_code for path in paths] == [200, 200]


def test_a_society_that_moves_its_embargo_moves_its_reports(clock, meeting):
    poster = report(meeting, "Poster")
    meeting.reports_embargo_until = clock.now + timedelta(hours=9)
    meeting.save_revision().publish()
    moved = BasePage.objects.get(pk=poster.pk)
    assert moved.opens_at == moved.first_published_at == clock.now + timedelta(hours=9)
    meeting.reports_embargo_until = None
    meeting.save_revision().publish()
    assert BasePage.objects.get(pk=poster.pk).opens_at is None


def test_an_embargo_is_typed_and_shown_in_the_time_of_the_meeting(meeting):
    form_class = ConferenceReportPage.get_edit_handler().get_form_class()
    poster = report(meeting, "Poster")
    typed = form_class(instance=poster, parent_page=meeting).fields["embargo_until"]
    poster.embargo_until = typed.clean("2026-03-07 17:00")
    assert poster.embargo_until.isoformat() == "2026-03-07T17:00:00-06:00"
    shown = form_class(instance=poster, parent_page=meeting)
    assert "2026-03-07 17:00" in str(shown["embargo_until"])
    both = "Chicago: 7 March 2026, 17:00:00 there is 7 March 2026, 23:00:00 in London"
    assert both in shown.fields["embargo_until"].help_text


def test_an_hour_that_the_clocks_of_the_place_skip_is_refused(meeting):
    form_class = ConferenceReportPage.get_edit_handler().get_form_class()
    form = form_class(instance=report(meeting, "Poster"), parent_page=meeting)
    with pytest.raises(ValidationError):
        form.fields["embargo_until"].clean("2026-03-08 02:30")


def test_a_page_goes_live_at_its_hour_without_any_command(at, clock, news, public):
    page = NewsPage(
        title=TITLE, slug="surprise", audience=public, community=news.community,
        go_live_at=clock.now + timedelta(hours=1),
    )  # fmt: skip
    place_page(page=page, below=news)
    browser = at("liver")
    assert browser.get("/news/surprise/").status_code == 404
    clock.on(minutes=59, seconds=59)
    call_command("publish_scheduled")
    assert browser.get("/news/surprise/").status_code == 404
    clock.on(seconds=1)
    assert browser.get("/news/surprise/").status_code == 200


def test_a_change_to_an_open_page_waits_for_its_hour_and_is_what_was_signed_off(
    at, clock, neighbour, liver, erin, desk, committed
):
    nell = make_person(liver, "Nell", "Garrity", profession="editorial_staff", duty="journalist")
    with_notice(neighbour, "update").title = "A newer page"
    neighbour.go_live_at = clock.now + timedelta(hours=1)
    neighbour.save_revision(user=nell.user)
    neighbour.get_workflow().start(neighbour, nell.user)
    state = neighbour.current_workflow_task_state
    state.task.specific.on_action(state, erin.user, "approve")
    unsigned = NewsPage.objects.get(pk=neighbour.pk).get_latest_revision_as_object()
    unsigned.title = "A title nobody signed off"
    unsigned.save_revision(user=nell.user)
    browser = at("liver")
    assert "An older page" in browser.get("/news/older/").text
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1
    clock.on(hours=1, seconds=1)
    with committed():
        call_command("publish_scheduled")
    said = browser.get("/news/older/").text
    assert "A newer page" in said
    assert "nobody signed off" not in said


def test_nothing_kept_is_thrown_away_while_nothing_turns(at, clock, neighbour, held):
    browser = at("liver")
    for _ in range(2):
        browser.get("/news/older/")
    clock.on(minutes=9)
    with CaptureQueriesContext(connection) as queries:
        browser.get("/news/older/")
    assert not queries
