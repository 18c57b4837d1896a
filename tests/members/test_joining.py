"""Joining, from the first page to the moderator or straight in."""

import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from nacre.members.actions import Claim, join_community
from nacre.members.models import (
    AdmissionRule,
    MemberListEntry,
    Membership,
    ProfessionalRegistration,
    User,
)
from nacre.members.viewer import Viewer

pytestmark = pytest.mark.django_db

ABOUT = {"email": "Grace.Adeyemi@example.org", "name": "Grace Adeyemi", "profession": "nurse"}
WORK = {"role": "research_nurse", "organisation": "RAL", "registration": "01A2345E"}


def code_from_mail() -> str:
    return re.search(r"^([A-Z0-9]{3,5}-?[A-Z0-9]{3,5})$", mail.outbox[-1].body, re.MULTILINE)[1]


def walk(client, about=ABOUT, work=WORK):
    """Both pages, then the code from the letter."""
    assert client.post("/join/", about).url == "/join/workplace/"
    asked = client.post("/join/workplace/", work)
    assert asked.url.startswith("/accounts/login/code/confirm/"), asked.content.decode()
    return client.post(asked.url, {"code": code_from_mail()}, follow=True)


def test_a_nurse_joins_in_two_pages_and_a_code(
    at, visitor, liver, royal_free, django_capture_on_commit_callbacks
):
    client = at("liver", visitor)
    with django_capture_on_commit_callbacks(execute=True):
        page = walk(client).content.decode()
    membership = Membership.objects.of(liver).get()
    assert "Yours is with a moderator; most are decided within a day." in page
    assert (membership.status, membership.organisation) == ("pending", royal_free)
    assert membership.user.email == "grace.adeyemi@example.org"
    assert membership.user.name == "Grace Adeyemi"
    assert str(membership.user.registrations.get()) == "NMC 01A2345E"
    assert "with a moderator" in mail.outbox[-1].subject


def test_nothing_is_sent_before_the_code_is_typed(at, visitor, liver, royal_free):
    client = at("liver", visitor)
    client.post("/join/", ABOUT)
    asked = client.post("/join/workplace/", WORK)
    for method in (client.get, client.head):
        method(asked.url)
        method("/join/")
    assert not Membership.objects.exists()
    client.post(asked.url, {"code": "XXXX-XXXX"})
    assert not Membership.objects.exists()


def test_joining_goes_on_where_it_stopped(at, visitor, liver, royal_free):
    client = at("liver", visitor)
    client.post("/join/", ABOUT)
    client.post("/join/workplace/", WORK | {"registration": "nonsense"})
    assert "grace.adeyemi@example.org" in client.get("/join/").content.decode()
    assert client.get("/join/workplace/").status_code == 200


def test_the_second_page_wants_the_first(at, visitor, liver):
    assert at("liver", visitor).get("/join/workplace/").url == "/join/"


def test_who_is_on_the_bodys_list_is_in_at_once(
    at, visitor, liver, royal_free, on_the_list, django_capture_on_commit_callbacks
):
    about = {"email": on_the_list.email, "name": "Amina Farouk", "profession": "doctor"}
    work = {"role": "consultant", "organisation": "RFL", "registration": "7654321"}
    with django_capture_on_commit_callbacks(execute=True):
        page = walk(at("liver", visitor), about, work).content.decode()
    membership = Membership.objects.of(liver).get()
    assert "You are in" in page
    assert (membership.status, membership.tier) == ("active", "full")
    assert Viewer.of(membership.user, liver).level == 2  # the body knows her; V3 needs the register
    assert membership.directory_entry


def test_surname_and_number_on_the_list_are_enough(liver, on_the_list):
    user = User.objects.create_user("other@example.org")
    claim = Claim(name="A Fárouk", profession="doctor", regulator="GMC", number="1234567")
    assert join_community(user=user, community=liver, claim=claim).is_active


@pytest.mark.parametrize(
    "claim",
    [
        Claim(name="Amina Other", profession="doctor", regulator="GMC", number="1234567"),
        Claim(name="Amina Farouk", profession="doctor", regulator="GMC", number="1234568"),
        Claim(name="Amina Farouk", profession="doctor"),
    ],
)
def test_half_a_match_goes_to_the_moderator(liver, on_the_list, claim):
    user = User.objects.create_user("other@example.org")
    assert join_community(user=user, community=liver, claim=claim).status == "pending"


