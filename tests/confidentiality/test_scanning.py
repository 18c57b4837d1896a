"""The patient-identifier guard: what it finds, what it decides, and what it must leave alone."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nacre.confidentiality import is_clean, redact, scan

SAMPLES = Path(__file__).parents[3] / "shared/data/deid/negatives-pmc-paragraphs.json"


def test_a_number_hidden_by_odd_spaces_and_wide_digits_is_found_in_its_place():
    text = "NHS no ９４３\u00a0476\u200b 5919."
    (finding,) = scan(text).findings
    assert text[finding.start : finding.end] == "９４３\u00a0476\u200b 5919"


def test_redaction_says_what_was_removed_and_keeps_the_rest():
    assert redact("ascites DOB 03/06/1940 tips") == "ascites DOB [date of birth removed] tips"


def test_redaction_says_a_date_by_its_month():
    assert redact("admitted 14 May 2026 with ascites") == "admitted May 2026 with ascites"


def test_a_finding_never_holds_the_text():
    found = scan("hosp no A1234567")
    assert found.decision == "block"
    assert "1234567" not in repr(found) + json.dumps(found.as_dict())


def test_a_place_may_let_some_sorts_pass():
    assert scan("write to jo@example.org", passing={"email"}).decision == "clean"


@given(st.text(max_size=300))
def test_any_text_can_be_redacted_and_places_lie_inside_it_and_in_order(text):
    done = 0
    for finding in scan(text).findings:
        assert done <= finding.start < finding.end <= len(text)
        done = finding.end
    redact(text)


@pytest.mark.skipif(not SAMPLES.exists(), reason="the shared samples are not on this machine")
def test_research_prose_holds_no_identifier():
    assert all(is_clean(row["text"]) for row in json.loads(SAMPLES.read_text()))


HOSTILE = [
    "a",
    "1 ",
    "1-",
    "Mr Ab ",
    "NHS 943 476 5919 ",
    "e\u0301",
    "名",
    "10 mg ",
    "Patient: ",
    "\n",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_hostile_text_is_answered(piece):
    """How long it takes is measured in bench/; a rule that ran away would never end here."""
    assert scan((piece * 40_000)[:40_000]).decision in {"clean", "warn", "block"}
