"""Questions taken in by command."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from nacre.questions.models import Bank, Question
from tests.questions.test_gift import FILES

pytestmark = pytest.mark.django_db
GIFT = "::One:: First? {=yes ~no}\n\n::Two:: Broken {=a\n\n::Three:: Third? {T}\n"


@pytest.fixture
def run(capsys):
    """`run("q.gift", "--json")`: what the command said on both channels."""

    def command(*args: object):
        call_command("import_questions", *map(str, args))
        return capsys.readouterr()

    return command


@pytest.fixture
def gift(tmp_path):
    """A file with a broken question between two good ones."""
    path = tmp_path / "q.gift"
    path.write_text(GIFT)
    return path


def test_questions_come_into_the_bank_once_and_the_broken_one_is_named(run, gift, liver):
    to = ("--community", "liver", "--bank", "Hepatology")
    said = run(gift, *to)
    assert "2 new, 0 already there, 1 left out" in said.out
    assert "line 3 (Two): left out:" in said.err
    assert Question.objects.in_bank(Bank.objects.get()).count() == 2
    assert "0 new, 2 already there" in run(gift, *to).out
    assert Question.objects.count() == 2


@pytest.mark.parametrize("path", FILES[::6], ids=lambda path: path.stem)
def test_a_dry_run_in_json_is_the_file_as_the_reference_reads_it(run, path):
    said = run(path, "--dry-run", "--json")
    assert json.loads(said.out) == json.loads(path.with_suffix(".json").read_text("utf-8-sig"))


def test_a_dry_run_keeps_nothing(run, gift, liver):
    said = run(gift, "--dry-run", "--community", "liver", "--bank", "Hepatology")
    assert "Nothing was kept." in said.out
    assert not Bank.objects.exists()
    assert not Question.objects.exists()


def test_what_was_kept_is_told_in_json(run, gift, liver):
    said = run(gift, "--community", "liver", "--bank", "Hepatology", "--json")
    (report,) = json.loads(said.out)["files"]
    assert (report["kept"], report["left"][0]["line"]) == (2, 3)


def test_several_files_are_told_apart(run, gift, tmp_path):
    other = tmp_path / "other.gift"
    other.write_text("Another? {T}")
    said = json.loads(run(gift, other, "--dry-run", "--json").out)
    assert {path: len(items) for path, items in said.items()} == {str(gift): 2, str(other): 1}


@pytest.mark.parametrize(
    ("args", "why"),
    [
        ((), "Say where"),
        (("--community", "nowhere", "--bank", "x"), "no community"),
    ],
    ids=["no place", "unknown"],
)
def test_a_place_that_is_none_is_refused(run, gift, args, why):
    with pytest.raises(CommandError, match=why):
        run(gift, *args)


def test_a_file_that_is_none_is_refused(run, tmp_path, liver):
    with pytest.raises(CommandError, match="cannot be opened"):
        run(tmp_path / "none.gift", "--community", "liver", "--bank", "x")
    zipped = tmp_path / "zipped.gift"
    zipped.write_bytes(b"PK\x03\x04\x00\x00")
    with pytest.raises(CommandError, match="no text"):
        run(zipped, "--community", "liver", "--bank", "x")