def test_an_address_that_is_not_confirmed_matches_nothing(liver, on_the_list):
    user = User.objects.create_user(on_the_list.email)
    claim = Claim(name="Mallory Farouk", profession="doctor")
    assert join_community(user=user, community=liver, claim=claim).status == "pending"


def test_a_lapsed_line_and_another_communitys_list_count_for_nothing(liver, ms, on_the_list):
    claim = Claim(name="A Farouk", profession="doctor", regulator="GMC", number="1234567")
    first, second = (User.objects.create_user(f"{n}@example.org") for n in "ab")
    assert join_community(user=first, community=ms, claim=claim).status == "pending"
    MemberListEntry.objects.update(status="lapsed")
    assert join_community(user=second, community=liver, claim=claim).status == "pending"


def test_a_number_of_another_account_goes_to_the_moderator_without_a_word(liver, on_the_list):
    claim = Claim(name="A Farouk", profession="doctor", regulator="GMC", number="1234567")
    first, second = (User.objects.create_user(f"{n}@example.org") for n in "ab")
    assert join_community(user=first, community=liver, claim=claim).is_active
    assert join_community(user=second, community=liver, claim=claim).status == "pending"
    assert [r.state for r in ProfessionalRegistration.objects.order_by("pk")] == [
        "held",
        "disputed",
    ]


def test_a_communitys_own_rule_says_what_others_ask_for(liver):
    AdmissionRule.objects.create(
        community=liver, when={"professions": ["nurse"]}, tier="learning_zone_only"
    )
    nurse, doctor = (User.objects.create_user(f"{n}@example.org") for n in "ab")
    asked = join_community(user=nurse, community=liver, claim=Claim(profession="nurse"))
    other = join_community(user=doctor, community=liver, claim=Claim(profession="doctor"))
    assert (asked.status, asked.tier) == ("pending", "learning_zone_only")
    assert other.tier == "full"


def test_who_is_a_member_already_cannot_ask_again(liver, amara):
    with pytest.raises(PermissionDenied):
        join_community(user=amara.user, community=liver, claim=Claim(profession="doctor"))


def test_a_member_of_a_sister_community_needs_one_page(at, dora, liver, royal_free):
    client = at("liver", dora)
    assert client.get("/join/").url == "/join/workplace/"
    assert client.post("/join/workplace/", WORK).url == "/join/"
    assert Membership.objects.of(liver).get().user == dora.user


def test_an_existing_account_joins_like_a_new_one_and_keeps_its_name(
    at, visitor, dora, liver, royal_free
):
    about = ABOUT | {"email": dora.user.email, "name": "Somebody Else"}
    walk(at("liver", visitor), about)
    assert Membership.objects.of(liver).get().user.name == "Dora Quill"


def test_without_a_script_a_place_is_chosen_from_what_the_text_may_mean(
    at, visitor, liver, royal_free, royal_free_hospital
):
    client = at("liver", visitor)
    client.post("/join/", ABOUT)
    page = client.post("/join/workplace/", WORK | {"organisation": "royal"}).content.decode()
    assert "Several places go by that name" in page
    assert 'value="RAL01"' in page
    chosen = WORK | {"organisation": "royal", "organisation_choice": "RAL01"}
    assert client.post("/join/workplace/", chosen).status_code == 302


def test_a_place_that_nobody_knows_can_be_left_out(at, visitor, liver):
    client = at("liver", visitor)
    client.post("/join/", ABOUT)
    page = client.post("/join/workplace/", WORK | {"organisation": "Nowhere"}).content.decode()
    assert "We do not know a place of that name" in page
    chosen = WORK | {"organisation": "Nowhere", "organisation_choice": "elsewhere"}
    assert client.post("/join/workplace/", chosen).status_code == 302


def test_a_mistyped_pin_comes_back_with_the_right_form(at, visitor, liver, royal_free):
    client = at("liver", visitor)
    client.post("/join/", ABOUT)
    page = client.post("/join/workplace/", WORK | {"registration": "O1A2345E"}).content.decode()
    assert "Did you mean 01A2345E?" in page


@pytest.mark.parametrize("profession", ["pharma_staff", "editorial_staff", "patient_carer", "x"])
def test_nobody_makes_themselves_what_only_an_operator_gives(at, visitor, liver, profession):
    answer = at("liver", visitor).post("/join/", ABOUT | {"profession": profession})
    assert answer.status_code == 200


def test_sign_up_leads_to_joining(at, visitor, liver):
    assert at("liver", visitor).get("/accounts/signup/").url == "/join/"
    assert at("", visitor).get("/accounts/signup/").url == "/#communities"
