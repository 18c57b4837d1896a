"""A contact card holds what its reader may see, in the form that address books take."""

import pytest

from nacre.members.actions import change_profile
from nacre.members.vcard import card_of
from nacre.members.visibility import Level, shown_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def amaras(amara, listed):
    """Amara with ways to reach her."""
    return change_profile(
        by=amara.viewer,
        post="Lead; nights, and ascites",
        work_email="ascites@example.org",
        work_telephone="0117 496 0123",
    )


def test_a_card_says_who_and_where(amaras):
    card = card_of(shown_to(amaras, Level.CONNECTIONS), "liver.example.org")
    lines = card.replace("\r\n ", "").split("\r\n")
    assert lines[:3] == ["BEGIN:VCARD", "VERSION:4.0", "FN:Amara Osei"]
    assert "TITLE:Lead\\; nights\\, and ascites" in lines
    assert "ORG:Royal Free London NHS Foundation Trust" in lines
    assert "EMAIL;TYPE=work:ascites@example.org" in lines
    assert "TEL;TYPE=work:0117 496 0123" in lines
    assert max(len(line.encode()) for line in card.split("\r\n")) <= 75


def test_a_card_for_other_members_leaves_out_what_is_for_connections(amaras):
    card = card_of(shown_to(amaras, Level.COMMUNITY), "liver.example.org")
    assert "ascites@" not in card
    assert "0117" not in card


def test_a_line_break_adds_no_line_to_a_card(amaras):
    amaras.post = "Lead\r\nTEL:0117"
    card = card_of(shown_to(amaras, Level.COMMUNITY), "liver.example.org")
    assert "\r\nTEL" not in card


def test_a_card_is_fetched_by_members_alone(at, amaras, erin, visitor, faye, dora):
    address = f"{amaras.profile_url}card.vcf"
    answer = at("liver", erin).get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/vcard; charset=utf-8")
    for outsider in (visitor, faye, dora):
        assert at("liver", outsider).get(address).status_code == 404
