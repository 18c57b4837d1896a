"""A programme comes in whole or not at all, is given out, written up, and keeps its embargoes."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from icalendar import Calendar

from nacre.editorial.actions import assign_sessions, place_page, publish_placed, start_report
from nacre.editorial.assignments import assignments_of
from nacre.editorial.models import ConferencePage, ConferenceReportPage, ConferenceSession
from nacre.insights.actions import record
from nacre.pages.models import SectionPage
from tests.cast import SECRET, make_person

pytestmark = pytest.mark.django_db
HEAD = "id,title,start,end,room,speakers,abstract,embargo,status\n"
PLENARY = f"P1,Opening plenary,2026-03-06 08:30,2026-03-06 09:30,Hall A,Ada Lind,{SECRET},,\n"
LATE = (
    f"L1,Late breaker,2026-03-06 10:00,,Hall B,Bo Rask,{SECRET} of budesonide,2026-03-06 10:30,\n"
)


@pytest.fixture
def meeting(liver, clock) -> ConferencePage:
    """A meeting in Chicago in two days' time."""
    page = ConferencePage(
        title="Lake meeting", slug="lake", community=liver, time_zone="America/Chicago",
        city="Chicago", starts_on=date(2026, 3, 6), ends_on=date(2026, 3, 8),
    )  # fmt: skip
    return place_page(page=page, below=SectionPage.objects.of(liver).get(slug="news"))


@pytest.fixture
def take_in(meeting, tmp_path, committed):
    """`take_in(PLENARY, LATE)`: import these rows and answer what the command says."""

    def run(*rows: str, **options) -> str:
        path, said = tmp_path / "programme.csv", io.StringIO()
        path.write_text(HEAD + "".join(rows))
        with committed():
            call_command(
                "import_programme", path, community="liver", conference="lake", stdout=said,
                stderr=said, **options,
            )  # fmt: skip
        return said.getvalue()

    return run


@pytest.fixture
def late(take_in) -> ConferenceSession:
    """The late breaker, under embargo until half past ten in Chicago."""
    take_in(PLENARY, LATE)
    return ConferenceSession.objects.get(uid="L1")


def everything() -> list[tuple]:
    """All rows of all programmes."""
    return list(ConferenceSession.objects.order_by("pk").values_list())


def test_a_second_run_changes_nothing(take_in):
    assert "2 added, 0 changed" in take_in(PLENARY, LATE)
    before = everything()
    assert "0 added, 0 changed, 0 cancelled, 2 unchanged" in take_in(PLENARY, LATE)
    assert everything() == before


def test_one_wrong_row_keeps_the_whole_file_out(take_in):
    said = io.StringIO()
    with pytest.raises(CommandError, match="Nothing was taken in: 1 problem"):
        take_in(PLENARY, LATE.replace("10:00", "noon"))
    assert not everything(), said.getvalue()


def test_what_changed_was_called_off_or_is_gone_is_told_and_nothing_is_deleted(take_in):
    take_in(PLENARY, LATE, PLENARY.replace("P1", "P2").replace("Opening", "Closing"))
    said = take_in(PLENARY.replace("Hall A", "Hall C"), LATE.replace("10:30,", "10:30,cancelled"))
    assert "changed: Opening plenary" in said
    assert "cancelled: Late breaker" in said
    assert "not in the file, and left as it is: Closing plenary" in said
    assert ConferenceSession.objects.get(uid="P1").room == "Hall C"
    assert ConferenceSession.objects.count() == 3


def test_a_dry_run_keeps_nothing(take_in):
    assert "2 added" in take_in(PLENARY, LATE, dry_run=True)
    assert not everything()


def test_a_calendar_is_known_by_how_it_begins_and_older_versions_say_nothing(
    meeting, late, tmp_path
):
    event = "BEGIN:VEVENT\nUID:L1\nSEQUENCE:{}\nSUMMARY:{}\nDTSTART:20260306T160000Z\nEND:VEVENT"
    for sequence, title in ((2, "Later breaker"), (1, "Stale")):
        path = tmp_path / "programme.txt"
        path.write_text(f"BEGIN:VCALENDAR\n{event.format(sequence, title)}\nEND:VCALENDAR")
        call_command(
            "import_programme", path, community="liver", conference="lake", stdout=io.StringIO(),
            stderr=io.StringIO(),
        )  # fmt: skip
    late.refresh_from_db()
    assert late.title == "Later breaker"
    assert late.embargo_until, "a calendar that does not speak of embargoes lifts none"


