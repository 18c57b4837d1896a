"""Moodle XML: what comes in, what is left out and why, and that no file does harm."""

from io import BytesIO

import pytest

from nacre.questions.files import read_file
from nacre.questions.moodle_xml.reading import found_in

HEAD = "<name><text>{0}</text></name><questiontext format='html'><text><![CDATA[<p>{0}?</p>]]></text></questiontext>"
ANSWER = "<answer fraction='{0}'><text>{1}</text><feedback><text>{2}</text></feedback></answer>"


def question(sort: str, inside: str, title: str = "Title") -> str:
    """A question of Moodle's."""
    return f"<question type='{sort}'>{HEAD.format(title)}{inside}</question>"


def found(*questions: str) -> list:
    """What is found in a quiz of these."""
    text = "<?xml version='1.0' encoding='UTF-8'?>\n<quiz>\n" + "\n".join(questions) + "\n</quiz>"
    return list(read_file(text.encode()).found)


def answers(*rows: tuple) -> str:
    """Answers with fraction, text and feedback."""
    return "".join(ANSWER.format(*row) for row in rows)


CHOICES = answers((100, "a", "yes"), (0, "b", ""))
KNOWN = [
    ("multichoice", "<single>true</single>" + CHOICES, "sba"),
    ("multichoice", "<single>false</single>" + CHOICES, "multiple_response"),
    ("truefalse", answers((100, "true", ""), (0, "false", "no")), "true_false"),
    ("shortanswer", "<usecase>1</usecase>" + answers((100, "a*", "")), "short_answer"),
    ("numerical", ANSWER.replace("</answer>", "<tolerance>0.1</tolerance></answer>").format(100, "3", ""), "numeric"),
    ("essay", "", "essay"),
    ("description", "", "description"),
    ("ordering", "<gradingtype>ALL_OR_NOTHING</gradingtype>" + answers((1, "a", ""), (2, "b", "")), "ordering"),
    (
        "matching",
        "".join(
            f"<subquestion format='html'><text>{a}</text><answer><text>{b}</text></answer></subquestion>"
            for a, b in (("x", "1"), ("y", "2"), ("", "3"))
        ),
        "matching",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sort", "inside", "kind"), KNOWN, ids=[f"{s}-{k}" for s, _, k in KNOWN])
def test_moodle_s_kinds_become_ours(sort, inside, kind):
    (one,) = found(question(sort, inside))
    assert one.reason == ""
    assert one.content.kind == kind
    assert one.content.title == "Title"
    assert one.content.stem == "<p>Title?</p>"


def test_a_tolerance_becomes_a_range_without_the_dust_of_sums():
    inside = ANSWER.replace("</answer>", "<tolerance>0.0005</tolerance></answer>")
    (one,) = found(question("numerical", inside.format(100, "3.1415", "")))
    row = one.content.data["answers"][0]
    assert (row["low"], row["high"]) == (3.141, 3.142)


def test_units_multiply_what_is_given():
    units = (
        "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit>"
        "<unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit></units>"
    )
    (one,) = found(question("numerical", answers((100, "2", "")) + units))
    assert [(u["name"], u["factor"]) for u in one.content.data["units"]] == [("m", 1), ("cm", 0.01)]


@pytest.mark.parametrize(
    ("sort", "inside", "why"),
    [
        ("multianswer", "", "cloze"),
        ("calculated", "", "calculated"),
        ("ddmarker", "", "ddmarker"),
        ("hologram", "", "not known"),
        ("multichoice", "<single>true</single>" + answers((50, "a", ""), (0, "b", "")), "No option"),
        ("multichoice", "<single>false</single>" + answers((50, "a", ""), (0, "b", "")), "50 %"),
        ("truefalse", answers((0, "true", ""), (0, "false", "")), "does not say"),
        ("truefalse", answers((100, "wahr", ""), (0, "falsch", "")), "neither"),
        ("numerical", answers((100, "three", "")), "no number"),
        ("numerical", answers((100, "*", "")), "any number"),
        ("shortanswer", answers(("much", "a", "")), "no number"),
        ("essay", "<generalfeedback><file name='x.png' encoding='base64'>AAAA</file></generalfeedback>", "inside"),
        ("essay", "<generalfeedback format='html'><text>&lt;img src='@@PLUGINFILE@@/x.png'&gt;</text></generalfeedback>", "picture"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_named_and_costs_no_other(sort, inside, why):
    left, kept = found(question(sort, inside, "Bad"), question("essay", "", "Good"))
    assert left.content is None
    assert why in left.reason
    assert (left.title, left.line) == ("Bad", 3)
    assert kept.content.title == "Good"


def test_another_way_of_counting_is_noted():
    inside = "<gradingtype>RELATIVE_TO_CORRECT</gradingtype>" + answers((1, "a", ""), (2, "b", ""))
    (one,) = found(question("ordering", inside))
    assert "Moodle" in one.notes[0]


def test_a_category_becomes_a_tag():
    category = (
        "<question type='category'><category><text>$course$/top/Liver</text></category></question>"
    )
    (one,) = found(category, question("essay", "<tags><tag><text>free</text></tag></tags>"))
    assert one.content.tags == ("free", "Liver")


@pytest.mark.parametrize(
    "head",
    [
        "<!DOCTYPE quiz [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE quiz [<!ENTITY a 'aaaaaaaaaa'><!ENTITY x '&a;&a;&a;&a;&a;&a;&a;&a;'>]>",
        "<!DOCTYPE quiz [<!ENTITY % p SYSTEM 'https://example.org/x.dtd'> %p;]>",
    ],
    ids=["file", "laughs", "network"],
)
def test_entities_are_not_followed(head):
    text = f"<?xml version='1.0'?>{head}<quiz>{question('essay', '', '&x;')}</quiz>"
    (one,) = found_in(BytesIO(text.encode()))
    assert "entities" in one.reason


@pytest.mark.parametrize(
    "text",
    [
        "<quiz><question type='essay'><name>",
        "<quiz>" + "<a>" * 200,
        "<?xml version='1.0' encoding='klingon'?><quiz/>",
        "<quiz>\x00</quiz>",
    ],
    ids=["cut off", "deep", "encoding", "nul"],
)
def test_broken_xml_is_said_to_be_broken(text):
    (one,) = found_in(BytesIO(text.encode()))
    assert one.content is None
    assert one.reason


def test_what_came_before_the_break_is_kept():
    whole = question("essay", "", "Good")
    good, bad = list(found_in(BytesIO(f"<quiz>{whole}<question></quiz>".encode())))
    assert good.content.title == "Good"
    assert "cannot be read" in bad.reason
