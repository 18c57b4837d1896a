"""ORCID iDs are taken in every form that people paste, and refused with the reason."""

import pytest

from nacre.members.orcid import NotAnOrcidError, canonical, check_character


@pytest.mark.parametrize(
    "text",
    [
        "0000-0002-1825-0097",
        "0000000218250097",
        " https://orcid.org/0000-0002-1825-0097/ ",
        "orcid.org/0000-0002-1825-0097",
        "http://www.orcid.org/0000-0002-1825-0097",
        "0000 0002 1825 0097",
        "0000‑0002‑1825‑0097",
    ],
)
def test_each_form_of_an_id_is_the_same_id(text):
    assert canonical(text) == "0000-0002-1825-0097"


@pytest.mark.parametrize("text", ["0000-0001-5109-3700", "0000-0002-1694-233X"])
def test_the_last_character_fits(text):
    assert canonical(text.lower()) == text
    assert check_character(text.replace("-", "")[:15]) == text[-1]


@pytest.mark.parametrize("text", ["0000-0002-1825-0098", "0000-0002-1694-2330"])
def test_a_wrong_digit_is_noticed(text):
    with pytest.raises(NotAnOrcidError, match="must be wrong"):
        canonical(text)


@pytest.mark.parametrize("text", ["", "orcid", "0000-0002-1825", "٠000-0002-1825-0097", "X" * 16])
def test_what_is_no_id_is_refused_with_an_example(text):
    with pytest.raises(NotAnOrcidError, match="16 digits"):
        canonical(text)
