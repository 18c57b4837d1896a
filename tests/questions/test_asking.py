"""How questions are asked: nothing right is in the page too early, everything is said afterwards."""

import copy
import re

import pytest

from nacre.questions.asking import ask
from nacre.questions.marking import mark
from nacre.questions.models import QuestionVersion
from tests.questions.samples import CONTENTS
from tests.questions.test_marking import BY_TITLE, WORTH, version


@pytest.mark.parametrize("title", list(BY_TITLE))
def test_every_field_carries_the_prefix(title):
    names = re.findall(r' name="([^"]*)"', ask(version(title), seed="s", name="m1-q2"))
    assert all(name.startswith("m1-q2") for name in names)
    assert names or title == "text"


def test_what_differs_between_right_and_wrong_is_not_in_the_page_before_the_mark():
    """Two questions that differ in nothing but what is right look alike."""
    for title, swap in (
        ("best", lambda d: d["options"][0].update(fraction=0) or d["options"][1].update(fraction=1)),
        ("several", lambda d: d["options"][2].update(fraction=1.0)),
        ("truths", lambda d: d["statements"][0].update(is_true=False)),
        ("pairs", lambda d: d["rows"][0].update(answer="cho3")),
        ("extended", lambda d: d["rows"][0].update(answer="dia2")),
        ("order", lambda d: d["items"].reverse()),
        ("number", lambda d: d["answers"][0].update(low=1, high=2)),
        ("units", lambda d: d["answers"][0].update(low=1, high=2)),
        ("word", lambda d: d["answers"][0].update(text="iron")),
        ("spot", lambda d: d["regions"][0].update(fraction=0.0)),
    ):  # fmt: skip
        there, other = version(title), version(title)
        other.content = copy.deepcopy(other.content)
        swap(other.content["data"])
        assert ask(there, seed="s", name="q") == ask(other, seed="s", name="q"), title


@pytest.mark.parametrize("title", list(BY_TITLE))
def test_explanations_are_not_in_the_page_before_the_mark(title):
    page = ask(version(title), seed="s", name="q", given={"choice": "opt1"})
    for said in ("Because it lowers", "At once.", "They do.", "By its name", "Look at the table"):
        assert said not in page


@pytest.mark.parametrize(("title", "given", "fraction"), WORTH)
def test_after_the_mark_it_is_said_in_words_what_was_right(title, given, fraction):
    held = version(title)
    page = ask(held, seed="s", name="q", given=given, mark=mark(held, given))
    if fraction == 1:
        assert "Right" in page
    elif fraction == 0:
        assert "Not right" in page
    elif fraction:
        assert "Partly right" in page


def test_each_option_s_feedback_is_beside_it_after_the_mark():
    held = version("best")
    page = ask(
        held, seed="s", name="q", given={"choice": "opt2"}, mark=mark(held, {"choice": "opt2"})
    )
    assert "Your answer: not right" in page
    assert "This was right" in page
    assert page.index("Terlipressin") < page.index("At once.")
    assert "Because it lowers portal pressure." in page


def test_a_seed_shuffles_and_shuffles_alike():
    def order(seed: str) -> list[str]:
        return re.findall(r'value="(opt\d)"', ask(version("best"), seed=seed, name="q"))

    assert order("a") == order("a")
    assert len({tuple(order(str(seed))) for seed in range(20)}) > 1


def test_what_is_locked_cannot_be_changed():
    assert "<fieldset" in ask(version("best"), seed="s", name="q", is_locked=True)
    assert re.search(
        r"<fieldset[^>]* disabled", ask(version("best"), seed="s", name="q", is_locked=True)
    )


def test_an_error_is_tied_to_the_question():
    page = ask(version("best"), seed="s", name="q", errors=["Choose one of the answers."])
    assert re.search(r'aria-describedby="[^"]*q-q-error', page)
    assert "Error:" in page


def test_what_was_typed_is_shown_again_and_escaped():
    page = ask(version("word"), seed="s", name="q", given={"text": '"><script>x</script>'})
    assert "<script>x" not in page


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: content.title)
def test_ids_in_a_page_of_two_questions_are_not_the_same(content):
    held = QuestionVersion(pk=1, question_id=1, content=content.cleaned().as_json())
    page = ask(held, seed="s", name="a", mark=mark(held, {})) + ask(held, seed="s", name="b")
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
