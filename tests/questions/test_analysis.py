"""What first attempts say of items, by hand, by the domain's vector, and when nothing is said."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from nacre.questions.analysis import Option, Response, analyse
from nacre.questions.templatetags.questions import item_flags
from nacre.ui.templatetags.patterns import is_number

ROWS = ["11111", "11110", "11101", "11010", "11100", "10100", "11000", "10001", "01000", "00000"]
EXPECTED = {
    "p": [0.8, 0.7, 0.5, 0.3, 0.3],
    "D": [0.667, 0.667, 1.0, 0.667, 0.333],
    "rpb": [0.7351, 0.5806, 0.7001, 0.6417, 0.4889],
    "rpb_corrected": [0.5574, 0.3039, 0.4402, 0.3859, 0.1892],
    "kr20": 0.6127, "alpha": 0.6127, "kr21": 0.4853, "sem": 0.8888,
}  # fmt: skip
SHARED = Path(__file__).parents[3] / "shared/domain_vectors.json"


def rows_of(texts) -> dict:
    """Rows of 0 and 1 as learners."""
    return {n: {i: int(mark) for i, mark in enumerate(row)} for n, row in enumerate(texts)}


def learners(number: int, right, chosen=lambda n: ()) -> dict:
    """So many learners, of whom `right(n)` says who answers the item, beside an easy one."""
    return {
        n: {"item": Response(float(right(n)), chosen(n)), "other": float(n % 2)}
        for n in range(number)
    }


def check(analysis, expected) -> None:
    """Four decimals of everything."""
    items = analysis.items
    assert [round(i.facility, 4) for i in items] == expected["p"]
    assert [round(i.discrimination, 3) for i in items] == expected["D"]
    assert [round(i.r, 4) for i in items] == expected["rpb"]
    assert [round(i.r_corrected, 4) for i in items] == expected["rpb_corrected"]
    for name in ("kr20", "alpha", "kr21", "sem"):
        assert round(getattr(analysis, name), 4) == expected[name]


def test_the_figures_equal_those_worked_out_elsewhere():
    analysis = analyse(rows_of(ROWS))
    check(analysis, EXPECTED)
    assert round(analysis.sum_pq, 4) == 1.04
    assert (analysis.mean, round(analysis.variance, 4)) == (2.6, 2.04)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared vectors are not on this machine")
def test_the_shared_vector_agrees():
    vector = json.loads(SHARED.read_text())["item_analysis"]
    check(analyse(rows_of(vector["rows"])), vector)


def test_learners_who_tie_are_taken_by_id_whatever_order_they_come_in():
    there = analyse(rows_of(ROWS))
    back = analyse(dict(reversed(rows_of(ROWS).items())))
    assert [i.discrimination for i in back.items] == [i.discrimination for i in there.items]


@pytest.mark.parametrize(
    ("number", "level"), [(8, "nothing"), (19, "nothing"), (20, "facility"), (29, "facility"), (30, "all")]
)  # fmt: skip
def test_few_learners_show_little_or_nothing(number, level):
    analysis = analyse(learners(number, lambda n: n % 2))
    assert analysis.by_key["item"].level == level
    assert analysis.level == level


def test_an_item_that_few_were_asked_shows_nothing():
    rows = learners(60, lambda n: n % 2)
    for learner in range(41):
        del rows[learner]["item"]
    analysis = analyse(rows)
    assert not analysis.is_complete
    assert (analysis.kr20, analysis.alpha) == (None, None)
    assert analysis.by_key["item"].level == "nothing"
    assert analysis.by_key["other"].level == "all"


@pytest.mark.parametrize(
    ("right", "flags"),
    [
        (lambda n: n < 2, ("review",)),
        (lambda n: n % 2 == 0 and n > 20, ("review",)),
        (lambda n: True, ("trivial", "review")),
        (lambda n: n % 2 == 1 or n < 8, ()),
    ],
    ids=["hard", "apart", "easy", "good"],
)
def test_weak_items_are_flagged(right, flags):
    found = analyse(learners(40, right)).by_key["item"]
    assert set(found.flags) <= {*flags, "suspend"}
    assert bool(found.flags) == bool(flags)


def test_an_item_that_the_best_get_wrong_is_to_be_suspended():
    rows = {
        n: {"item": float(n < 20), **{f"other{k}": float(n >= 20) for k in range(4)}}
        for n in range(40)
    }
    found = analyse(rows).by_key["item"]
    assert found.r < 0
    assert found.flags[0] == "suspend"


def test_distractors_are_counted_and_the_idle_ones_named():
    options = {"item": [Option("a", "A", True), Option("b", "B"), Option("c", "C")]}
    rows = learners(40, lambda n: n % 2, lambda n: ("a",) if n % 2 else ("b",))
    counts = analyse(rows, options).by_key["item"].options
    assert [(c.option.key, c.count, c.is_functional) for c in counts] == [
        ("a", 20, False), ("b", 20, True), ("c", 0, False),
    ]  # fmt: skip
    assert [c.is_idle for c in counts] == [False, False, True]


@pytest.mark.parametrize("rows", [{}, {1: {}}, {1: {"a": 1}}, {1: {"a": 1}, 2: {"a": 1}}])
def test_too_little_breaks_nothing(rows):
    analysis = analyse(rows)
    assert analysis.kr20 is None
    assert all(item.r is None for item in analysis.items)


def test_half_a_mark_counts_half():
    rows = {n: {"a": 0.5 * (n % 3), "b": n % 2} for n in range(30)}
    analysis = analyse(rows)
    assert analysis.by_key["a"].facility == 0.5
    assert analysis.kr20 is None
    assert analysis.alpha is not None


def test_figures_are_drawn_in_words_and_only_where_they_may_be_shown():
    from django.template.loader import render_to_string

    options = {"item": [Option("a", "Terlipressin", True), Option("b", "Water")]}
    few = analyse(learners(25, lambda n: n % 2, lambda n: ("a",)), options).by_key["item"]
    many = analyse(learners(40, lambda n: n < 2, lambda n: ("a",)), options).by_key["item"]
    shown = render_to_string("questions/_item.html", {"item": many})
    assert "Look at it again" in shown or "Suspend it" in shown
    assert "Hardly chosen" in shown
    hidden = render_to_string("questions/_item.html", {"item": few})
    assert "Facility" in hidden
    assert "Terlipressin" not in hidden
    assert "Point-biserial" not in hidden
    assert item_flags(few) == ""
    assert is_number(few.n)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(ROWS),
        ",".join(ROWS),
        json.dumps({"rows": ROWS}),
        "learner,q1,q2,q3,q4,q5\n" + "\n".join(f"{n},{','.join(r)}" for n, r in enumerate(ROWS)),
        "\n".join(f"{n},{','.join(r)}" for n, r in enumerate(ROWS)),
        "learner,a,b,c,d,e\n" + "\n".join(f"p{n},{','.join(r)}" for n, r in enumerate(ROWS)),
    ],
    ids=["rows", "in one line", "json", "table", "table without head", "names"],
)
def test_the_command_works_them_out_of_a_file(tmp_path, capsys, text):
    path = tmp_path / "attempts.csv"
    path.write_text(text)
    call_command("item_analysis", str(path), "--json")
    found = json.loads(capsys.readouterr().out)
    assert round(found["kr20"], 4) == 0.6127
    assert [round(item["r"], 4) for item in found["items"]] == EXPECTED["rpb"]
    call_command("item_analysis", str(path))
    assert "0.5574" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no rows"),
        ("learner,a\n1,2\n", "line 2"),
        ("learner,a\n1,1\n1,0\n", "twice"),
        ("{", "JSON|Expecting"),
    ],
    ids=["empty", "two", "twice", "json"],
)
def test_a_file_that_makes_no_sense_is_refused_with_the_place(tmp_path, text, why):
    path = tmp_path / "attempts.csv"
    path.write_text(text)
    with pytest.raises(CommandError, match=why):
        call_command("item_analysis", str(path))
