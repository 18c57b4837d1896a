"""Editors see how courses do, are told what to look at, and nobody else sees anything."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from nacre.editorial.rooms import rooms_for
from nacre.learning.course_counts import counts_of
from nacre.learning.item_figures import count_module
from nacre.learning.models import DeskLetter, Evaluation, FollowUp
from nacre.learning.to_look_at import courses_in_doubt, to_look_at, write_to_editors
from nacre.questions.models import Question
from tests.cast import SECRET, make_person
from tests.editorial.conftest import desk  # noqa: F401 - a fixture
from tests.learning.asked import asked
from tests.learning.crowd import answer, attempt, crowd, enrol, evaluate, sure

DESK = "/desk/learning/"


@pytest.fixture
def module(add_module):
    """A module of the course."""
    return add_module("Tapping")


@pytest.fixture
def busy(liver, course, module):
    """Thirty took the course; a question is the wrong way round, and words were left."""
    question = Question.objects.get()
    enrolments = enrol(course, crowd(liver, 30), days=4)
    attempts = attempt(enrolments[:20], module) + attempt(
        enrolments[20:], module, score=50.0, passed=False
    )
    answer(attempts, question, ["wait"] * 20 + ["tap"] * 10)
    for stem in ("The second question", "The third question"):
        answer(attempts, asked(question.bank, stem), ["tap"] * 20 + ["wait"] * 10)
    sure(enrolments, "Say why", 2, 4)
    said = evaluate(enrolments, to_change="")
    Evaluation.objects.filter(pk__in=[one.pk for one in said[:25]]).update(
        to_change=f"{SECRET}: shorter, please"
    )
    count_module(module)
    return said


def page_of(at, person, course) -> str:
    """The desk's page about a course."""
    return at("liver", person).get(f"{DESK}{course.pk}/").text


def test_an_editor_sees_all_courses_with_their_sums(at, erin, course, busy):
    text = at("liver", erin).get(DESK).text
    for part in (
        course.title,
        "30 enrolled",
        "median days: 4.0",
        "67 %",
        "free from commercial bias: 100 %",
        "Most stop at “Tapping”",
    ):
        assert part in text
    assert "Tapping: what first?" in text, "the weak question"


def test_a_course_in_full_has_modules_items_confidence_and_words(at, erin, course, busy):
    text = page_of(at, erin, course)
    for part in (
        "Passed at the first attempt", "Suspend it", "Right answer", "Distracts",
        "Most gained: “Say why”, by 2.0 points of five", "Free from commercial bias",
        "Will they change their practice?", f"{SECRET}: shorter, please", "who gains and who loses access",
        f"audiences/audience/edit/{course.audience_id}/",
    ):  # fmt: skip
        assert part in text, part
    assert text.count(f"{SECRET}: shorter, please") == 20, "comments are paged"
    assert "Learner" not in text.replace("Learners", "").replace("Learner's", "")


def test_below_eight_the_sums_are_kept_back(at, liver, erin, course, module):
    enrolments = enrol(course, crowd(liver, 7), days=4)
    attempt(enrolments, module)
    evaluate(enrolments)
    sure(enrolments, "Say why", 2, 4)
    counts = counts_of(liver, [course])[0]
    assert counts.median_days == counts.pass_rate == counts.said.unbiased == "fewer than 8"
    assert (counts.enrolled, counts.completed) == (7, 7)
    text = page_of(at, erin, course)
    assert "7 said how it was; it shows once eight have." in text
    assert "Confidence before and after shows once eight" in text
    assert "Will they change" not in text


def test_what_became_of_it_shows_from_eight_answers_on(at, erin, course, busy):
    said = FollowUp.objects.bulk_create(
        FollowUp(
            evaluation=one, has_changed="yes", answered_at=timezone.now(), what="We tap by day",
            barriers=["time"],
        )
        for one in busy[:7]
    )  # fmt: skip
    text = page_of(at, erin, course)
    assert "7 were asked what became of it, and 7 answered" in text
    assert "What stood in the way" not in text
    FollowUp.objects.create(
        evaluation=busy[8], has_changed="yes", answered_at=timezone.now(), barriers=["time"]
    )
    text = page_of(at, erin, course)
    assert "What stood in the way" in text
    assert len(said) == 7


