"""The command: text in, a decision out, and never the text itself."""

import io
import json

import pytest
from django.core.management import call_command


def answer(monkeypatch, text: str, *options: str) -> tuple[str, int]:
    stdin = io.TextIOWrapper(io.BytesIO(text.encode()))
    monkeypatch.setattr("sys.stdin", stdin)
    out = io.StringIO()
    try:
        call_command("scan_text", *options, stdout=out)
    except SystemExit as end:
        return out.getvalue(), int(end.code)
    return out.getvalue(), 0


@pytest.mark.parametrize(
    ("text", "decision", "code"),
    [
        ("Which dose of rifaximin?", "clean", 0),
        ("ring her on 07911 123456", "warn", 1),
        ("NHS no 943 476 5919 seen Tues", "block", 2),
        ("", "clean", 0),
    ],
)
def test_the_code_says_the_decision(monkeypatch, text, decision, code):
    said, ended = answer(monkeypatch, text)
    assert (said.split()[0], ended) == (decision, code)


def test_in_json_it_names_the_place_and_never_the_value(monkeypatch):
    said, _ = answer(monkeypatch, "NHS no 943 476 5919 seen Tues", "--json")
    (finding,) = json.loads(said)["findings"]
    assert {"detector", "start", "end", "class", "message", "replacement"} == set(finding)
    assert (finding["start"], finding["end"], finding["class"]) == (7, 19, "block")
    assert "5919" not in said


def test_bytes_that_are_no_text_end_in_a_decision(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe NHS 943 476 5919")))
    with pytest.raises(SystemExit):
        call_command("scan_text", stdout=io.StringIO())
