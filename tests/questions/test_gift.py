"""GIFT: read as the reference grammar reads it, question by question; and written."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nacre.questions.content import Content
from nacre.questions.files import read_file, written_as
from nacre.questions.gift import entries, read_gift
from nacre.questions.gift.meaning import found_in
from nacre.questions.intake import CannotBeTaken
from tests.questions.samples import CONTENTS

FILES = sorted((Path(__file__).parent / "gift").glob("*.gift"))
TWO = "::One:: First? {{=yes ~no}}\n\n{broken}\n\n::Three:: Third? {{T}}\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_the_reference_project_is_read_as_it_is_there(path):
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8-sig"))
    assert read_gift(path.read_text(encoding="utf-8-sig")) == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_question_of_those_files_is_kept_or_left_out_with_a_reason(path):
    for found in found_in(path.read_text(encoding="utf-8-sig")):
        assert (found.content is None) == bool(found.reason)
        assert found.line > 0


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("::Two:: Second? {=yes ~no", "never end with }"),
        ("::Two Second? {=yes}", "never ends with ::"),
        ("Second? {=a -> b =c}", "pairs"),
        ("Second? {#about three}", "no number"),
        ("Second? {#}", "missing"),
        ("Second? {=%150%a ~b}", "weight"),
        ("Second? {=%x%a ~b}", "weight"),
        ("Second? {=a#b#c ~d}", "more than one comment"),
        ("Second? {= ~b}", "no text"),
        ("Second? {=a} and {=b}", "more than one pair"),
        ("Second? }", "before any {"),
        ("Second? {a =b}", "do not begin"),
        ("Second? {T#a#b#c}", "comment"),
        ("Second? {#1e999}", "too large"),
    ],
)
def test_a_broken_question_is_named_with_its_line_and_costs_no_other(broken, why):
    text = TWO.format(broken=broken)
    assert [item["title"] for item in read_gift(text)] == ["One", "Three"]
    left = [entry for entry in entries(text) if entry.reason]
    assert len(left) == 1
    assert left[0].line == 3
    assert why in left[0].reason


@pytest.mark.parametrize(
    ("text", "type", "choices"),
    [
        ("At what time: {=10:30 ~11:30}", "MC", ["10:30", "11:30"]),
        ("2 + 2 = ? {=4 ~5}", "MC", ["4", "5"]),
        ("Which? {\n// the right one\n=a\n~b\n}", "MC", ["a", "b"]),
        ("Capital? {Tokyo}", "Short", ["Tokyo"]),
    ],
    ids=["colon", "equals", "comment", "begins with T"],
)
def test_what_moodle_reads_and_the_grammar_does_not_is_read_as_moodle_reads_it(text, type, choices):
    (item,) = read_gift(text)
    assert item["type"] == type
    assert [choice["text"]["text"] for choice in item["choices"]] == choices


def test_a_number_with_a_wrong_answer_s_comment_behind_it_is_read():
    (item,) = read_gift("A number from 1 to 5? {#3:2~#Completely wrong}")
    right, wrong = item["choices"]
    assert right["text"] == {"type": "range", "number": 3, "range": 2}
    assert wrong["feedback"]["text"] == "Completely wrong"


@pytest.mark.parametrize(
    ("data", "title", "note"),
    [
        ("\ufeff::Caf\u00e9:: q? {T}".encode(), "Caf\u00e9", ""),
        ("::Caf\u00e9:: q? {T}".encode("cp1252"), "Caf\u00e9", "Windows-1252"),
        ("::Caf\u00e9:: q? {T}".encode("utf-16"), "Caf\u00e9", ""),
        (b"::Cafe::\r\nq?\r\n{T}\r\n\r\n", "Cafe", ""),
    ],
    ids=["mark", "windows", "utf-16", "crlf"],
)
def test_letters_are_read_in_the_encodings_that_people_send(data, title, note):
    reading = read_file(data)
    assert [found.title for found in reading.found] == [title]
    assert note in reading.note


@pytest.mark.parametrize(
    "data", [b"x" * (5 * 1024 * 1024 + 1), b"PK\x03\x04\x00\x00\x00\x00"], ids=["large", "zip"]
)
def test_a_file_that_is_too_large_or_no_text_is_refused(data):
    with pytest.raises(CannotBeTaken):
        list(read_file(data).found)


def test_many_thousand_questions_are_read_one_after_the_other():
    assert sum(1 for _entry in entries("::q:: Is it? {=a ~b}\n\n" * 20_000)) == 20_000


def test_a_question_with_a_picture_of_another_site_is_left_out():
    (found,) = found_in('[html]<p>Which? <img src\\="https\\://example.org/x.png"></p> {T}')
    assert "picture" in found.reason


def test_a_patient_s_number_in_a_file_is_left_out_and_not_repeated():
    (found,) = found_in("Patient with NHS number 943 476 5919, what now? {T}")
    assert found.content is None
    assert "943" not in found.reason


def test_weights_that_do_not_come_to_a_hundred_are_not_guessed():
    (found,) = found_in("Which two? {~%50%a ~%40%b ~c}")
    assert "90 %" in found.reason


def test_thirds_are_thirds():
    (found,) = found_in("Which three? {~%33.333%a ~%33.333%b ~%33.333%c ~%-100%d}")
    options = found.content.data["options"]
    assert sum(row["fraction"] for row in options[:3]) == pytest.approx(1, abs=1e-6)


def test_a_category_and_tags_become_tags():
    text = "$CATEGORY: $course$/top/Liver\n\n// [tag:basics] [id:17]\nIs it? {T}"
    (found,) = found_in(text)
    assert found.content.tags == ("basics", "Liver")


def plain_of(content: Content) -> tuple:
    """All of a content but its keys."""
    said = sorted(content.texts())
    return (content.fingerprint, content.title, content.explanation, content.tags, said)


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: content.title)
@pytest.mark.parametrize("format", ["gift", "xml"])
def test_what_is_written_is_read_as_the_same_question(content, format):
    content = content.cleaned()
    export = written_as(format, [content])
    if export.left:
        assert export.left[0].reason
        return
    (found,) = read_file(export.text.encode()).found
    assert found.reason == ""
    assert plain_of(found.content) == plain_of(content)


SIGNS = st.text(alphabet="ab =~#{}:\\[]%->/<&;*.\n\t'\"é1", min_size=1, max_size=30)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    texts=st.lists(SIGNS, min_size=5, max_size=5),
    kind=st.sampled_from(["sba", "multiple_response", "true_false", "short_answer", "matching"]),
    format=st.sampled_from(["gift", "xml"]),
)
def test_any_text_survives_the_way_out_and_in(texts, kind, format):
    from nacre.questions.markup import as_html, as_line

    stem, one, two, said, why = texts
    options = [
        {"text": as_line(one), "fraction": 1, "feedback": as_html(said)},
        {"text": as_line(two), "fraction": 0},
    ]
    pairs = {
        "rows": [{"text": as_line(t), "answer": k} for t, k in ((one, "aaaa"), (two, "bbbb"))],
        "choices": [{"key": "aaaa", "text": as_line(two)}, {"key": "bbbb", "text": as_line(said)}],
    }
    data = {
        "sba": {"options": options},
        "multiple_response": {"options": options, "marking": "weighted"},
        "true_false": {"statements": [{"is_true": True, "if_false": as_html(said)}]},
        "short_answer": {"answers": [{"text": one, "fraction": 1}, {"text": two, "fraction": 0.5}]},
        "matching": pairs,
    }[kind]
    content = Content(kind, as_html(stem), data, title=one, explanation=as_html(why)).cleaned()
    if content.problems():
        return
    export = written_as(format, [content])
    if export.left:
        return
    (found,) = read_file(export.text.encode()).found
    if found.reason and "patient" in found.reason:
        return
    assert found.reason == ""
    assert found.content.fingerprint == content.fingerprint
    assert found.content.title == content.title
    assert found.content.explanation == content.explanation


@given(st.text(alphabet="{}=~#:\\->%TF1.[html] \n/", max_size=60))
def test_no_text_breaks_the_reading(text):
    for entry in entries(text):
        assert (entry.item is None) == bool(entry.reason)


def test_a_reference_goes_out_behind_the_comment():
    options = [{"text": "a", "fraction": 1, "reference": "NICE NG50"}, {"text": "b"}]
    content = Content("sba", "<p>Which is it?</p>", {"options": options}).cleaned()
    assert "Reference\\: NICE NG50" in written_as("gift", [content]).text


def test_nothing_is_bent_that_a_format_cannot_say():
    export = written_as("gift", [content.cleaned() for content in CONTENTS])
    reasons = {left.title: left.reason for left in export.left}
    assert "All or nothing" in reasons["several"]
    assert "Units" in reasons["units"]
    assert "picture" in reasons["spot"]
    assert "Extended matching" in reasons["extended"]
