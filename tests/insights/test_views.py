"""Who may open which report, and what the heartbeat's door lets in."""

import json

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from nacre.communities.models import FundingRelationship
from nacre.insights import actions, counting, schedule
from nacre.insights.compaction import compact
from nacre.insights.models import Report, ReportRecipient, ReportRelease, ScheduledRun
from nacre.insights.monthly import compile_all
from nacre.insights.periods import Month
from tests.cast import make_person

OCTOBER = Month(2026, 10)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


@pytest.fixture
def una(liver):
    """The body's contact."""
    person = make_person(liver, "Una", "Grey", profession="nhs_manager")
    ReportRecipient.objects.create(community=liver, user=person.user, audience="body")
    return person


@pytest.fixture
def moss(liver, grant, faye):
    """The sponsor's contact."""
    ReportRecipient.objects.create(
        community=liver, user=faye.user, audience="sponsor", sponsor=grant.sponsor
    )
    return faye


@pytest.fixture
def october(liver, grant, django_capture_on_commit_callbacks):
    """October's reports, compiled and released."""

    def make() -> list[Report]:
        with django_capture_on_commit_callbacks(execute=True):
            return actions.compile_reports(liver, OCTOBER)

    return make


def test_recipients_are_mailed_a_link_and_no_figures(una, moss, october):
    reports = october()
    assert {m.to[0] for m in mail.outbox} == {una.user.email, moss.user.email}
    assert {r.slug for r in reports} == {"body", "alderley"}
    for sent in mail.outbox:
        assert "/reports/2026-10/" in sent.body
        assert sent.alternatives
        assert "page views" not in sent.body.casefold()
    assert ReportRelease.objects.count() == 2


def test_nobody_is_mailed_twice(una, october):
    october()
    october()
    assert len(mail.outbox) == 1
    assert Report.objects.count() == 2


def test_a_contact_reads_their_report_and_no_other(una, moss, october, at):
    october()
    client = at("liver", una)
    assert "October 2026" in client.get("/reports/").content.decode()
    page = client.get("/reports/2026-10/body/")
    assert page.status_code == 200
    assert "Members" in page.content.decode()
    assert client.get("/reports/2026-10/alderley/").status_code == 404
    for form in ("pdf", "html", "xlsx", "json"):
        answer = client.get(f"/reports/2026-10/body/report.{form}")
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]
        assert client.get(f"/reports/2026-10/alderley/report.{form}").status_code == 404
    assert client.get("/reports/2026-10/body/report.exe").status_code == 404


def test_the_sponsor_s_contact_reads_due_diligence_alone(una, moss, october, at):
    october()
    client = at("liver", moss)
    assert client.get("/reports/2026-10/body/").status_code == 404
    told = json.loads(
        b"".join(client.get("/reports/2026-10/alderley/report.json").streaming_content)
    )
    assert told["entitlement"] == "due_diligence"
    assert client.get("/reports/2026-10/alderley/").status_code == 200


def test_members_and_strangers_see_no_report(una, amara, dora, october, at):
    october()
    assert at("liver", amara).get("/reports/").status_code == 404
    assert at("liver", amara).get("/reports/2026-10/body/").status_code == 404
    assert at("liver", dora).get("/reports/2026-10/body/").status_code == 404
    assert at("ms", una).get("/reports/2026-10/body/").status_code == 404
    answer = at("liver").get("/reports/2026-10/body/")
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]
    assert at("liver").get("/reports/2026-10/body/report.pdf").status_code == 404


def test_what_is_not_released_is_for_the_house_alone(liver, una, chen, at):
    actions.compile_report(liver, OCTOBER, audience="body")
    assert at("liver", una).get("/reports/2026-10/body/").status_code == 404
    assert at("liver", chen).get("/reports/2026-10/body/").status_code == 200


def test_a_kept_report_does_not_change_and_a_restatement_says_why(liver, load, una, october):
    kept = october()[0]
    load(
        "liver",
        {"time": "2026-10-02T10:00:00Z", "kind": "page.opened", "visitor": "v", "object": "p"},
    )
    again = actions.compile_report(liver, OCTOBER, audience="body")
    assert (again.pk, again.figures["page_views"]) == (kept.pk, 0)
    anew = actions.compile_report(liver, OCTOBER, audience="body", restate="Late activity")
    kept.refresh_from_db()
    assert (anew.figures["page_views"], kept.replaced_by, kept.figures["page_views"]) == (
        1,
        anew,
        0,
    )
    assert list(Report.objects.current().filter(audience="body")) == [anew]


def test_the_same_figures_make_the_same_pdf(liver, october):
    report = october()[0]
    first = report.file("pdf").read_bytes()
    report.file("pdf").unlink()
    october()
    assert report.file("pdf").read_bytes() == first


