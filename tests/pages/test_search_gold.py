"""The gold set: right pages stand high, on whichever database this runs; wrong files are refused."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from nacre.communities.models import Community
from nacre.pages.search import gold

SET = Path(__file__).parents[1] / "search_gold"
CORPUS = SET / "corpus.jsonl"
GOOD = {"query": "pbc", "community": "liver", "relevant": {"pbc-itch": 3}}


@pytest.mark.django_db
def test_the_right_pages_stand_high_for_tuned_and_for_held_out_queries(capsys):
    files = [SET / "tuned.jsonl", SET / "held_out.jsonl"]
    call_command("eval_search", *map(str, files), corpus=CORPUS, json=True)
    told = json.loads(capsys.readouterr().out)
    assert sum(one["queries"] for one in told.values()) >= 300
    assert {name: one["ndcg"] >= 0.85 for name, one in told.items()} == {
        "tuned.jsonl": True,
        "held_out.jsonl": True,
    }, {name: one["ndcg"] for name, one in told.items()}
    assert not Community.objects.filter(slug__startswith="trial-").exists()


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("{", "row 2: this is no JSON"),
        ("[]", "row 2: a row is a JSON object"),
        (json.dumps({**GOOD, "query": " "}), "row 2, field query"),
        (json.dumps({**GOOD, "community": 3}), "row 2, field community"),
        (json.dumps({**GOOD, "relevant": {}}), "row 2, field relevant"),
        (json.dumps({**GOOD, "relevant": {"a": 4}}), "row 2, field relevant, a: a grade is"),
        (json.dumps({**GOOD, "relevant": {"a": True}}), "row 2, field relevant, a: a grade is"),
        (json.dumps({**GOOD, "relevant": {"a": 0}}), "row 2, field relevant: at least one"),
    ],
)
def test_a_wrong_row_is_named(tmp_path, row, named):
    path = tmp_path / "mine.jsonl"
    path.write_text(f"{json.dumps(GOOD)}\n{row}\n")
    with pytest.raises(CommandError, match=named.replace("[", r"\[")):
        call_command("eval_search", str(path))


@pytest.mark.django_db
def test_a_community_that_is_not_there_is_named(tmp_path):
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps({**GOOD, "community": "nowhere"}))
    with pytest.raises(CommandError, match="field community: nowhere is not there"):
        call_command("eval_search", str(path))


@pytest.mark.django_db
def test_what_is_published_here_is_searched_without_a_corpus(tmp_path, capsys, closed_page):
    path = tmp_path / "mine.jsonl"
    row = {**GOOD, "query": "bundle", "relevant": {"news/cirrhosis-bundle": 3}}
    path.write_text(json.dumps(row))
    call_command("eval_search", str(path), json=True)
    assert json.loads(capsys.readouterr().out)["mine.jsonl"]["ndcg"] == 1


def test_gain_is_discounted_by_place_and_normalised():
    assert gold.ndcg(["a", "b"], {"a": 3, "b": 1}, 10) == 1
    assert gold.ndcg(["x", "a"], {"a": 3}, 10) == pytest.approx(0.6309, abs=1e-4)
    assert gold.ndcg(["a", "a"], {"a": 2, "b": 2}, 10) == pytest.approx(0.6131, abs=1e-4)
    assert gold.ndcg([], {"a": 1}, 10) == 0