def test_the_programme_shows_the_hour_of_the_place_and_ours(at, amara, late):
    page = at("liver", amara).get("/news/lake/?day=2026-03-06").text
    assert "08:30–09:30" in page
    assert "14:30 in London" in page
    assert "Ada Lind" in page


@pytest.fixture
def on_every_surface(at, amara, meeting):
    """Whether a word is read on the meeting's page or in the calendar, by a member."""

    def read(word: str) -> set[str]:
        paths = {"/news/lake/", f"/meetings/{meeting.pk}/programme.ics"}
        browser = at("liver", amara)
        return {path for path in paths if word in browser.get(path).text}

    return read


def test_an_abstract_under_embargo_appears_at_its_second_in_the_page_and_the_calendar(
    on_every_surface, late, clock
):
    clock.now = datetime(2026, 3, 6, 16, 29, 59, tzinfo=UTC)
    assert len(on_every_surface("Late breaker")) == 2, "its title and hour are no secret"
    assert not on_every_surface("Bo Rask")
    assert not on_every_surface("budesonide")
    clock.on(seconds=1)
    assert len(on_every_surface("Bo Rask")) == 2
    assert len(on_every_surface("budesonide")) == 2


def test_the_embargo_of_the_meeting_holds_where_a_session_has_none(
    on_every_surface, late, meeting, clock
):
    meeting.reports_embargo_until = datetime(2026, 3, 7, 6, tzinfo=UTC)
    publish_placed(page=meeting)
    assert not on_every_surface("Ada Lind")
    clock.now = meeting.reports_embargo_until
    assert on_every_surface("Ada Lind")


def test_nobody_outside_reads_a_programme_or_its_calendar(at, meeting, late, dora, ben, visitor):
    for person in (dora, ben, visitor):
        assert at("liver", person).get(f"/meetings/{meeting.pk}/programme.ics").status_code == 404
        assert at("liver", person).get(f"/meetings/{meeting.pk}/missed/").status_code == 404
        assert "Opening plenary" not in at("liver", person).get("/news/lake/").text


