"""Expiry, renewal and the letters before: every state at its hour, each letter once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from nacre.certificates import actions, reminders
from nacre.certificates.models import Certificate, Reminder
from nacre.certificates.models.certificate import State
from nacre.certificates.signals import certificate_expiring
from nacre.certificates.validity import Validity
from tests.certificates.conftest import SUBJECT, YEAR, facts_of

BEGAN = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
END = datetime(2027, 11, 23, 0, 0, tzinfo=UTC)  # midnight in London, in winter
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def held(db, earn, amara, clock) -> Certificate:
    """Amara's certificate of 22 November 2026, good for a year."""
    clock(BEGAN)
    return earn(amara, completed_at=BEGAN)


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (BEGAN - SECOND, State.AHEAD),
        (BEGAN, State.VALID),
        (END - SECOND, State.VALID),
        (END, State.EXPIRED),
        (END + 9 * YEAR, State.EXPIRED),
    ],
    ids=["a second early", "at once", "the last second", "midnight", "years later"],
)
def test_it_holds_from_the_completion_to_the_end_of_a_london_day(held, moment, state):
    assert held.state(moment) == state
    assert held.last_day == date(2027, 11, 22)


def test_the_last_day_is_whole_in_summer_too():
    found = Validity.of(datetime(2026, 7, 1, 22, 59, tzinfo=UTC), timedelta(days=10))
    assert found.expires_at == datetime(2026, 7, 11, 23, 0, tzinfo=UTC)


def test_without_an_end_it_holds_for_good(earn, amara, db):
    made = earn(amara, valid_for=None)
    assert made.expires_at is None
    assert made.state(END + 40 * YEAR) == State.VALID
    assert earn(amara, valid_for=None, ago=timedelta(0)) == made


@pytest.mark.parametrize(
    ("completed", "edition", "starts"),
    [
        (END - 91 * DAY, 1, None),
        (END - 90 * DAY, 2, END),
        (END - SECOND, 2, END),
        (END, 2, END),
        (END + 30 * DAY, 2, END + 30 * DAY),
    ],
    ids=["too early", "window opens", "last second", "at the end", "late"],
)
def test_a_renewal_in_the_window_begins_where_the_old_one_ends(
    held, earn, amara, clock, completed, edition, starts
):
    clock(completed)
    made = earn(amara, completed_at=completed)
    assert made.edition == edition
    if edition == 1:
        assert made == held
    else:
        assert made.starts_at == starts
        expected = State.AHEAD if completed < END else State.VALID
        assert made.state(completed) == expected
        assert Certificate.objects.history(amara.membership, SUBJECT).count() == 2
    assert earn(amara, completed_at=completed) == made  # told again of the same completion


def test_a_renewed_year_is_a_year(held, earn, amara, clock):
    clock(END - DAY)
    made = earn(amara, completed_at=END - DAY)
    assert (made.starts_at, made.last_day) == (END, date(2028, 11, 21))


def test_a_short_certificate_is_not_renewed_by_telling_twice(earn, amara, clock, db):
    clock(BEGAN)
    first = earn(amara, completed_at=BEGAN, valid_for=timedelta(days=10))
    assert earn(amara, completed_at=BEGAN, valid_for=timedelta(days=10)) == first
    clock(BEGAN + 2 * DAY)
    assert earn(amara, completed_at=BEGAN + 2 * DAY, valid_for=timedelta(days=10)) == first
    clock(BEGAN + 6 * DAY)
    second = earn(amara, completed_at=BEGAN + 6 * DAY, valid_for=timedelta(days=10))
    assert second.edition == 2
    assert earn(amara, completed_at=BEGAN + 6 * DAY, valid_for=timedelta(days=10)) == second


def test_what_was_revoked_is_earned_anew_only_by_doing_it_again(held, earn, amara, erin, clock):
    clock(BEGAN + 5 * DAY)
    actions.revoke(certificate=held, by=erin.viewer, why="A question was wrong.")
    assert earn(amara, completed_at=BEGAN) == held
    clock(BEGAN + 9 * DAY)
    again = earn(amara, completed_at=BEGAN + 9 * DAY)
    assert (again.edition, again.starts_at) == (2, BEGAN + 9 * DAY)


