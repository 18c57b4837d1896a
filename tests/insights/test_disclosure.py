"""What may be told about few people: the published rules, case by case."""

import json

import pytest

from nacre.insights.disclosure import (
    BODY,
    SPONSOR,
    Breakdown,
    Cell,
    Headline,
    Mean,
    Only,
    Percent,
    Ranked,
    disclosed,
    round_to_5,
)


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, 0), (1, "*"), (7, "*"), (8, 10), (12, 10), (13, 15), (17, 15), (18, 20), (22, 20), (23, 25),
     (196, 195), (281, 280), (940, 940)],
)  # fmt: skip
def test_a_sponsor_is_told_fives_and_nothing_of_few(count, told):
    assert round_to_5(count) == told
    assert disclosed(Headline(count), SPONSOR) == told


def professions(**counts: int) -> Breakdown:
    rows = [{"profession": p, "members": Cell(n, n)} for p, n in counts.items()]
    return Breakdown(rows, columns=("members",))


def test_the_sponsor_s_table_is_rounded_cell_by_cell():
    rows = disclosed(professions(nurse=23, doctor=6, pharmacist=1), SPONSOR)
    assert [r["members"] for r in rows] == [25, "*", "*"]
    assert disclosed(Headline(30), SPONSOR) == 30


def test_beside_an_exact_total_a_single_hole_is_given_company():
    rows = disclosed(professions(nurse=23, doctor=8, pharmacist=1), BODY)
    assert [r["members"] for r in rows] == [23, "*", "*"]


def test_two_holes_protect_one_another():
    rows = disclosed(professions(nurse=23, doctor=6, pharmacist=1), BODY)
    assert [r["members"] for r in rows] == [23, "*", "*"]


def test_nought_is_shown_as_nought():
    rows = disclosed(professions(nurse=23, doctor=9, pharmacist=0), BODY)
    assert [r["members"] for r in rows] == [23, 9, 0]


def test_the_body_sees_exact_totals():
    assert disclosed(Headline(281), BODY) == 281
    assert disclosed(Headline(3), BODY) == 3


def test_views_are_told_only_if_eight_members_stand_behind_them():
    assert disclosed(Cell(400, 7), BODY) == "*"
    assert disclosed(Cell(400, 8), BODY) == 400
    assert disclosed(Headline(403, people=7), SPONSOR) == "*"
    assert disclosed(Headline(403, people=8), SPONSOR) == 405


def test_a_top_list_names_nothing_that_fewer_than_eight_members_opened():
    items = [{"title": t, "members": Cell(n, n)} for t, n in (("a", 9), ("b", 8), ("c", 7))]
    assert [i["title"] for i in disclosed(Ranked(items), BODY)] == ["a", "b"]
    assert [i["members"] for i in disclosed(Ranked(items), SPONSOR)] == [10, 10]


def test_a_mean_needs_eight():
    assert disclosed(Mean(4.04, 7, 7), BODY) == "*"
    assert disclosed(Mean(4.04, 8, 5), BODY) == 4.0
    assert disclosed(Mean(4.04, 8, 5), SPONSOR) == "*"
    assert disclosed(Mean(None, 0, 0), BODY) is None


def test_a_sponsor_s_percentages_come_from_rounded_counts_of_forty_or_more():
    assert disclosed(Percent(13, 42), SPONSOR) == 37.5
    assert disclosed(Percent(13, 39), SPONSOR) == "*"
    assert disclosed(Percent(3, 42), SPONSOR) == "*"
    assert disclosed(Percent(659, 281, digits=2), BODY) == 234.52
    assert disclosed(Percent(5, 0), BODY) is None


def test_what_is_the_body_s_alone_is_empty_for_a_sponsor():
    assert disclosed(Only(BODY, [Cell(9, 9)]), SPONSOR) == []
    assert disclosed(Only(BODY, [Cell(9, 9)]), BODY) == [9]


@pytest.mark.parametrize("figure", [Headline(9), Cell(9, 9), Mean(1.0, 9, 9), Percent(1, 2)])
def test_a_figure_cannot_be_written_before_it_is_disclosed(figure):
    with pytest.raises(TypeError):
        json.dumps({"members": figure})


def test_what_no_rule_knows_is_not_let_through():
    with pytest.raises(TypeError, match="No rule"):
        disclosed({"members": {1, 2}}, BODY)
    with pytest.raises(ValueError, match="no audience"):
        disclosed({}, "everybody")
