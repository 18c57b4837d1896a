"""An introduction needs three, and until all have agreed nobody learns who knows whom."""

import pytest

from nacre.members.models import Connection
from nacre.members.refusals import Refused
from nacre.networking import actions
from nacre.networking.colleagues import shared_contacts
from nacre.networking.models import Introduction

pytestmark = pytest.mark.django_db


@pytest.fixture
def wish(amara, erin, otto, connected):
    """Amara asks Erin to introduce her to Otto."""
    connected(amara, erin)
    return actions.ask_introduction(
        by=amara.viewer, to_meet=otto.membership, contact=erin.membership, note="About delta"
    )


def test_the_asker_sees_the_same_whatever_the_others_do(at, amara, erin, otto, wish, connected):
    def seen() -> str:
        page = at("liver", amara).get("/connections/").text
        return page.split("You asked")[1].split("<footer")[0].split("csrfmiddlewaretoken")[0]

    waiting = seen()
    connected(erin, otto)
    actions.pass_on_introduction(by=erin.viewer, introduction=wish)
    assert seen() == waiting
    actions.decline_introduction(by=otto.viewer, introduction=wish)
    assert seen() == waiting


def test_a_contact_who_does_not_know_them_cannot_introduce(erin, wish):
    with pytest.raises(Refused, match="not connected with them"):
        actions.pass_on_introduction(by=erin.viewer, introduction=wish)


def test_the_third_hears_nothing_before_it_is_passed_on(at, otto, wish):
    assert "Amara" not in at("liver", otto).get("/connections/").text
    with pytest.raises(Refused):
        actions.accept_introduction(by=otto.viewer, introduction=wish)


def test_both_consent_and_the_two_are_connected_through_the_contact(
    amara, erin, otto, wish, connected
):
    connected(erin, otto)
    actions.pass_on_introduction(by=erin.viewer, introduction=wish, note="A friend")
    actions.accept_introduction(by=otto.viewer, introduction=wish)
    made = Connection.objects.between(amara.membership, otto.membership).get()
    assert made.is_accepted
    assert made.introduced_by == erin.membership


def test_a_shared_contact_shows_only_where_both_ends_show_it(amara, erin, otto, connected):
    connected(amara, erin)
    connected(erin, otto)
    assert shared_contacts(amara.viewer, otto.membership) == []  # Otto shows it to connections
    otto.membership.visibility = {"connections": "community"}
    otto.membership.save()
    assert shared_contacts(amara.viewer, otto.membership) == [erin.membership]
    erin.membership.visibility = {"connections": "me"}
    erin.membership.save()
    assert shared_contacts(amara.viewer, otto.membership) == []


def test_one_asks_ones_own_contacts_and_once(amara, erin, otto, make_colleague, wish):
    with pytest.raises(Refused, match="already asked"):
        actions.ask_introduction(
            by=amara.viewer, to_meet=otto.membership, contact=erin.membership, note="Again"
        )
    stranger = make_colleague("Pia")
    with pytest.raises(Refused, match="own contacts"):
        actions.ask_introduction(
            by=amara.viewer, to_meet=otto.membership, contact=stranger.membership, note="Please"
        )
    actions.withdraw_introduction(by=amara.viewer, introduction=wish)
    assert not Introduction.objects.open().exists()
