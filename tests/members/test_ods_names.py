"""Capitals of the Organisation Data Service become names as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nacre.members.names import fold
from nacre.members.ods_names import display_name

NAMES = """
Guy's and St Thomas' NHS Foundation Trust
The Queen Elizabeth Hospital, King's Lynn, NHS Foundation Trust
Barking, Havering and Redbridge University Hospitals NHS Trust
University Hospitals Bristol and Weston NHS Foundation Trust
Alder Hey Children's NHS Foundation Trust
Isle of Wight NHS Trust
Birmingham and Solihull ICB - 15E
NHS Durham Dales, Easington and Sedgefield CCG
Weston-super-Mare
Stoke-on-Trent
Ashby-de-la-Zouch
Kingston upon Thames
Walk-in Centre
McKenzie House Surgery
Dr McIndoe & Partners
O'Brien and D'Arcy
Dr AK Singh's Practice
Drs A B Smith and C Jones
Dr Li & Partners
C E M E Centre
HMP Lindholme
A&E Department
Acute GP Referral Service
Care UK (North East) Ltd
St Helens and Knowsley Teaching Hospitals NHS Trust
1st Floor, 10A Mill Lane
The Old Surgery, St Mary's
""".strip().splitlines()


@pytest.mark.parametrize("name", NAMES)
def test_capitals_become_the_name_as_people_write_it(name):
    assert display_name(name.upper()) == name


@pytest.mark.parametrize("name", [*NAMES, "Stockport NHS foundation trust", "nhs England"])
def test_a_name_with_small_letters_was_chosen_by_somebody(name):
    assert display_name(name) == name


@given(st.text(max_size=100))
def test_only_the_case_and_the_spaces_of_a_name_change(text):
    assert display_name(text).casefold() == " ".join(text.split()).casefold()


SAID = (
    "ST MARY'S NHS FOUNDATION TRUST OF AND THE MCKAY O'NEILL DR A&E GP (THE WILLOWS) - UPON HMP 1ST "
    "STOKE-ON-TRENT A B C.E.M.E ÉCOLE LTD QUEENS' , & / II"
)
WORDS = st.sampled_from(SAID.split())


@given(st.lists(WORDS, min_size=1, max_size=12).map(" ".join))
def test_a_name_is_looked_up_alike_before_and_after(name):
    shown = display_name(name)
    assert fold(shown) == fold(name)
    assert display_name(shown) == shown or shown == name
    assert not shown[:1].islower()
