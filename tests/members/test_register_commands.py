"""The operator's commands about registers."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.members.register_files import doctor, gmc_file


def told(*args, **options) -> str:
    out = io.StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


def test_match_name_says_the_outcome_and_both_scores():
    pair = ["--register", "O'Brien-Smith, Siobhán", "--claimed", "Dr Siobhan Obrien Smith"]
    assert told("match_name", *pair) == "match: surname 1.00, given name 1.00\n"
    assert json.loads(told("match_name", *pair, "--json")) == {
        "outcome": "match",
        "surname": 1.0,
        "given": 1.0,
    }


def test_match_name_knows_previous_names():
    pair = ["--register", "Begum, Fatima", "--claimed", "Fatima Khan"]
    assert told("match_name", *pair).startswith("review")
    assert told("match_name", *pair, "--previous", "Khan").startswith("match")


def test_match_name_answers_line_by_line_and_goes_on_after_a_broken_one(monkeypatch):
    pairs = [
        '{"register": "Jones, D", "claimed": "David Jones"}',
        "no json",
        '{"register": null, "claimed": "David Jones"}',
        '{"register": {"surname": "Khan", "given": "F"}, "claimed": "Fatima Khan", "previous": "X"}',
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(pairs)))
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 of the lines"):
        call_command("match_name", "--lines", stdout=out)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [a.get("outcome") for a in answers] == ["match", None, "not_found", "match"]
    assert answers[1]["line"] == 2


def test_match_name_asks_for_what_is_missing():
    with pytest.raises(CommandError, match="--register and --claimed"):
        call_command("match_name", "--claimed", "A B")


@pytest.mark.django_db
def test_import_register_says_what_it_did_and_what_it_kept_out(tmp_path):
    path = gmc_file(tmp_path, doctor("7000001"), doctor("12"))
    said = told("import_register", "--regulator", "gmc", "--file", str(path), "--dry-run")
    assert "Tried out, nothing kept: 1 new, 1 problem." in said
    assert "row 3: GMC Ref No: is no number of the GMC" in said
    answer = json.loads(
        told("import_register", "--regulator", "gmc", "--file", str(path), "--mapping",
             "gmc_lrmp.yaml", "--as-of", "2026-11-20", "--json")
    )  # fmt: skip
    assert answer["counts"] == {"new": 1, "problem": 1}
    assert answer["problems"][0]["row"] == 3
    assert "Undone" in told("import_register", "--regulator", "gmc", "--undo", answer["run"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--regulator", "gmc", "--file", "/nowhere.csv"], "There is no file"),
        (["--regulator", "abc", "--file", "x"], "There is no regulator"),
        (["--regulator", "gmc"], "Give --file"),
        (["--regulator", "gmc", "--undo", "9b2a4b1e-0000-4000-8000-000000000000"], "no import"),
        (["--regulator", "gmc", "--undo", "x"], "no import"),
    ],
)
def test_import_register_refuses_in_a_sentence(options, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("import_register", *options)


@pytest.mark.django_db
def test_purge_register_says_how_much_is_gone(tmp_path):
    path = gmc_file(tmp_path, doctor("7000001"))
    told("import_register", "--regulator", "gmc", "--file", str(path))
    assert told("purge_register", "gmc", "--yes").startswith("1 entries deleted")
