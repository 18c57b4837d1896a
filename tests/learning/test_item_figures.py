"""What first attempts say of questions: counted once each, kept back below the numbers of the rules."""

import pytest

from nacre.insights.periods import Month, Period
from nacre.learning.first_attempts import first_attempts
from nacre.learning.gains import hake_gain, pair_of_tests
from nacre.learning.item_figures import answered_in, count_community, count_module, to_count
from nacre.learning.models import Attempt, ModuleFigures, QuestionFigures
from nacre.learning.needs import facility_by_topic, weak_items
from nacre.questions.actions import change_question
from nacre.questions.content import Content
from nacre.questions.models import Question
from tests.learning.asked import asked
from tests.learning.crowd import answer, attempt, crowd, enrol

# Ten learners, five questions: the worked example of the specification.
PATTERN = ["11111", "11110", "11101", "11010", "11100", "10100", "11000", "10001", "01000", "00000"]
EXPECTED = [
    (0.8, 0.6667, 0.7351, 0.5574),
    (0.7, 0.6667, 0.5806, 0.3039),
    (0.5, 1.0, 0.7001, 0.4402),
    (0.3, 0.6667, 0.6417, 0.3859),
    (0.3, 0.3333, 0.4889, 0.1892),
]


def tap_or_wait(bits) -> list[str]:
    """1 is right."""
    return ["tap" if bit == "1" else "wait" for bit in bits]


@pytest.fixture
def module(add_module):
    """A module."""
    return add_module("Tapping")


@pytest.fixture
def question(module) -> Question:
    """Its question."""
    return Question.objects.get()


@pytest.fixture
def vector(liver, course, module, bank):
    """The worked example, answered."""
    questions = [asked(bank, f"Item {n}") for n in range(1, 6)]
    attempts = attempt(enrol(course, crowd(liver, 10)), module)
    for place, each in enumerate(questions):
        answer(attempts, each, tap_or_wait(row[place] for row in PATTERN))
    return questions


@pytest.fixture
def thirty(liver, course, module, question):
    """Thirty learners, of whom the better ones answered wrongly: the key must be wrong."""
    attempts = attempt(enrol(course, crowd(liver, 30)), module)
    answer(attempts, question, ["wait"] * 20 + ["tap"] * 10)
    for stem in ("The second question", "The third question"):
        answer(attempts, asked(question.bank, stem), ["tap"] * 20 + ["wait"] * 10)
    return attempts


def test_the_worked_example_comes_out_to_four_decimals(module, vector):
    analysis = count_module(module)
    assert (round(analysis.kr20, 4), round(analysis.alpha, 4)) == (0.6127, 0.6127)
    assert (round(analysis.kr21, 4), round(analysis.sem, 4)) == (0.4853, 0.8888)
    kept = {row.question_id: row for row in QuestionFigures.objects.all()}
    for question, expected in zip(vector, EXPECTED, strict=True):
        row = kept[question.pk]
        found = (row.facility, row.discrimination, row.r, row.r_corrected)
        assert tuple(round(figure, 4) for figure in found) == expected
    assert {row.level for row in kept.values()} == {"nothing"}, "ten learners are too few to show"
    whole = ModuleFigures.objects.get()
    assert (whole.n, whole.k, whole.is_shown) == (10, 5, False)


def test_only_the_first_attempt_that_counts_is_counted(liver, course, module, question):
    enrolments = enrol(course, crowd(liver, 2))
    answer(attempt(enrolments, module, is_practice=True, number=1), question, ["tap", "tap"])
    answer(attempt(enrolments, module, number=2, passed=False), question, ["wait", "wait"])
    answer(attempt(enrolments, module, number=3), question, ["tap", "tap"])
    assert {a.number for a in first_attempts(liver)} == {2}
    assert count_module(module).items[0].facility == 0


def test_taken_again_when_it_expired_it_is_no_first_attempt(liver, course, module, question):
    people = crowd(liver, 1)
    first = enrol(course, people)
    answer(attempt(first, module), question, ["wait"])
    second = type(first[0]).objects.create(course=course, membership=people[0], edition=2)
    answer(attempt([second], module), question, ["tap"])
    analysis = count_module(module)
    assert (analysis.n, analysis.items[0].facility) == (1, 0)


