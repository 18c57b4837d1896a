"""The nightly review: letters, grace, closing, holds; once each, whenever it runs."""

import json
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command

from nacre.members.actions import record_evidence, report_bounce, review_verifications
from nacre.members.actions.queueing import working_days_after
from nacre.members.models import Membership, MembershipDecision, VerificationNotice
from tests.cast import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def night(django_capture_on_commit_callbacks):
    """One night's review: what was done, and the letters it wrote."""

    def run() -> tuple[dict, list[str]]:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            done = review_verifications()
        return done, [letter.subject for letter in mail.outbox]

    return run


@pytest.fixture
def known(clock, amara, liver):
    """Amara, whose work address was shown and whose registration was checked."""
    record_evidence(user=amara.user, sort="work_email", detail="a.osei@example.org")
    clock.on(minutes=1)
    record_evidence(user=amara.user, sort="callback", community=liver)
    return amara


def test_letters_come_30_and_7_days_before_and_never_twice(clock, known, night):
    clock.on(days=334)
    assert night()[1] == []
    clock.on(days=1, seconds=1)
    done, letters = night()
    assert done["reminded"] == len(letters) == 2
    assert "runs out on" in letters[0]
    assert night()[1] == []
    clock.on(days=23)
    assert ["in a week" in subject for subject in night()[1]] == [True, True]
    assert night()[1] == []


def test_a_night_that_was_missed_costs_no_letter(clock, known, night):
    clock.on(days=360)
    assert night()[0]["reminded"] == 2
    assert night()[0]["reminded"] == 0


def test_who_renewed_in_time_hears_nothing(clock, known, night, liver):
    clock.on(days=320)
    record_evidence(user=known.user, sort="work_email", detail="a.osei@example.org")
    record_evidence(user=known.user, sort="callback", community=liver)
    clock.on(days=40)
    assert night()[1] == []


def test_after_the_year_there_are_two_weeks_then_it_closes(clock, known, night):
    clock.on(days=365)
    done, letters = night()
    assert done["lapsed"] == 2
    assert known.viewer.is_member
    clock.on(days=13, hours=23)
    assert night()[1] == []
    assert known.viewer.is_member
    clock.on(hours=1)
    assert not known.viewer.is_member
    done, letters = night()
    assert done["closed"] == 2
    assert all("waits for a check" in subject for subject in letters)
    assert night()[1] == []
    assert VerificationNotice.objects.count() == 4


def test_what_runs_out_without_closing_anything_is_not_told_as_closed(clock, known, night):
    clock.on(days=200)
    record_evidence(user=known.user, sort="work_email", detail="new@example.org")
    clock.on(days=180)
    assert known.viewer.is_member
    assert night()[0]["closed"] == 0


def test_a_suspension_holds_at_once_and_a_human_decides_in_two_working_days(
    clock, known, night, at, liver
):
    record_evidence(
        user=known.user, sort="register_match", outcome="not_practising",
        register_status="suspended", regulator="GMC",
    )  # fmt: skip
    assert not known.viewer.is_member  # before any night
    done, letters = night()
    assert done["held"] == 1
    assert letters == ["Liver: your access is paused"]
    assert "suspended" not in mail.outbox[0].body
    held = Membership.objects.get(pk=known.membership.pk)
    assert (held.status, held.review_reason) == ("suspended", "held")
    assert held.review_due_at - clock.now == timedelta(days=2)
    assert MembershipDecision.objects.get().kind == "held"
    assert night()[0]["held"] == 0
    clock.on(days=3)
    assert night()[0]["reviews_overdue"] == 1


def test_two_working_days_leave_out_the_weekend():
    friday = datetime.fromisoformat("2026-03-06T16:00:00+00:00")
    assert working_days_after(friday, 2) == friday + timedelta(days=4)


def test_a_bounce_gives_two_weeks_and_asks_a_moderator(clock, known, night):
    assert report_bounce(email="A.Osei@example.org") == 1
    assert report_bounce(email="a.osei@example.org") == 0
    asked = Membership.objects.get(pk=known.membership.pk)
    assert asked.review_reason == "bounced"
    assert known.viewer.level == 2
    assert night()[0]["lapsed"] == 1
    assert night()[0]["lapsed"] == 0


def test_the_bodys_list_renews_itself(clock, amara, liver, night, on_the_list):
    amina = make_person(liver, "Amina", "Farouk", profession="doctor")
    amina.user.emailaddress_set.create(email="amina.farouk@example.org", verified=True)
    record_evidence(user=amina.user, sort="body_list", community=liver)
    record_evidence(user=amara.user, sort="body_list", community=liver)
    clock.on(days=340)
    done, letters = night()
    assert (done["renewed"], letters) == (1, [])
    assert night()[0]["renewed"] == 0
    clock.on(days=60)
    assert amina.viewer.is_member
    assert not amara.viewer.is_member


def test_the_command_says_what_it_did(known):
    out = StringIO()
    call_command("review_verifications", "--json", stdout=out)
    assert json.loads(out.getvalue())["held"] == 0
    call_command("report_bounce", "a.osei@example.org", stdout=out)
    assert "1 work addresses" in out.getvalue()
