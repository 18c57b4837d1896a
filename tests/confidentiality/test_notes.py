"""Notes about patients as people type them, and prose of the field: shares, not single texts.

All people in `notes.txt` are made up. A rule that serves one of these texts alone is no rule.
"""

from pathlib import Path

from nacre.confidentiality import scan

HERE = Path(__file__).parent
NOTES = (HERE / "notes.txt").read_text().strip().split("\n%%\n")
CLEAN = (HERE / "clean.txt").read_text().splitlines()


def decided(texts: list[str], *decisions: str) -> list[str]:
    """Those on which the guard decides so."""
    return [text for text in texts if scan(text).decision in decisions]


def test_of_a_hundred_notes_ninety_five_are_stopped_and_most_of_these_refused():
    assert len(decided(NOTES, "block", "warn")) >= 0.95 * len(NOTES)
    assert len(decided(NOTES, "block")) >= 0.85 * len(NOTES)


def test_of_a_hundred_paragraphs_none_is_refused_and_two_are_asked_about_at_most():
    assert decided(CLEAN, "block") == []
    assert len(decided(CLEAN, "warn")) <= 0.02 * len(CLEAN)