def test_an_attempt_that_goes_on_is_not_counted_and_no_later_one_takes_its_place(
    liver, course, module, question
):
    attempts = attempt(enrol(course, crowd(liver, 1)), module)
    answer(attempts, question, ["tap"])
    Attempt.objects.update(closed_at=None, is_passed=None)
    assert count_module(module).n == 0


@pytest.mark.parametrize("fields", [{"tier": "staff"}, {"tier": "sponsor_observer"}])
def test_staff_and_companies_are_left_out(liver, course, module, question, fields):
    answer(attempt(enrol(course, crowd(liver, 3, **fields)), module), question, ["wait"] * 3)
    assert count_module(module).n == 0


def test_versions_that_ask_the_same_are_counted_together(liver, erin, course, module, question):
    people = crowd(liver, 4)
    answer(attempt(enrol(course, people[:2]), module), question, ["tap", "wait"])
    same = Content.of(question.content.as_json() | {"explanation": "<p>Because.</p>"})
    change_question(by=erin.viewer, question=question, content=same)
    question.refresh_from_db()
    assert question.current.number == 2
    answer(attempt(enrol(course, people[2:]), module), question, ["wait", "wait"])
    count_module(module)
    row = QuestionFigures.objects.get()
    assert (row.n, row.facility) == (4, 0.25)
    assert {o["label"]: o["count"] for o in row.options} == {"tap": 1, "wait": 3}


def test_a_question_that_was_mended_begins_anew(liver, erin, course, module, question, thirty):
    count_module(module)
    assert QuestionFigures.objects.weak().filter(question=question).exists()
    mended = Content.of(question.content.as_json() | {"stem": "<p>What really first?</p>"})
    change_question(by=erin.viewer, question=question, content=mended)
    assert not QuestionFigures.objects.weak().filter(question=question).exists()


def test_an_item_that_the_better_ones_answer_wrongly_is_weak(liver, module, question, thirty):
    count_module(module)
    row = QuestionFigures.objects.get(question=question)
    assert row.r < 0
    assert "suspend" in row.flags
    assert row.is_weak
    assert row.item.options[1].share == pytest.approx(2 / 3)


def test_what_the_module_no_longer_asks_is_not_weak(module, question, thirty):
    module.body = [block for block in module.body.raw_data if block["type"] != "question"]
    module.save()
    count_module(module)
    assert not QuestionFigures.objects.filter(question=question, is_weak=True).exists()


def test_below_thirty_nothing_is_weak(liver, course, module, question):
    attempts = attempt(enrol(course, crowd(liver, 29)), module)
    answer(attempts, question, ["wait"] * 29)
    count_module(module)
    row = QuestionFigures.objects.get()
    assert (row.level, row.is_weak) == ("facility", False)


def test_what_nearly_everybody_knows_is_not_weak(liver, course, module, question):
    attempts = attempt(enrol(course, crowd(liver, 30)), module)
    answer(attempts, question, ["tap"] * 30)
    answer(attempts, asked(question.bank, "The second question"), ["tap"] * 15 + ["wait"] * 15)
    count_module(module)
    row = QuestionFigures.objects.get(question=question)
    assert {"review", "trivial"} <= set(row.flags)
    assert not row.is_weak


def test_the_night_counts_what_has_changed_and_nothing_else(liver, ms, course, module, question):
    answer(attempt(enrol(course, crowd(liver, 2)), module), question, ["tap", "wait"])
    assert [one.pk for one in to_count(liver)] == [module.pk]
    assert (count_community(liver), count_community(ms)) == (1, 0)
    assert count_community(liver) == 0
    answer(attempt(enrol(course, crowd(liver, 1, name="late")), module), question, ["tap"])
    assert count_community(liver) == 1
    assert count_community(liver, is_all=True) == 1
    assert QuestionFigures.objects.get().n == 3