# --- Letters ---------------------------------------------------------------------------------------


def letters(now: datetime) -> int:
    """How many letters a run at this moment writes."""
    mail.outbox.clear()
    reminders.remind_all(now)
    return len(mail.outbox)


def test_each_letter_goes_once_however_often_it_runs(held):
    written = {}
    nights = (100, 91, 90, 89, 80, 31, 30, 29, 10, 8, 7, 6, 1, 0, -1)
    for back in nights:  # twice a night, and a jump back in between
        now = END - back * DAY + timedelta(hours=6)
        if count := letters(now) + letters(now) + letters(now - 3 * DAY):
            written[back] = count
    assert written == {90: 1, 30: 1, 7: 1}
    assert sorted(Reminder.objects.values_list("days", flat=True)) == [7, 30, 90]


def test_after_a_late_run_one_letter_goes_and_not_three(held):
    assert letters(END - 5 * DAY) == 1
    assert "22 November 2027" in mail.outbox[0].subject
    assert "/learning/decompensated/" in mail.outbox[0].body
    assert letters(END - 60 * DAY) == 0  # the clock was set back
    assert letters(END - 4 * DAY) == 0
    assert letters(END + DAY) == 0


def test_a_listener_hears_of_each_letter(held):
    heard = []
    certificate_expiring.connect(
        lambda certificate, days, **how: heard.append((certificate.pk, days)), weak=False
    )
    try:
        letters(END - 29 * DAY)
        letters(END - 29 * DAY)
    finally:
        certificate_expiring.receivers.clear()
    assert heard == [(held.pk, 30)]


def test_no_letter_about_more_days_than_it_ever_had(earn, amara, clock, db):
    clock(BEGAN)
    made = earn(amara, completed_at=BEGAN, valid_for=timedelta(days=20))
    assert letters(BEGAN + DAY) == 0
    assert letters(made.expires_at - 6 * DAY) == 1


def test_whoever_renewed_hears_nothing_more(held, earn, amara, clock):
    clock(END - 40 * DAY)
    earn(amara, completed_at=END - 40 * DAY)
    assert letters(END - 29 * DAY) == 0


@pytest.mark.parametrize("why", ["revoked", "left", "said no"])
def test_no_letter_where_none_is_wanted(held, amara, erin, clock, why):
    if why == "revoked":
        clock(END - 40 * DAY)
        actions.revoke(certificate=held, by=erin.viewer, why="A question was wrong.")
    elif why == "left":
        amara.membership.status = "left"
        amara.membership.save()
    else:
        actions.allow(certificate=held, by=amara.viewer, is_reminded=False)
    assert letters(END - 29 * DAY) == 0


def test_the_link_in_a_letter_stops_it_and_does_nothing_else(held, at):
    letters(END - 89 * DAY)
    stop = next(word for word in mail.outbox[0].body.split() if "/mail/stop/" in word)
    path = stop[stop.index("/certificates/") :]
    assert mail.outbox[0].extra_headers["List-Unsubscribe"] == f"<{stop}>"
    assert "Stop letters" in at("liver").get(path).text
    assert letters(END - 29 * DAY) == 1
    assert at("ms").post(path).status_code == 404
    assert "no longer write" in at("liver").post(path).text
    assert letters(END - 6 * DAY) == 0
    assert at("liver").get("/certificates/mail/stop/nonsense/").status_code == 404


def test_a_reissue_is_not_reminded_of_what_its_holder_was_told(held, amara, erin, clock):
    letters(END - 29 * DAY)
    clock(END - 28 * DAY)
    actions.reissue(
        certificate=held, by=erin.viewer, why="A slip.", facts=facts_of(amara, learner="A O")
    )
    assert letters(END - 27 * DAY) == 0
    assert letters(END - 6 * DAY) == 1
