"""Several registration numbers of one person: given, disputed, given up."""

import pytest
from django.core.exceptions import PermissionDenied

from nacre.members.actions.registrations import MOST, add_registration, give_up_registration
from nacre.members.models import ProfessionalRegistration
from nacre.members.registrations import Canonical

pytestmark = pytest.mark.django_db
PAGE = "/members/me/registrations/"


def numbers(person):
    return [(str(r), r.state) for r in person.user.registrations.order_by("pk")]


def test_a_nurse_who_is_a_pharmacist_too_gives_both_numbers(at, nadia):
    client = at("liver", nadia)
    client.post(PAGE, {"registered_as": "nurse", "number": "01 a 2345 e"})
    client.post(PAGE, {"registered_as": "pharmacist", "number": "2071234"})
    assert numbers(nadia) == [("NMC 01A2345E", "held"), ("GPhC 2071234", "held")]
    page = client.get(PAGE).content.decode()
    assert "NMC 01A2345E" in page
    assert "GPhC 2071234" in page


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"registered_as": "nurse", "number": "O1A2345E"}, "Did you mean 01A2345E?"),
        ({"registered_as": "pharmacist", "number": "1031234"}, "the number of a pharmacy"),
        ({"registered_as": "physiotherapist", "number": "DT12345"}, "begins with PH"),
        ({"registered_as": "nurse", "number": "01A2345"}, "eight characters"),
        ({"registered_as": "pharma_staff", "number": "1"}, "Select a valid choice"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_help(at, nadia, said, told):
    assert told in at("liver", nadia).post(PAGE, said).content.decode()
    assert numbers(nadia) == []


def test_a_voluntary_register_counts_as_one_more(at, nadia):
    at("liver", nadia).post(PAGE, {"registered_as": "AHCS", "number": "ab 123"})
    assert numbers(nadia) == [("AHCS AB123", "held")]


def test_the_second_claim_is_told_nothing(at, nadia, amara):
    ProfessionalRegistration.objects.create(user=amara.user, regulator="NMC", number="01A2345E")
    page = at("liver", nadia).post(
        PAGE, {"registered_as": "nurse", "number": "01A2345E"}, follow=True
    )
    assert numbers(nadia) == [("NMC 01A2345E", "disputed")]
    assert "disputed" not in page.content.decode().lower()
    assert "also claimed" not in page.content.decode()


def test_a_number_given_up_is_free_for_its_owner(at, nadia, amara):
    add_registration(by=nadia.viewer, claimed=Canonical("NMC", "01A2345E"), profession="nurse")
    given = nadia.user.registrations.get()
    at("liver", nadia).post(f"{PAGE}{given.pk}/give-up/")
    add_registration(by=amara.viewer, claimed=Canonical("NMC", "01A2345E"), profession="nurse")
    assert numbers(nadia) == [("NMC 01A2345E", "released")]
    assert numbers(amara) == [("NMC 01A2345E", "held")]


def test_nobody_gives_up_anothers_number(at, nadia, amara, visitor):
    add_registration(by=nadia.viewer, claimed=Canonical("NMC", "01A2345E"), profession="nurse")
    given = nadia.user.registrations.get()
    assert at("liver", amara).post(f"{PAGE}{given.pk}/give-up/").status_code == 404
    assert at("liver", visitor).post(f"{PAGE}{given.pk}/give-up/").status_code == 302
    with pytest.raises(PermissionDenied):
        give_up_registration(by=amara.viewer, registration=given)
    assert numbers(nadia) == [("NMC 01A2345E", "held")]


def test_nobody_collects_numbers(nadia):
    for number in range(MOST):
        claimed = Canonical("GMC", f"700000{number}")
        add_registration(by=nadia.viewer, claimed=claimed, profession="doctor")
    with pytest.raises(PermissionDenied, match="as many numbers"):
        add_registration(by=nadia.viewer, claimed=Canonical("GMC", "7000099"), profession="doctor")


def test_opening_the_page_changes_nothing(at, nadia):
    client = at("liver", nadia)
    add_registration(by=nadia.viewer, claimed=Canonical("NMC", "01A2345E"), profession="nurse")
    given = nadia.user.registrations.get()
    assert client.get(f"{PAGE}{given.pk}/give-up/").status_code == 405
    assert numbers(nadia) == [("NMC 01A2345E", "held")]
