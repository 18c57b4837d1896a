"""A learner says how sure they are, how a course was, and weeks later what became of it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from nacre.learning import actions
from nacre.learning.follow_ups import ask_all, path_of
from nacre.learning.models import Confidence, Enrolment, Evaluation, FollowUp, QuietLearner
from nacre.members.refusals import Refused
from tests.learning.crowd import evaluate
from tests.learning.taking import finish

SAID = {
    "outcome-0": "4", "outcome-1": "5", "intention": "planned", "relevant": "5",
    "right_level": "4", "unbiased": "5", "easy": "3", "recommend": "9", "to_change": "Shorter, please",
    "may_ask": "yes",
}  # fmt: skip


@pytest.fixture
def done(nadia, course, add_module) -> Enrolment:
    """Nadia has completed the course."""
    finish(add_module("Tapping"), nadia)
    return Enrolment.objects.get()


@pytest.fixture
def asked(done, nadia) -> Evaluation:
    """She said how it was, and that we may ask."""
    actions.evaluate_course(
        enrolment=done, by=nadia.viewer, levels={}, said={
            "relevant": 5, "right_level": 5, "unbiased": 5, "easy": 5, "recommend": 10,
            "intention": "planned", "to_change": "", "may_ask": True,
        },
    )  # fmt: skip
    return Evaluation.objects.get()


def weeks_on(evaluation, weeks: float):
    """The moment so many weeks after it was said."""
    return evaluation.said_at + timedelta(weeks=weeks)


# --- before ------------------------------------------------------------------------------------


def test_before_the_first_module_confidence_is_asked_and_kept(at, nadia, course, add_module):
    module = add_module("Tapping")
    browser = at("liver", nadia)
    assert browser.post(course.url_of_start).url == course.url_of_start
    page = browser.get(course.url_of_start).text
    assert "how confident are you?" in page
    assert "Say when to tap" in page
    sent = browser.post(f"{course.url_of_start}before/", {"outcome-0": "2"})
    assert sent.url == module.url_of_player
    assert list(Confidence.objects.values_list("moment", "outcome", "level")) == [
        ("before", "Say when to tap", 2)
    ]
    assert "how confident are you?" not in browser.get(course.url_of_start).text


def test_it_may_be_left_out(at, nadia, course, add_module):
    module = add_module("Tapping")
    browser = at("liver", nadia)
    browser.post(course.url_of_start)
    assert f'href="{module.url_of_player}">Skip this' in browser.get(course.url_of_start).text
    assert browser.post(f"{course.url_of_start}before/").url == module.url_of_player
    assert not Confidence.objects.exists()


def test_what_is_off_the_scale_is_not_kept(at, nadia, course, add_module):
    add_module("Tapping")
    browser = at("liver", nadia)
    sent = browser.post(f"{course.url_of_start}before/", {"outcome-0": "9"}, follow=True)
    assert "Choose one of the five points" in sent.text
    assert not Confidence.objects.exists()


def test_said_twice_the_first_stands_and_after_a_module_it_is_too_late(nadia, course, add_module):
    module = add_module("Tapping")
    enrolment = actions.start_course(course=course, by=nadia.viewer)
    for level in (1, 5):
        actions.say_confidence(enrolment=enrolment, by=nadia.viewer, levels={"Say why": level})
    assert Confidence.objects.get().level == 1
    finish(module, nadia)
    with pytest.raises(Refused, match="begun already"):
        actions.say_confidence(enrolment=enrolment, by=nadia.viewer, levels={"Say when": 1})


# --- after -------------------------------------------------------------------------------------


def test_after_completing_one_page_asks_and_it_is_said_once(at, nadia, course, done):
    browser = at("liver", nadia)
    address = f"{course.url_of_start}evaluation/"
    assert address in browser.get(course.url_of_start).text
    assert "How confident are you now?" in browser.get(address).text
    assert browser.post(address, SAID).url == address
    browser.post(address, SAID | {"relevant": "1"})
    said = Evaluation.objects.get()
    assert (said.relevant, said.recommend, said.intention) == (5, 9, "planned")
    assert said.may_ask
    assert dict(Confidence.objects.values_list("outcome", "level")) == {
        "Say when to tap": 4, "Say why": 5,
    }  # fmt: skip
    assert "Thank you" in browser.get(address).text
    assert address not in browser.get(course.url_of_start).text


@pytest.mark.parametrize("missing", ["unbiased", "intention", "may_ask", "outcome-1", "recommend"])
def test_every_scale_is_answered_or_nothing_is_kept(at, nadia, course, done, missing):
    said = {name: value for name, value in SAID.items() if name != missing}
    answer = at("liver", nadia).post(f"{course.url_of_start}evaluation/", said)
    assert answer.status_code == 422
    assert "There is something to put right" in answer.text
    assert not Evaluation.objects.exists()


def test_a_comment_that_identifies_a_patient_is_not_kept(at, nadia, course, done):
    said = SAID | {"to_change": "Case 3 is Mrs Doris Pemberton, NHS number 999 000 0018"}
    answer = at("liver", nadia).post(f"{course.url_of_start}evaluation/", said)
    assert answer.status_code == 422
    assert "identify a patient" in answer.text
    assert not Evaluation.objects.exists()
    with pytest.raises(Refused, match="identify a patient"):
        actions.evaluate_course(
            enrolment=done, by=nadia.viewer, levels={},
            said={"to_change": "NHS number 999 000 0018"},
        )  # fmt: skip


def test_before_the_course_is_done_there_is_nothing_to_evaluate(at, nadia, course, add_module):
    add_module("Tapping")
    enrolment = actions.start_course(course=course, by=nadia.viewer)
    address = f"{course.url_of_start}evaluation/"
    assert at("liver", nadia).get(address).url == course.url_of_start
    assert at("liver", nadia).post(address, SAID).url == course.url_of_start
    with pytest.raises(Refused, match="Complete the course first"):
        actions.evaluate_course(enrolment=enrolment, by=nadia.viewer, levels={}, said={})


def test_nobody_says_it_for_somebody_else(at, amara, dora, course, done):
    for who in (amara, dora, None):
        answer = at("liver", who).post(f"{course.url_of_start}evaluation/", SAID)
        assert answer.status_code in {302, 403, 404}
    with pytest.raises(Refused, match="in person"):
        actions.evaluate_course(enrolment=done, by=amara.viewer, levels={}, said={})
    assert not Evaluation.objects.exists()


# --- six to eight weeks later ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weeks", "letters"), [(0, 0), (5.99, 0), (6, 1), (7, 1), (7.99, 1), (8, 0), (30, 0)]
)
def test_one_letter_asks_from_the_sixth_week_to_the_eighth(asked, committed, weeks, letters):
    with committed():
        assert ask_all(weeks_on(asked, weeks)) == letters
    assert len(mail.outbox) - 1 == letters - 1 if letters else not FollowUp.objects.exists()
    assert ask_all(weeks_on(asked, weeks)) == 0, "a second run finds nobody"


def test_who_said_no_is_not_asked(asked):
    Evaluation.objects.update(may_ask=False)
    assert ask_all(weeks_on(asked, 6.5)) == 0


@pytest.mark.parametrize("status", ["suspended", "lapsed", "declined"])
def test_who_is_no_member_any_more_is_not_asked(asked, nadia, status):
    type(nadia.membership).objects.filter(pk=nadia.membership.pk).update(status=status)
    assert ask_all(weeks_on(asked, 6.5)) == 0


def test_the_letter_leads_to_a_page_that_a_get_does_not_change(at, nadia, asked, committed):
    mail.outbox.clear()
    with committed():
        ask_all(weeks_on(asked, 6.5))
    letter = mail.outbox[0]
    path = re.search(r"https?://[^/]+(/learn/follow-ups/(?!stop)\S+)", letter.body)[1]
    outside = at("liver")
    for _look in range(3):
        page = outside.get(path)
        assert page.status_code == 200
        assert "Have you changed anything" in page.text
    assert FollowUp.objects.get().answered_at is None
    said = {"practice": "yes", "what": "We tap by day", "barriers": ["time", "authority"]}
    outside.post(path, said)
    outside.post(path, said | {"practice": "no"})
    told = FollowUp.objects.get()
    assert (told.has_changed, told.what, told.barriers) == (
        "yes",
        "We tap by day",
        ["time", "authority"],
    )
    assert "Your answer is kept" in outside.get(path).text


def test_a_bad_answer_says_what_is_wrong_and_is_not_kept(at, asked):
    ask_all(weeks_on(asked, 6.5))
    path = path_of(FollowUp.objects.get())
    for said in ({}, {"practice": "maybe"}, {"practice": "yes", "barriers": ["weather"]},
                 {"practice": "yes", "what": "Mrs Doris Pemberton, NHS number 999 000 0018"}):  # fmt: skip
        answer = at("liver").post(path, said)
        assert answer.status_code == 422
        assert "There is something to put right" in answer.text
    assert FollowUp.objects.get().answered_at is None


def test_a_link_of_another_community_a_forged_or_an_old_one_leads_nowhere(at, asked, dora):
    ask_all(weeks_on(asked, 6.5))
    path = path_of(FollowUp.objects.get())
    assert at("ms", dora).get(path).status_code == 404
    assert at("liver").get(f"{path[:-2]}x/").status_code == 404
    assert at("liver").get("/learn/follow-ups/nonsense/").status_code == 404
    Enrolment.objects.get().membership.delete()
    assert at("liver").get(path).status_code == 404


def test_the_link_closes_after_four_months(at, asked, monkeypatch):
    ask_all(weeks_on(asked, 6.5))
    path = path_of(FollowUp.objects.get())
    import time

    later = time.time() + timedelta(days=121).total_seconds()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert at("liver").get(path).status_code == 404


def test_the_letters_stop_by_one_button(at, nadia, asked, committed):
    mail.outbox.clear()
    with committed():
        ask_all(weeks_on(asked, 6.5))
    letter = mail.outbox[0]
    stop = re.search(r"https?://[^/]+(/learn/follow-ups/stop/\S+)", letter.body)[1]
    assert stop in letter.extra_headers["List-Unsubscribe"]
    outside = at("liver")
    assert "Stop these letters" in outside.get(stop).text
    assert not QuietLearner.objects.exists()
    for _again in range(2):
        assert "no longer ask" in outside.post(stop).text
    assert QuietLearner.objects.get().membership == nadia.membership
    FollowUp.objects.all().delete()
    assert ask_all(weeks_on(asked, 6.5)) == 0


def test_two_runs_at_once_write_one_letter(asked, monkeypatch, committed):
    """The other run was here between our question and our row."""
    from nacre.learning import follow_ups

    real = follow_ups._ask

    def late(evaluation, now):
        FollowUp.objects.create(evaluation_id=evaluation.pk)
        return real(evaluation, now)

    monkeypatch.setattr(follow_ups, "_ask", late)
    mail.outbox.clear()
    with committed():
        assert ask_all(weeks_on(asked, 6.5)) == 0
    assert not mail.outbox


def test_what_was_said_is_in_the_export_and_goes_with_the_person(nadia, asked, course):
    from nacre.privacy.erasing import erase
    from nacre.privacy.exporting import collect

    ask_all(weeks_on(asked, 6.5))
    parts = {part.label: part.rows for part in collect(nadia.user).parts}
    assert parts["Courses you take"][0]["course"] == course.title
    assert parts["Your attempts at modules"][0]["score"] == 100
    told = parts["Your answers in courses"][0]
    assert (told["course"], told["module"], told["answer"]) == (course.title, "Tapping", "tap")
    assert parts["What you said of courses"][0]["recommend"] == 10
    assert parts["What became of courses"]
    erase(nadia.user, asked_by="person")
    for model in (Enrolment, Evaluation, FollowUp, Confidence):
        assert not model.objects.exists()


def test_said_means_said_even_if_two_windows_send_it(nadia, done):
    evaluate([done])
    again = actions.evaluate_course(
        enrolment=done, by=nadia.viewer, levels={"Say why": 1}, said={"relevant": 1}
    )
    assert again.relevant == 5
    assert not Confidence.objects.exists()
    assert again.said_at <= timezone.now()
