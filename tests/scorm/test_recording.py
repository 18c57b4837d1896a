"""What players send is kept once: nothing old over something new, no second twice, nothing lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nacre.members.refusals import Refused
from nacre.scorm import actions
from nacre.scorm.actions import Outcome
from nacre.scorm.launching import launch_of
from nacre.scorm.models import PackageAttempt, ScoState
from nacre.scorm.results import parse_time
from nacre.scorm.signals import attempt_recorded
from tests.scorm.conftest import core

pytestmark = pytest.mark.django_db


@pytest.fixture
def long_ago(begin):
    """An attempt that has been open for hours, so that long sessions are believed."""

    def open_one(*args, **said):
        attempt = begin(*args, **said)
        attempt.started_at = attempt.launched_at = timezone.now() - timedelta(hours=5)
        attempt.save()
        return attempt

    return open_one


def test_the_same_commit_again_changes_nothing(long_ago, say):
    attempt = long_ago()
    said = core("completed", "90", "00:10:00")
    assert say(attempt, 1, cmi=said) is Outcome.KEPT
    assert say(attempt, 1, cmi=said) is Outcome.OLD
    assert (attempt.seconds, attempt.score, attempt.is_complete) == (600, 90, True)


def test_an_older_commit_never_overwrites_a_newer_one(long_ago, say):
    attempt = long_ago()
    say(attempt, 5, cmi={**core("incomplete"), "suspend_data": "new"})
    assert say(attempt, 4, cmi={**core("incomplete"), "suspend_data": "old"}) is Outcome.OLD
    assert ScoState.objects.get().cmi["suspend_data"] == "new"


def test_time_of_sessions_adds_up_and_commits_within_one_do_not(long_ago, say):
    attempt = long_ago()
    for number, time in enumerate(("00:01:00", "00:02:00", "00:03:00"), 1):
        say(attempt, number, cmi=core("incomplete", time=time))
    assert attempt.seconds == 180
    say(attempt, 4, run=2, cmi=core("incomplete", time="00:00:30"))
    assert attempt.seconds == 210
    again = actions.begin_launch(attempt=attempt)
    say(again, 1, cmi=core("incomplete", time="00:00:20"))
    assert again.seconds == 230


def test_no_session_is_longer_than_the_time_since_it_began(begin, say):
    attempt = begin()
    say(attempt, 1, cmi=core("incomplete", time="99:00:00"))
    assert attempt.seconds <= 61


def test_content_that_measures_no_time_is_measured(long_ago, say):
    attempt = long_ago()
    say(attempt, 1, cmi=core("incomplete"), seconds=42)
    assert attempt.seconds == 42


def test_the_newer_window_wins_and_the_older_is_told(begin, say):
    attempt = begin()
    old = attempt.launch
    newer = actions.begin_launch(attempt=attempt)
    say(newer, 1, cmi={**core("incomplete"), "suspend_data": "phone"})
    late = {**core("incomplete"), "suspend_data": "desk"}
    assert say(newer, 9, launch=old, cmi=late) is Outcome.SUPERSEDED
    assert say(newer, 10, launch=old, cmi=late, is_final=True) is Outcome.SUPERSEDED
    assert ScoState.objects.get().cmi["suspend_data"] == "phone"


def test_the_last_word_of_a_closed_window_counts_if_the_next_has_said_nothing(begin, say):
    attempt = begin()
    old = attempt.launch
    newer = actions.begin_launch(attempt=attempt)
    say(newer, 3, launch=old, cmi=core("completed", "70"), is_final=True)
    assert newer.is_complete
    assert say(newer, 1, cmi=core("incomplete")) is Outcome.KEPT
    assert newer.is_complete


def test_a_launch_that_was_never_given_out_is_not_believed(begin, say):
    attempt = begin()
    assert say(attempt, 1, launch=attempt.launch + 5, cmi=core("completed")) is Outcome.OLD
    assert not attempt.is_complete


@pytest.mark.parametrize(
    ("status", "raw", "complete", "passed"),
    [
        ("completed", "80", True, True),
        ("completed", "79", True, False),
        ("completed", "", True, None),
        ("passed", "", True, True),
        ("failed", "", False, False),
        ("incomplete", "95", False, None),
        ("browsed", "", False, None),
    ],
)
def test_the_mastery_score_of_12_decides_once_an_item_is_completed(
    begin, say, status, raw, complete, passed
):
    attempt = begin(extra="<adlcp:masteryscore>80</adlcp:masteryscore>")
    say(attempt, 1, cmi=core(status, raw))
    assert (attempt.is_complete, attempt.is_passed) == (complete, passed)


PASSING = (
    '<imsss:sequencing><imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true">'
    "<imsss:minNormalizedMeasure>0.6</imsss:minNormalizedMeasure></imsss:primaryObjective>"
    "</imsss:objectives></imsss:sequencing>"
    '<adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.75"/>'
)


@pytest.mark.parametrize(
    ("cmi", "complete", "passed", "score"),
    [
        ({"completion_status": "completed", "success_status": "failed", "score": {"scaled": "0.7"}}, True, True, 70),
        ({"completion_status": "completed", "progress_measure": "0.5"}, False, None, None),
        ({"completion_status": "incomplete", "progress_measure": "0.75", "score": {"scaled": "0.1"}}, True, False, 10),
        ({"score": {"scaled": "-0.5", "raw": "5"}}, False, False, 0),
    ],
)  # fmt: skip
def test_thresholds_of_2004_decide_over_what_content_says(begin, say, cmi, complete, passed, score):
    attempt = begin("2004", extra=PASSING)
    say(attempt, 1, cmi=cmi)
    assert (attempt.is_complete, attempt.is_passed, attempt.score) == (complete, passed, score)


@pytest.mark.parametrize(("left", "complete"), [("", True), ("logout", True), ("suspend", False)])
def test_content_that_ends_without_a_word_is_completed_unless_put_aside(begin, say, left, complete):
    attempt = begin()
    say(attempt, 1, cmi=core(exit=left), is_terminated=True, is_final=True)
    assert attempt.is_complete is complete


def test_a_window_that_is_closed_completes_nothing(begin, say):
    attempt = begin()
    say(attempt, 1, cmi=core(), is_final=True)
    assert not attempt.is_complete


def test_all_parts_make_a_course_and_their_scores_its_mean(begin, say):
    attempt = begin(parts=3)
    for number, raw in enumerate(("60", "80", ""), 1):
        assert not attempt.is_complete
        say(
            attempt,
            1,
            sco=f"i{number}",
            run=number,
            cmi=core("passed" if raw else "completed", raw),
        )
    assert (attempt.is_complete, attempt.is_passed, attempt.score) == (True, True, 70)


def test_looking_at_it_again_takes_nothing_away(begin, say):
    attempt = begin()
    say(attempt, 1, cmi=core("passed", "90"))
    say(attempt, 2, run=2, cmi=core("incomplete", "10"))
    assert (attempt.is_complete, attempt.is_passed, attempt.score) == (True, True, 90)


@pytest.mark.parametrize(
    ("raw", "least", "most", "percent"),
    [("45", "0", "50", 90), ("15", "10", "20", 50), ("85", "", "", 85), ("850", "", "", 100), ("x", "", "", None)],
)  # fmt: skip
def test_scores_are_counted_to_a_hundred(begin, say, raw, least, most, percent):
    attempt = begin()
    score = {"raw": raw, "min": least, "max": most}
    say(attempt, 1, cmi={"core": {"lesson_status": "completed", "score": score}})
    assert attempt.score == percent


def test_listeners_hear_after_the_commit_and_only_of_what_changed(begin, say, committed):
    attempt, heard = begin(), []

    def listen(sender, attempt, **said):
        heard.append(attempt.summary)

    attempt_recorded.connect(listen)
    with committed():
        say(attempt, 1, cmi=core("completed", "50"))
    with committed():
        say(attempt, 1, cmi=core("completed", "50"))
    attempt_recorded.disconnect(listen)
    assert heard == [(True, None, 50, 0, "i1")]


def test_a_relaunch_brings_back_what_was_left(begin, say):
    attempt = begin(extra="<adlcp:datafromlms>hello</adlcp:datafromlms>")
    left = {
        **core("incomplete", "40", "00:00:10", exit="suspend", lesson_location="p7"),
        "suspend_data": "abc",
    }
    say(attempt, 1, cmi=left, is_terminated=True)
    told = launch_of(actions.begin_launch(attempt=attempt))
    cmi = told["cmi"]["i1"]
    assert (cmi["suspend_data"], cmi["launch_data"], told["current"]) == ("abc", "hello", "i1")
    assert cmi["core"]["lesson_location"] == "p7"
    assert cmi["core"]["entry"] == "resume"
    assert cmi["core"]["total_time"] == "0000:00:10"
    assert "exit" not in cmi["core"]
    assert "session_time" not in cmi["core"]


@pytest.mark.parametrize(
    ("left", "terminated", "entry"),
    [("suspend", True, "resume"), ("", False, "resume"), ("", True, None), ("logout", True, None)],
)
def test_an_item_is_entered_as_it_was_left(begin, say, left, terminated, entry):
    attempt = begin()
    assert launch_of(attempt)["cmi"]["i1"]["core"]["entry"] == "ab-initio"
    say(attempt, 1, cmi=core("incomplete", exit=left), is_terminated=terminated)
    assert launch_of(attempt)["cmi"]["i1"]["core"].get("entry") == entry


def test_a_package_learns_a_pseudonym_and_no_name(begin, bring, amara):
    attempt = begin()
    other = actions.open_attempt(package=bring("2004"), membership=amara.membership)
    told = [str(launch_of(one)) for one in (attempt, other)]
    assert not any(word in text for text in told for word in ("Amara", "Osei", "example.org"))
    assert launch_of(attempt)["learner"] != launch_of(other)["learner"]
    assert launch_of(attempt)["learner"] == launch_of(attempt)["learner"]


def test_an_attempt_goes_on_until_a_fresh_one_is_asked_for(bring, amara):
    package, mine = bring(), amara.membership
    first = actions.open_attempt(package=package, membership=mine)
    assert actions.open_attempt(package=package, membership=mine) == first
    second = actions.open_attempt(package=package, membership=mine, fresh=True)
    assert (second.number, PackageAttempt.objects.of_member(mine).count()) == (2, 2)
    assert actions.open_attempt(package=package, membership=mine) == second


def test_an_editors_try_counts_nowhere(bring, amara):
    package = bring()
    actions.open_attempt(package=package, membership=amara.membership, is_tryout=True)
    assert not PackageAttempt.objects.counted().exists()
    counted = actions.open_attempt(package=package, membership=amara.membership)
    assert list(PackageAttempt.objects.counted()) == [counted]


def test_nobody_begins_a_course_of_another_community(bring, dora):
    with pytest.raises(Refused, match="another community"):
        actions.open_attempt(package=bring(), membership=dora.membership)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("00:01:30", 90), ("0001:00:00.5", 3600), ("PT1H2M3S", 3723), ("P1DT1S", 86401), ("P", None), ("", None), ("soon", None)],
)  # fmt: skip
def test_times_of_both_standards_are_seconds(said, seconds):
    assert parse_time(said) == seconds
