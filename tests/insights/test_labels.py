"""What a report calls things that activity knows by a code."""

import pytest

from nacre.insights import labels, segments


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("journalreview", "Journal review"),
        ("conferencereport", "Conference report"),
        ("news", "News"),
        ("journal review", "Journal review"),
        ("", ""),
    ],
)
def test_a_kind_of_page_is_told_in_words(code, said):
    assert labels.kind_label(code) == said


def test_a_topic_is_called_as_its_community_calls_it(monkeypatch):
    monkeypatch.setattr(labels, "topic_labels", [lambda community: {"hdv": "Hepatitis D"}])
    name = labels.topic_namer(community=None)
    assert (name("hdv"), name("pbc"), name("variceal-bleeding")) == (
        "Hepatitis D", "PBC", "Variceal bleeding",
    )  # fmt: skip


def test_what_no_list_knows_is_another_profession():
    assert segments.profession_group("physiotherapist") == "ahp"
    assert segments.profession_group("wizard") == "other"
    assert segments.profession_group("") == ""
    assert segments.profession_label("physiotherapist") == "Physiotherapists"
    assert segments.profession_label("pharmacy_technician") == "Pharmacy technicians"
