"""Towns and regions follow from addresses and from codes of three generations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nacre.members.ods_places import postcode_of, region_of, town_of


@pytest.mark.parametrize(
    ("lines", "town"),
    [
        (["TRUST HQ", "OXFORD ROAD", "", "MANCHESTER", ""], "Manchester"),
        (["LOVE LANE", "", "", "KING'S LYNN", "NORFOLK"], "King's Lynn"),
        (["SEDGEFIELD HOSPITAL", "SALTERS LANE", "SEDGEFIELD", "STOCKTON-ON-TEES", "CLEVELAND"],
         "Stockton-on-Tees"),
        (["MANOR HOUSE", "BRAIDWOOD ROAD, NORMANBY", "MIDDLESBROUGH", "CLEVELAND", ""],
         "Middlesbrough"),
        (["DERRIFORD HOSPITAL", "DERRIFORD ROAD", "PLYMOUTH", "", ""], "Plymouth"),
        (["THE SURGERY", "1 HIGH STREET", "CHESTER-LE-STREET", "COUNTY DURHAM", ""],
         "Chester-le-Street"),
        (["THE SURGERY", "HIGH STREET, STREET", "", "", "SOMERSET"], ""),
        (["THE SURGERY", "", "", "STREET", "SOMERSET"], "Street"),
        (["3 MILL LANE", "", "", "", ""], ""),
        (["HOSPITAL ROAD", "", "", "", "KENT"], ""),
        (["GREAT MAZE POND", "", "", "LONDON", "GREATER LONDON"], "London"),
        (["", "", "", "", ""], ""),
        ([], ""),
    ],
)  # fmt: skip
def test_the_town_is_the_last_line_that_can_be_one(lines, town):
    assert town_of(lines) == town


@pytest.mark.parametrize(
    ("said", "place"),
    [
        (("Y56", "", "NW3 2QG"), ("England", "London")),
        (("Y63", "D", ""), ("England", "North East and Yorkshire")),
        (("Y54", "", "TS6 0HA"), ("England", "North East and Yorkshire")),
        (("Y54", "B", "L12 2AP"), ("England", "North West")),
        (("Y57", "", "PL6 8DH"), ("England", "South West")),
        (("Q36", "", ""), ("England", "London")),
        (("Y60", "", "SA1 1AA"), ("England", "Midlands")),
        (("W00", "W", "CF14 4XW"), ("Wales", "Wales")),
        (("", "", "BT9 7AB"), ("Northern Ireland", "Northern Ireland")),
        (("", "", "EH16 4SA"), ("Scotland", "Scotland")),
        (("", "", "IM4 4RJ"), ("Isle of Man", "Isle of Man")),
        (("", "", ""), ("England", "")),
    ],
)
def test_the_region_follows_from_the_best_that_is_known(said, place):
    assert region_of(*said) == place


@given(st.lists(st.text(max_size=40), max_size=7), st.text(max_size=4), st.text(max_size=9))
def test_no_address_is_too_strange(lines, code, postcode):
    assert len(town_of(lines)) <= 60
    nation, region = region_of(code, code, postcode)
    assert len(nation) <= 20
    assert len(region) <= 40
    assert len(postcode_of(postcode)) <= 8


@pytest.mark.parametrize("said", ["nw32qg", "NW3 2QG", " NW3  2QG "])
def test_a_postcode_has_one_form(said):
    assert postcode_of(said) == "NW3 2QG"
