"""What an answer is worth, kind by kind; and that nothing stored can break it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nacre.questions.asking import ask, read
from nacre.questions.content import Content
from nacre.questions.drawing import draw
from nacre.questions.kinds import KINDS
from nacre.questions.kinds.hotspot import is_within
from nacre.questions.kinds.writing import fits
from nacre.questions.marking import Mark, NotAnswered, mark
from nacre.questions.models import QuestionVersion
from tests.questions.samples import CONTENTS

BY_TITLE = {content.title: content.cleaned() for content in CONTENTS}


def version(title: str) -> QuestionVersion:
    """A sample as a version that is kept nowhere."""
    return QuestionVersion(pk=1, question_id=1, number=1, content=BY_TITLE[title].as_json())


WORTH = [
    ("best", {"choice": "opt1"}, 1),
    ("best", {"choice": "opt3"}, 0.5),
    ("best", {"choice": "opt2"}, 0),
    ("several", {"choices": ["sig1", "sig2"]}, 1),
    ("several", {"choices": ["sig1"]}, 0),
    ("several", {"choices": ["sig1", "sig2", "sig3"]}, 0),
    ("points", {"choices": ["sig1"]}, 0.5),
    ("points", {"choices": ["sig1", "sig2", "sig3"]}, 0.5),
    ("points", {"choices": ["sig3"]}, 0),
    ("weighted", {"choices": ["thi1", "thi2", "thi3"]}, 1),
    ("weighted", {"choices": ["thi1"]}, 0.3333333),
    ("weighted", {"choices": ["thi1", "thi4"]}, 0),
    ("truth", {"pairs": {"sta1": "true"}}, 1),
    ("truth", {"pairs": {"sta1": "false"}}, 0),
    ("truths", {"pairs": {"sta1": "true", "sta2": "true"}}, 0.5),
    ("extended", {"pairs": {"pat1": "dia1", "pat2": "dia1"}}, 0.5),
    ("pairs", {"pairs": {"row1": "cho1", "row2": "cho2"}}, 1),
    ("order", {"order": ["ste1", "ste2", "ste3"]}, 1),
    ("order", {"order": ["ste2", "ste1", "ste3"]}, 0.6666667),
    ("order", {"order": ["ste3", "ste2", "ste1"]}, 0),
    ("exact", {"order": ["ste2", "ste1"]}, 0),
    ("number", {"number": 10.5}, 1),
    ("number", {"number": 11}, 0.5),
    ("number", {"number": 12.01}, 0),
    ("units", {"number": 1, "unit": "uni2"}, 1),
    ("units", {"number": 17.1, "unit": "uni1"}, 1),
    ("units", {"number": 17.1, "unit": "uni2"}, 0),
    ("spot", {"region": "reg1"}, 1),
    ("spot", {"point": [20, 75]}, 1),
    ("spot", {"point": [45, 5]}, 0),
    ("spot", {"point": [90, 90]}, 0),
    ("word", {"text": " THIAMINE "}, 1),
    ("word", {"text": "b1"}, 0.5),
    ("word", {"text": "iron"}, 0),
    ("free", {"text": "Ask earlier."}, None),
    ("text", {}, None),
]


@pytest.mark.parametrize(("title", "given", "fraction"), WORTH)
def test_an_answer_is_worth_what_its_kind_says(title, given, fraction):
    found = mark(version(title), given)
    assert found.fraction == fraction
    assert found.is_right == (None if fraction is None else fraction == 1)


def test_words_that_no_list_holds_wait_for_a_person():
    data = {"answers": [{"text": "B1", "fraction": 1}], "is_marked_by_person": True}
    content = Content("short_answer", "<p>Which?</p>", data).cleaned()
    held = QuestionVersion(pk=1, question_id=1, content=content.as_json())
    assert mark(held, {"text": "aneurin"}) == Mark(None, None)
    assert mark(held, {"text": "b1"}).is_right


@pytest.mark.parametrize("title", list(BY_TITLE))
def test_nobody_is_given_points_for_nothing_or_for_nonsense(title):
    for nonsense in ({}, None, {"choice": None}, {"choices": 3}, {"pairs": [1]}, {"order": "abc"},
                  {"number": "x"}, {"number": float("nan")}, {"number": True}, {"point": ["a", 1]},
                  {"point": [float("inf"), 0]}, {"region": {}}, {"text": ["a"]}, [1, 2], "x"):  # fmt: skip
        assert mark(version(title), nonsense).fraction in {0, None}


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(content=JSON, given=JSON, kind=st.sampled_from(sorted(KINDS)))
def test_no_stored_json_breaks_the_marking(content, given, kind):
    held = QuestionVersion(pk=1, question_id=1, content={"kind": kind, "data": content})
    assert isinstance(mark(held, given), Mark)
    held.content = content
    assert isinstance(mark(held, given), Mark)


POSTS = [
    ("best", {"q": "opt1"}, {"choice": "opt1"}),
    ("several", {"q": ["sig1", "sig2"]}, {"choices": ["sig1", "sig2"]}),
    ("truths", {"q-sta1": "true", "q-sta2": "false"}, {"pairs": {"sta1": "true", "sta2": "false"}}),
    ("pairs", {"q-row1": "cho1", "q-row2": "cho3"}, {"pairs": {"row1": "cho1", "row2": "cho3"}}),
    ("extended", {"q-pat1": "dia1", "q-pat2": "dia1"}, {"pairs": {"pat1": "dia1", "pat2": "dia1"}}),
    ("exact", {"q-ste1": "2", "q-ste2": "1"}, {"order": ["ste2", "ste1"]}),
    ("number", {"q": " \u22121e1 "}, {"text": "\u22121e1", "number": -10.0}),
    ("units", {"q": "1", "q-unit": "uni2"}, {"text": "1", "number": 1.0, "unit": "uni2"}),
    ("spot", {"q": "reg1"}, {"region": "reg1"}),
    ("spot", {"q-point": "20,75.5"}, {"point": [20.0, 75.5]}),
    ("word", {"q": " B1\r\n"}, {"text": "B1"}),
    ("free", {"q": "Ask earlier."}, {"text": "Ask earlier."}),
    ("text", {}, {}),
]


@pytest.mark.parametrize(("title", "sent", "given"), POSTS)
def test_an_answer_is_read_out_of_a_post(title, sent, given):
    assert read(version(title), sent, name="q") == given


@pytest.mark.parametrize(
    ("title", "sent"),
    [
        ("best", {}),
        ("best", {"q": "opt9"}),
        ("best", {"q": "0"}),
        ("best", {"other": "opt1"}),
        ("several", {"q": []}),
        ("several", {"q": ["sig1", "sig9"]}),
        ("truths", {"q-sta1": "true"}),
        ("truths", {"q-sta1": "true", "q-sta2": "perhaps"}),
        ("pairs", {"q-row1": "cho1", "q-row2": "row1"}),
        ("exact", {"q-ste1": "1", "q-ste2": "1"}),
        ("exact", {"q-ste1": "0", "q-ste2": "1"}),
        ("number", {"q": "ten"}),
        ("number", {"q": "1,5"}),
        ("number", {"q": "inf"}),
        ("number", {"q": "nan"}),
        ("number", {"q": "1e999"}),
        ("units", {"q": "1"}),
        ("units", {"q": "1", "q-unit": "x"}),
        ("spot", {}),
        ("spot", {"q-point": "200,3"}),
        ("spot", {"q-point": "nan,3"}),
        ("spot", {"q": "reg9", "q-point": "1,1"}),
        ("word", {"q": "  "}),
        ("word", {"q": "x" * 501}),
        ("free", {"q": "Patient NHS number 943 476 5919."}),
    ],
)
def test_nothing_and_nonsense_are_refused_in_words(title, sent):
    with pytest.raises(NotAnswered) as why:
        read(version(title), sent, name="q")
    assert str(why.value).endswith(".")


def test_doubtful_words_pass_once_their_writer_has_checked():
    held = version("free")
    sent = {"q": "My patient, a 93-year-old farmer, taught me this."}
    with pytest.raises(NotAnswered) as why:
        read(held, sent, name="q")
    again = ask(held, seed="s", name="q", given=why.value.given, errors=[str(why.value)])
    assert "93-year-old farmer" in again
    assert 'name="q-checked"' in again
    assert read(held, sent | {"q-checked": "yes"}, name="q")


@pytest.mark.parametrize(
    ("pattern", "text", "is_fit"),
    [
        ("thiamin*", "thiamine", True),
        ("*bone*", "a bone", True),
        ("a*b*c", "a--b--c", True),
        ("a*b*c", "a--c--b", False),
        ("a*a", "a", False),
        (r"2\*3", "2*3", True),
        (r"2\*3", "2x3", False),
        ("*", "anything", True),
    ],
)
def test_a_star_stands_for_anything_and_with_a_backslash_for_itself(pattern, text, is_fit):
    assert fits(pattern, text) is is_fit


def test_many_stars_do_not_run_for_ever():
    assert not fits("*a" * 100 + "b", "a" * 500)


def test_a_point_lies_in_a_polygon_with_a_bay():
    bay = [[0, 0], [10, 0], [10, 10], [5, 4], [0, 10]]
    assert is_within((5, 2), bay)
    assert not is_within((5, 9), bay)


def test_lots_fall_the_same_way_for_a_seed_whatever_the_order():
    class Ball:
        def __init__(self, pk: int) -> None:
            self.pk = pk

    balls = [Ball(pk) for pk in range(50)]
    drawn = [ball.pk for ball in draw(balls, 5, "seed")]
    assert len(set(drawn)) == 5
    assert [ball.pk for ball in draw(reversed(balls), 5, "seed")] == drawn
    assert [ball.pk for ball in draw(balls, 5, "other")] != drawn
    assert len(draw(balls, 99, "seed")) == 50
    assert draw(balls, 0, "seed") == draw(balls, -1, "seed") == []
