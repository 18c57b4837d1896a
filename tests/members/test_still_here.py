"""Twice a year a member is asked whether their profile is still right, and answers with one tap."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from nacre.members.actions import change_profile
from nacre.members.models import DirectoryEntry, Membership
from nacre.members.still_here import EVERY, address_of, ask_all

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=400)


@pytest.fixture
def due(listed) -> None:
    """Everybody was let in long ago."""
    Membership.objects.update(activated_at=LONG_AGO)


def asked() -> set[str]:
    """Who got a letter."""
    return {letter.to[0].partition(".")[0] for letter in mail.outbox}


def test_each_listed_member_is_asked_once_in_half_a_year(due, committed):
    now = timezone.now()
    with committed():
        assert ask_all(now) == 3
        assert ask_all(now) == 0
    assert asked() == {"amara", "chen", "erin"}  # not the pending, the sponsor, the learner
    with committed():
        assert ask_all(now + EVERY - timedelta(hours=1)) == 0
        assert ask_all(now + EVERY + timedelta(hours=1)) == 3


def test_who_has_just_joined_or_changed_something_is_left_in_peace(due, amara, committed):
    change_profile(by=amara.viewer, biography="New.")
    with committed():
        ask_all()
    assert "amara" not in asked()


def test_the_letter_says_what_colleagues_see(due, amara, committed, capsys):
    with committed():
        call_command("ask_still_here")
    letter = next(m for m in mail.outbox if m.to == ["amara.osei@example.org"])
    assert "Consultant at Royal Free London" in letter.body
    assert "/still-here/" in letter.body
    assert "3 asked" in capsys.readouterr().out


def test_two_hundred_visits_of_a_scanner_change_nothing_and_the_tap_still_works(at, amara, due):
    scanner, address = at("liver"), address_of(amara.membership)
    before = Membership.objects.filter(pk=amara.membership.pk).values().get()
    for visit in range(200):
        answer = scanner.head(address) if visit % 2 else scanner.get(address)
        assert answer.status_code == 200
    assert Membership.objects.filter(pk=amara.membership.pk).values().get() == before
    assert "Thank you" in at("liver").post(address, {"answer": "yes"}).text
    confirmed = Membership.objects.get(pk=amara.membership.pk).confirmed_at
    assert timezone.now() - confirmed < timedelta(minutes=1)


def test_who_has_moved_is_off_the_teams_page_with_one_tap(at, amara, erin, due):
    assert "Amara Osei" in at("liver", erin).get("/organisations/RAL/").text
    page = at("liver").post(address_of(amara.membership), {"answer": "left"})
    assert "no longer on that team" in page.text
    assert DirectoryEntry.objects.get(membership=amara.membership).organisation is None
    assert "Amara Osei" not in at("liver", erin).get("/organisations/RAL/").text


@pytest.mark.parametrize("wrong", ["x", "a:b:c"])
def test_a_link_that_is_not_ours_says_nothing_of_anybody(at, due, wrong):
    answer = at("liver").get(f"/still-here/{wrong}/")
    assert answer.status_code == 404
    assert "This link has had its day" in answer.text


def test_a_link_opens_in_its_own_community_alone_and_not_for_ever(at, amara, ms, due, monkeypatch):
    address = address_of(amara.membership)
    assert at("ms").get(address).status_code == 404
    assert at("").get(address).status_code == 404
    monkeypatch.setattr("nacre.members.still_here.LINK_KEPT_FOR", timedelta(days=-1))
    assert at("liver").get(address).status_code == 404


def test_the_directory_says_when_somebody_confirmed(at, amara, erin, due):
    month = LONG_AGO.strftime("%B %Y")
    assert f"Confirmed {month}" in at("liver", erin).get("/members/?q=osei").text
    at("liver", amara).post("/members/me/confirm/")
    month = timezone.localtime().strftime("%B %Y")
    assert f"Confirmed {month}" in at("liver", erin).get("/members/?q=osei").text
    assert f"Confirmed {month}" in at("liver", erin).get(amara.membership.profile_url).text