def test_the_calendar_is_one_that_a_calendar_reads(at, amara, meeting, late):
    answer = at("liver", amara).get(f"/meetings/{meeting.pk}/programme.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    events = {str(e["SUMMARY"]): e for e in Calendar.from_ical(answer.content).walk("VEVENT")}
    assert events["Opening plenary"]["DTSTART"].dt == datetime(2026, 3, 6, 14, 30, tzinfo=UTC)
    assert events["Late breaker"]["LOCATION"] == "Hall B"


def test_sessions_are_given_out_in_bulk_at_the_desk_and_found_by_their_reporter(
    at, nell, erin, late, meeting
):
    sessions = [str(pk) for pk in meeting.sessions.values_list("pk", flat=True)]
    said = {"sessions": sessions, "reporter": str(erin.membership.key)}
    answer = at("liver", nell).post(f"/desk/programmes/{meeting.pk}/", said)
    assert answer.status_code == 302
    own = at("liver", erin).get("/desk/assigned/").text
    assert "Opening plenary" in own
    assert "Start the report" in own
    assert "Opening plenary" not in at("liver", nell).get("/desk/assigned/").text


def test_only_the_desk_gives_sessions_out_and_only_to_the_desk(
    at, amara, chen, faye, nell, late, meeting
):
    said = {"sessions": [str(late.pk)], "reporter": str(amara.membership.key)}
    for person in (amara, chen, faye):
        browser = at("liver", person)
        assert browser.get(f"/desk/programmes/{meeting.pk}/").status_code == 404
        assert browser.post(f"/desk/programmes/{meeting.pk}/", said).status_code == 404
        assert browser.post(f"/desk/sessions/{late.pk}/report/").status_code == 404
    with pytest.raises(PermissionDenied):
        assign_sessions(sessions=[late], reporter=None, by=amara.viewer)
    assert at("liver", nell).post(f"/desk/programmes/{meeting.pk}/", said).status_code == 200
    late.refresh_from_db()
    assert late.reporter is None


def test_one_press_starts_a_report_with_what_the_programme_says(at, nell, edith, late):
    assign_sessions(sessions=[late], reporter=nell.membership, by=nell.viewer)
    answer = at("liver", nell).post(f"/desk/sessions/{late.pk}/report/")
    report = ConferenceReportPage.objects.get()
    assert answer["Location"].endswith(f"/{report.pk}/edit/")
    assert (report.session_title, report.speaker, report.live) == ("Late breaker", "Bo Rask", False)
    assert report.author_name == nell.user.name
    late.refresh_from_db()
    assert start_report(session=late, by=nell.viewer, user=nell.user) == report
    with pytest.raises(PermissionDenied):
        start_report(session=late, by=edith.viewer, user=edith.user)


def state_of(session: ConferenceSession) -> str:
    """How far its report is, as the desk reads it."""
    found = ConferenceSession.objects.filter(pk=session.pk).for_desk()
    return assignments_of(found)[0].label


@pytest.fixture
def report(late, nell, board) -> ConferenceReportPage:
    """A draft about the late breaker, ready to be published."""
    page = start_report(session=late, by=nell.viewer, user=nell.user)
    page.reporter_funding, page.author_declares, page.reviewed_by = "nobody", "none", board
    return page


def test_the_desk_sees_how_far_each_report_is(late, nell, clock, board):
    assert state_of(late) == "Nobody yet"
    assign_sessions(sessions=[late], reporter=nell.membership, by=nell.viewer)
    assert state_of(late) == "Assigned"
    page = start_report(session=late, by=nell.viewer, user=nell.user)
    assert state_of(late) == "Draft"
    page.get_workflow().start(page, nell.user)
    assert state_of(late) == "Waiting for sign-off"


def test_a_report_takes_the_embargo_of_its_session_and_follows_it(
    at, amara, report, late, take_in, clock
):
    publish_placed(page=report)
    assert state_of(late) == "Published, under embargo"
    where = report.path_in_community
    clock.now = datetime(2026, 3, 6, 16, 29, 59, tzinfo=UTC)
    assert at("liver", amara).get(where).status_code == 404
    assert where not in at("liver", amara).get("/news/lake/").text
    take_in(PLENARY, LATE.replace("10:30", "11:00"))
    clock.on(seconds=1)
    assert at("liver", amara).get(where).status_code == 404, "the society moved the embargo"
    clock.on(minutes=30)
    assert at("liver", amara).get(where).status_code == 200
    assert where in at("liver", amara).get("/news/lake/").text


@pytest.fixture
def reported(report, late, hepatitis, clock, amara) -> ConferenceReportPage:
    """The report, published on a topic that amara chose, after the meeting."""
    report.embargo_until = clock.now
    report.topics.set([hepatitis])
    publish_placed(page=report)
    amara.membership.interests = ["hepatitis-d"]
    amara.membership.save()
    clock.on(days=9)
    return report


def test_who_missed_the_meeting_finds_what_they_have_not_opened(
    at, amara, reported, meeting, clock, settings, tmp_path
):
    settings.NACRE_HOME = tmp_path
    missed = f"/meetings/{meeting.pk}/missed/"
    browser = at("liver", amara)
    assert missed in browser.get("/news/lake/").text
    assert reported.path_in_community in browser.get(missed).text
    record("page.opened", viewer=amara.viewer, object=f"page:{reported.pk}")
    assert reported.path_in_community not in browser.get(missed).text


def test_reports_on_other_topics_are_not_among_what_was_missed(at, liver, reported, meeting):
    other = make_person(liver, "Otto", "Lind", profession="doctor", interests=["cirrhosis"])
    page = at("liver", other).get(f"/meetings/{meeting.pk}/missed/").text
    assert reported.path_in_community not in page


def test_nothing_was_missed_while_the_meeting_is_on(at, amara, late, meeting, clock):
    clock.on(days=2)
    page = at("liver", amara).get(f"/meetings/{meeting.pk}/missed/").text
    assert "not over yet" in page
    assert "/missed/" not in at("liver", amara).get("/news/lake/").text


def test_the_programme_does_not_query_per_session(
    at, amara, meeting, late, django_assert_max_num_queries
):
    browser = at("liver", amara)
    browser.get("/news/lake/?page=1")
    for number in range(8):
        ConferenceSession.objects.create(
            community=meeting.community, conference=meeting, uid=f"more-{number}",
            title=f"Poster {number}", starts_at=late.starts_at + timedelta(minutes=number),
        )  # fmt: skip
    with django_assert_max_num_queries(30):
        assert "Poster 7" in browser.get("/news/lake/?page=1").text