def test_the_command_counts_and_says_how_many(liver, course, module, question, capsys):
    from django.core.management import CommandError, call_command

    answer(attempt(enrol(course, crowd(liver, 2)), module), question, ["tap", "wait"])
    call_command("count_answers", community=["liver"], json=True)
    assert '"liver": 1' in capsys.readouterr().out
    with pytest.raises(CommandError, match="no community 'nowhere'"):
        call_command("count_answers", community=["nowhere"])


def test_the_number_of_queries_does_not_grow_with_learners(
    liver, course, module, question, django_assert_max_num_queries
):
    answer(attempt(enrol(course, crowd(liver, 40)), module), question, ["tap", "wait"] * 20)
    with django_assert_max_num_queries(6):
        assert len(answered_in(module).rows) == 40


# --- needs -------------------------------------------------------------------------------------


@pytest.fixture
def month() -> Month:
    """The month in which everything here happens."""
    from django.utils import timezone

    return Month.of(timezone.now())


def test_what_many_answer_wrongly_is_a_need_with_its_topic_and_its_lure(
    liver, course, module, question, month, hepatitis
):
    course.topics.add(hepatitis)
    course.save()
    attempts = attempt(enrol(course, crowd(liver, 24)), module)
    answer(attempts, question, ["wait"] * 18 + ["tap"] * 6)
    found = weak_items(liver, month)
    assert [(i.question, i.topics, i.facility, i.n, i.learners) for i in found] == [
        (question.pk, ("hepatitis-d",), 0.25, 24, 24)
    ]
    assert (found[0].popular_wrong, found[0].popular_wrong_share) == ("wait", 0.75)
    topics = facility_by_topic(liver, month)
    assert [(t.topic, t.facility, t.n, t.learners) for t in topics] == [
        ("hepatitis-d", 0.25, 24, 24)
    ]
    before = Period(month.previous().starts_at, month.starts_at)
    assert weak_items(liver, before) == facility_by_topic(liver, before) == []


@pytest.mark.parametrize(("learners", "is_told"), [(19, False), (20, True)])
def test_below_twenty_first_answers_nothing_is_told(
    liver, ms, course, module, question, month, learners, is_told
):
    attempts = attempt(enrol(course, crowd(liver, learners)), module)
    answer(attempts, question, ["wait"] * learners)
    assert bool(weak_items(liver, month)) == is_told
    assert weak_items(ms, month) == []


def test_a_lure_that_fewer_than_eight_chose_is_not_named(liver, course, module, bank, month):
    from nacre.learning.asked_from_blueprint import content_of
    from nacre.questions.actions import keep_contents

    options = [{"text": text, "right": text == "tap"} for text in ("tap", "wait", "scan", "ask")]
    content = content_of({"kind": "sba", "stem": "Which of four?", "options": options})
    keep_contents(bank=bank, contents=[content])
    spread = Question.objects.get(fingerprint=content.fingerprint)
    attempts = attempt(enrol(course, crowd(liver, 21)), module)
    answer(attempts, spread, ["wait"] * 7 + ["scan"] * 7 + ["ask"] * 7)
    (found,) = weak_items(liver, month)
    assert (found.popular_wrong, found.popular_wrong_share) == ("", None)


def test_a_question_in_doubt_says_nothing_of_learners(liver, module, question, thirty, month):
    before = {item.question for item in weak_items(liver, month)}
    assert question.pk in before
    count_module(module)
    assert question.pk not in {item.question for item in weak_items(liver, month)}


# --- gains -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pairs", "gain"),
    [([(40, 70)], 0.5), ([(40, 70), (60, 80)], 0.5), ([(50, 50)], 0), ([(100, 100)], None), ([], None)],
)  # fmt: skip
def test_the_gain_is_the_part_of_what_could_be_gained(pairs, gain):
    found = hake_gain(pairs)
    assert found is gain if gain is None else found == pytest.approx(gain)


def test_only_modules_that_draw_from_the_same_banks_are_a_test_before_and_after(add_module, bank):
    draw = {"type": "draw", "value": {"bank": bank.pk, "number": 2}, "id": "d1"}
    before, between = add_module("Before", draw), add_module("Between")
    assert pair_of_tests([before, between]) is None
    after = add_module("After", draw)
    assert pair_of_tests([before, between, after]) == (before, after)
    assert pair_of_tests([before]) is None
