"""Names are compared as people mean them."""

import pytest

from nacre.members.names import organisation_keys, sort_name, split_name, words_of


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Dr Amina Farouk", ("Dr", "Amina", "Farouk")),
        ("Prof. Sir John van der Berg", ("Prof", "John", "van der Berg")),
        ("Siobhán O'Brien-Smith, FRCP", ("", "Siobhán", "O'Brien-Smith")),
        ("Sukarno", ("", "", "Sukarno")),
        ("Dr", ("Dr", "", "")),
    ],
)
def test_a_name_is_taken_apart(written, parts):
    assert split_name(written) == parts


def test_accents_apostrophes_and_case_do_not_matter():
    assert words_of("Gráinne O'Brien-SMITH") == ["grainne", "obrien", "smith"]
    assert words_of("King’s") == words_of("kings") == ["kings"]
    assert sort_name("Amara", "Óséi") == "osei amara"


def test_a_trust_is_also_known_without_its_legal_form():
    assert organisation_keys("Guy's & St Thomas' NHS Foundation Trust") == [
        "guys and st thomas nhs foundation trust",
        "guys and st thomas",
    ]
    assert organisation_keys("RFL") == ["rfl"]