def test_the_query_count_does_not_grow_with_courses_or_learners(
    at, liver, erin, course, busy, board, django_assert_max_num_queries
):
    browser = at("liver", erin)
    browser.get(DESK)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from nacre.editorial.actions import place_page
    from nacre.learning.models import CoursePage

    with CaptureQueriesContext(connection) as before:
        browser.get(DESK)
    for number in range(5):
        page = CoursePage(
            title=f"More {number}", slug=f"more-{number}", outcomes="Say why", community=liver,
            reviewed_by=board,
        )  # fmt: skip
        other = place_page(page=page, below=course.get_parent().specific)
        evaluate(enrol(other, crowd(liver, 9, name=f"more{number}-")))
    with django_assert_max_num_queries(len(before)):
        browser.get(DESK)


def test_a_course_that_nobody_took_and_one_without_modules_are_shown_empty(at, erin, course):
    assert course.title in at("liver", erin).get(DESK).text
    text = page_of(at, erin, course)
    assert "It has no module yet." in text
    assert "Nobody has said how it was yet." in text


@pytest.mark.parametrize("who", ["amara", "nadia", "dora", "faye", "ben", "chen", "visitor"])
def test_the_desk_of_learning_is_for_editors_alone(request, at, who, course, busy):
    browser = at("liver", request.getfixturevalue(who))
    for address in (DESK, f"{DESK}{course.pk}/"):
        told = browser.get(address)
        assert told.status_code == 403
        assert SECRET not in told.text


def test_a_course_of_another_community_is_not_there(at, ms, course, busy):
    other = make_person(ms, "Eve", "Hale", profession="doctor", duty="clinical_editor")
    assert at("ms", other).get(f"{DESK}{course.pk}/").status_code == 404


def test_the_room_is_at_the_desk_and_says_how_much_waits(
    at,
    erin,
    amara,
    course,
    busy,
    desk,  # noqa: F811 - the fixture
):
    assert "learning" in {room.code for room in rooms_for(erin.viewer)}
    assert rooms_for(amara.viewer) == []
    text = at("liver", erin).get("/cms/").text
    assert DESK in text
    assert "to look at" in text


# --- what editors are told ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "disagree", "is_told"),
    [(7, 7, False), (8, 1, True), (10, 1, False), (10, 2, True), (20, 2, False), (20, 3, True)],
)
def test_fewer_than_nine_in_ten_of_eight_brings_a_course_to_the_editors(
    liver, course, n, disagree, is_told
):
    said = evaluate(enrol(course, crowd(liver, n)))
    Evaluation.objects.filter(pk__in=[one.pk for one in said[:disagree]]).update(unbiased=3)
    assert bool(courses_in_doubt(liver)) == is_told


def test_the_page_says_that_a_course_is_in_doubt(at, erin, liver, course):
    evaluate(enrol(course, crowd(liver, 8)), unbiased=2)
    assert "0 of a hundred found it free" in at("liver", erin).get(DESK).text
    assert "Not found free from commercial bias" in page_of(at, erin, course)


def test_one_letter_a_month_while_there_is_something_to_look_at(
    erin, liver, course, busy, committed
):
    now = timezone.now()
    evaluate(enrol(course, crowd(liver, 20, name="doubting")), unbiased=1)
    for day, letters in ((0, 1), (1, 0), (29, 0), (30.01, 1)):
        mail.outbox.clear()
        with committed():
            assert write_to_editors(now + timedelta(days=day)) == letters
        assert len(mail.outbox) == letters
    letter = mail.outbox[0]
    assert letter.to == [erin.user.email]
    assert "what first?" in letter.body
    assert course.title in letter.body
    assert SECRET not in letter.body
    assert DeskLetter.objects.count() == 2


def test_with_nothing_to_look_at_nobody_is_written_to(liver, erin, course, committed):
    with committed():
        assert write_to_editors() == 0
    assert not to_look_at(liver)
    assert not DeskLetter.objects.exists()


def test_a_small_answer_cannot_be_worked_out_from_the_others(at, liver, erin, course):
    enrolments = enrol(course, crowd(liver, 30))
    for part, intention in (
        (slice(0, 19), "yes"),
        (slice(19, 28), "planned"),
        (slice(28, 30), "no"),
    ):
        evaluate(enrolments[part], intention=intention)
    from nacre.learning.course_said import intentions_in

    assert dict(intentions_in(course)) == {
        "Yes": 19, "Planned": "*", "No": "*", "I do so already": 0,
    }  # fmt: skip
    assert "kept back because it would give such a number away" in page_of(at, erin, course)