def test_the_monthly_run_takes_every_open_community(liver, ms, grant):
    made = compile_all(OCTOBER)
    assert {(r.community.slug, r.slug) for r in made} == {
        ("liver", "body"), ("liver", "alderley"), ("ms", "body"),
    }  # fmt: skip


def test_a_body_recipient_names_no_sponsor(liver, amara, grant):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportRecipient.objects.create(
            community=liver, user=amara.user, audience="body", sponsor=grant.sponsor
        )
    assert FundingRelationship.objects.count() == 1


def lines_of(slug: str) -> list[dict]:
    compact()
    with counting.opened(slug, Month(2099, 1)) as book:
        return book.rows(book.activity.order_by("micros"))


def send(client, said, **more):
    body = said if isinstance(said, str) else json.dumps(said)
    return client.post(
        "/activity/", body, content_type="text/plain", HTTP_USER_AGENT=FIREFOX, **more
    )


def test_a_heartbeat_is_recorded_for_the_one_who_reads(amara, at):
    answer = send(at("liver", amara), {"view": "abcDEF_-12345678", "seconds": 15})
    assert answer.status_code == 204
    (line,) = lines_of("liver")
    assert (line["kind"], line["view"], line["seconds"]) == (
        "page.engaged",
        "abcDEF_-12345678",
        15.0,
    )
    assert line["member"]
    assert (line["profession"], line["region"], line["flags"]) == ("doctor", "London", [])


@pytest.mark.parametrize(
    "said",
    ["", "[]", "{", {"view": "short", "seconds": 15}, {"view": "x" * 41, "seconds": 15}, {"view": "abcdefgh12"},
     {"view": "abcdefgh12", "seconds": -1}, {"view": "abcdefgh12", "seconds": True},
     {"view": "abcdefgh12", "seconds": "15"}, {"view": 5, "seconds": 15}, "x" * 500],
)  # fmt: skip
def test_a_misshapen_heartbeat_is_refused(liver, at, said):
    assert send(at("liver"), said).status_code == 400
    assert lines_of("liver") == []


def test_one_heartbeat_is_never_more_than_a_step(liver, at):
    send(at("liver"), {"view": "abcdefgh12", "seconds": 86400})
    assert lines_of("liver")[0]["seconds"] == 15.0


def test_only_a_post_is_a_heartbeat(liver, at):
    assert at("liver").get("/activity/").status_code == 405


def test_whoever_objects_is_not_counted(liver, at):
    client = at("liver")
    assert client.get("/activity/choice/").status_code == 200
    client.post("/activity/choice/", {"count": "no"})
    for morsel in client.cookies.values():
        morsel["domain"] = ""
    send(client, {"view": "abcdefgh12", "seconds": 15})
    assert lines_of("liver") == []
    assert "not counted" in client.get("/activity/choice/").content.decode()


def test_each_slot_is_taken_once_by_however_many_schedulers(db, mocker_enqueued):
    jobs, calls = mocker_enqueued
    now = Month(2026, 11).starts_at.replace(hour=5, minute=2)
    assert schedule.tick(now, jobs) == ["often", "monthly"]
    assert schedule.tick(now, jobs) == []
    assert calls == ["often", "monthly"]
    assert ScheduledRun.objects.count() == 2


def test_a_missed_monthly_run_is_caught_up_and_a_missed_minute_is_not(db, mocker_enqueued):
    jobs, calls = mocker_enqueued
    late = Month(2026, 11).starts_at.replace(day=3, hour=17, minute=3)
    assert schedule.tick(late, jobs) == ["often", "monthly"]
    assert schedule.tick(late.replace(minute=4), jobs) == []
    assert calls == ["often", "monthly"]


def test_monthly_work_starts_at_five_in_london_in_summer_too(db, mocker_enqueued):
    jobs, _calls = mocker_enqueued
    june = Month(2026, 6).starts_at  # 23:00 UTC on the last of May
    assert "monthly" not in schedule.tick(
        june.replace(day=31, hour=23, minute=1), {"x": jobs["often"]}
    )
    schedule.tick(june.replace(month=6, day=1, hour=4, minute=0), {"monthly": jobs["monthly"]})
    (run,) = ScheduledRun.objects.filter(name="monthly")
    assert run.due_at.isoformat() == "2026-06-01T04:00:00+00:00"


@pytest.fixture
def mocker_enqueued():
    """Two jobs that only say that they were started."""
    calls: list[str] = []

    class Said:
        def __init__(self, name: str) -> None:
            self.name = name

        def enqueue(self) -> None:
            calls.append(self.name)

    real = schedule.JOBS
    often, monthly = real["compact_activity"], real["compile_reports"]
    return {
        "often": schedule.Job(often.when, Said("often"), often.patience),
        "monthly": schedule.Job(monthly.when, Said("monthly"), monthly.patience),
    }, calls
