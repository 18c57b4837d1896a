"""Text as the rules read it, and the way back to the text as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nacre.confidentiality.normalising import normalised


@pytest.mark.parametrize(
    ("given_text", "plain"),
    [
        ("９４３\u2009476\u00a05919", "943 476 5919"),
        ("943\u200b\u2060\ufeff4765919", "9434765919"),
        ("943\u2013476\u20125919", "943-476-5919"),
        ("943\u00b7476\u00b75919", "943.476.5919"),
        ("\u0669\u0664\u0663", "943"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("Jose\u0301", "Jos\u00e9"),
        ("9\u03364\u03363\u0336", "943"),
        ("\ufb01eld", "field"),
    ],
)
def test_odd_letters_become_plain_ones(given_text, plain):
    assert normalised(given_text).text == plain


def test_a_place_leads_back_to_the_text_as_given():
    text = "\ufb01nd ９\u200b４ here"
    plain = normalised(text)
    at = plain.text.index("94")
    assert text[plain.place(at) : plain.place(at + 2, end=True)] == "９\u200b４"


@given(st.text(max_size=200))
def test_places_never_leave_the_text_nor_go_back(text):
    plain = normalised(text)
    places = [plain.place(i) for i in range(len(plain.text))]
    assert places == sorted(places)
    assert all(0 <= p < len(text) for p in places)
