"""What editors do with questions, and what becomes of what was asked before."""

from dataclasses import replace

import pytest

from nacre.members.refusals import Refused
from nacre.questions import actions
from nacre.questions.content import Content
from nacre.questions.files import read_file
from nacre.questions.marking import mark
from nacre.questions.models import Bank, Question, QuestionVersion, Upload
from tests.questions.samples import CONTENTS, SBA

pytestmark = pytest.mark.django_db


def with_option(content: Content, text: str) -> Content:
    """The same with another first option."""
    first, *rest = content.data["options"]
    return replace(content, data={**content.data, "options": [{**first, "text": text}, *rest]})


def test_an_edit_leaves_what_was_asked_before_readable(question, erin):
    asked = question.current
    given = {"choice": "opt1"}
    changed = with_option(question.content, "Terlipressin 2 mg")
    actions.change_question(by=erin.viewer, question=question, content=changed, since=1)
    question = Question.objects.with_versions().get(pk=question.pk)
    assert question.current.number == 2
    assert question.current.fingerprint != asked.fingerprint
    before = QuestionVersion.objects.get(pk=asked.pk)
    assert "Terlipressin" in str(before.content)
    assert mark(before, given).is_right
    assert mark(question.current, given).is_right  # the keys stay with their options


def test_another_comment_is_a_version_that_asks_the_same(question, erin):
    content = replace(question.content, explanation="<p>Because.</p>")
    actions.change_question(by=erin.viewer, question=question, content=content)
    first, second = question.versions.order_by("number")
    assert first.fingerprint == second.fingerprint
    assert first.content != second.content


def test_saving_without_a_change_makes_no_version(question, erin):
    actions.change_question(by=erin.viewer, question=question, content=question.content)
    assert question.versions.count() == 1


def test_two_who_edit_at_once_do_not_overwrite_one_another(question, erin):
    content = with_option(question.content, "Something")
    actions.change_question(by=erin.viewer, question=question, content=content, since=1)
    with pytest.raises(Refused, match="meanwhile"):
        actions.change_question(by=erin.viewer, question=question, content=content, since=1)


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: content.title)
def test_every_kind_is_kept_and_read_as_it_was(bank, erin, content):
    if content.picture:
        content = replace(content, picture=None)
        with pytest.raises(Refused, match="picture"):
            actions.write_question(by=erin.viewer, bank=bank, content=content)
        return
    held = actions.write_question(by=erin.viewer, bank=bank, content=content)
    again = Question.objects.with_versions().get(pk=held.pk)
    assert again.current.asked.fingerprint == again.content.fingerprint == again.fingerprint
    assert again.content.problems() == []


@pytest.mark.parametrize("who", ["amara", "nadia", "chen", "ben", "faye", "dora", "visitor"])
def test_nobody_but_the_desk_does_anything(request, who, question, bank):
    by = request.getfixturevalue(who).viewer
    for act in (
        lambda: actions.make_bank(by=by, name="Mine"),
        lambda: actions.change_bank(by=by, bank=bank, name="Mine"),
        lambda: actions.write_question(by=by, bank=bank, content=SBA),
        lambda: actions.change_question(by=by, question=question, content=SBA),
        lambda: actions.suspend_question(by=by, question=question, why="x"),
        lambda: actions.restore_question(by=by, question=question),
        lambda: actions.stage_upload(by=by, bank=bank, file_name="x", found=[]),
    ):
        with pytest.raises(Refused):
            act()
    assert not Question.objects.visible_to(by).exists()
    assert not Bank.objects.visible_to(by).exists()


def test_a_suspended_question_is_not_asked_until_it_is_back(question, erin, liver):
    with pytest.raises(Refused, match="why"):
        actions.suspend_question(by=erin.viewer, question=question, why=" ")
    actions.suspend_question(by=erin.viewer, question=question, why="Out of date.")
    assert not Question.objects.of(liver).usable().exists()
    assert Question.objects.visible_to(erin.viewer).exists()
    actions.restore_question(by=erin.viewer, question=question)
    assert Question.objects.of(liver).usable().in_bank(question.bank).exists()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (replace(SBA, stem=""), "no text"),
        (replace(SBA, data={"options": []}), "two options"),
        (replace(SBA, stem="<p>Patient 943 476 5919, NHS number, what now?</p>"), "identify"),
        (replace(SBA, stem="<b>" * 999), "nested"),
    ],
    ids=["empty", "no options", "patient", "deep"],
)
def test_what_cannot_be_asked_is_refused_in_words(bank, erin, content, why):
    with pytest.raises(Refused, match=why):
        actions.write_question(by=erin.viewer, bank=bank, content=content)
    assert not Question.objects.exists()


def test_two_banks_of_one_name_are_refused(bank, erin):
    with pytest.raises(Refused, match="already"):
        actions.make_bank(by=erin.viewer, name=" Hepatology ")


FILE = b"::One:: First? {=yes ~no}\n\n::Two:: Broken {=a\n\n::Three:: Third? {T}\n"


def stage(by, bank, data: bytes = FILE) -> Upload:
    """A file as it is brought."""
    found = read_file(data).found
    return actions.stage_upload(by=by.viewer, bank=bank, file_name="q.gift", found=found)


def test_of_a_file_nothing_is_kept_before_somebody_says_so(bank, erin):
    held = stage(erin, bank)
    assert [entry["title"] for entry in held.found] == ["One", "Three"]
    assert held.left == [{"line": 3, "title": "Two", "reason": held.left[0]["reason"]}]
    assert not Question.objects.exists()
    assert actions.keep_upload(by=erin.viewer, upload=held) == 2
    assert Question.objects.usable().count() == 2
    assert all(q.current.number == 1 for q in Question.objects.with_versions())


def test_a_file_that_was_kept_is_not_kept_twice(bank, erin):
    held, again = stage(erin, bank), stage(erin, bank)
    actions.keep_upload(by=erin.viewer, upload=held)
    with pytest.raises(Refused, match="meanwhile"):
        actions.keep_upload(by=erin.viewer, upload=held)
    assert actions.keep_upload(by=erin.viewer, upload=again) == 0
    assert [entry["is_here"] for entry in stage(erin, bank).found] == [True, True]


def test_a_file_put_away_leaves_nothing(bank, erin):
    actions.drop_upload(by=erin.viewer, upload=stage(erin, bank))
    assert not Upload.objects.exists()
    assert not Question.objects.exists()


def test_more_questions_than_somebody_could_look_at_are_left_to_the_command(
    bank, erin, monkeypatch
):
    monkeypatch.setattr(actions, "MOST_AT_ONCE", 1)
    with pytest.raises(Refused, match="command"):
        stage(erin, bank)
    assert not Upload.objects.exists()


def test_keeping_many_asks_the_database_as_often_as_keeping_some(
    bank, erin, django_assert_max_num_queries
):
    many = b"".join(b"::%d:: q%d {T}\n\n" % (n, n) for n in range(120))
    held = stage(erin, bank, many)
    with django_assert_max_num_queries(25):
        assert actions.keep_upload(by=erin.viewer, upload=held) == 120
