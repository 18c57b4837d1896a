"""One's own profile is an overview of sections; each is kept by itself, without JavaScript."""

import pytest

from nacre.members.actions import change_profile
from nacre.members.models import DirectoryEntry, Membership, Profile
from nacre.members.views.own_profile import SECTIONS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_opens_and_keeps_what_it_showed(at, amara, listed, hepatitis, section):
    client = at("liver", amara)
    page = client.get(f"/members/me/{section}/")
    assert page.status_code == 200
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields}
    answer = client.post(f"/members/me/{section}/", {k: v for k, v in sent.items() if v})
    assert answer.status_code == 302
    membership = Membership.objects.get(pk=amara.membership.pk)
    assert (membership.role, membership.organisation_id, membership.user.name) == (
        "consultant", amara.membership.organisation_id, "Amara Osei",
    )  # fmt: skip


def test_the_overview_says_what_is_kept_and_who_sees_it(at, amara, listed, leeds):
    client = at("liver", amara)
    client.post(
        "/members/me/workplace/",
        {
            "role": "consultant", "post": "Lead of ascites", "grade": "CONSULTANT",
            "organisation": "RAL", "second_organisation": "RR801", "see_post": "public",
            "see_organisation": "connections",
        },
    )  # fmt: skip
    page = client.get("/members/me/").text
    for words in ("Lead of ascites", "Consultant", "St James", "everyone", "connections"):
        assert words in page
    profile = Profile.objects.get()
    assert profile.second_organisation == leeds
    assert amara.membership.profile_url in page


def test_words_are_separated_by_commas_and_not_too_many(at, amara, listed):
    words = "Ascites, , Portal hypertension,ascites, Ascites; a, b, c, d, e"
    at("liver", amara).post("/members/me/practice/", {"subspecialties": words})
    assert Profile.objects.get().subspecialties == [
        "Ascites", "Portal hypertension", "ascites", "a", "b", "c",
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["0117 496 0123", "+44 117 496 0123 ext 24", "0117-496 x3"])
def test_a_work_telephone_may_have_an_extension(at, amara, listed, number):
    at("liver", amara).post("/members/me/contact/", {"work_telephone": number})
    assert Profile.objects.get().work_telephone == number


def test_what_is_no_telephone_is_refused_with_an_example(at, amara):
    page = at("liver", amara).post("/members/me/contact/", {"work_telephone": "<b>ring me"})
    assert "for example 0117 496 0123" in page.text
    assert 'href="#id_work_telephone"' in page.text


def test_a_second_site_that_nobody_knows_is_refused_with_a_way_on(at, amara, listed):
    page = at("liver", amara).post(
        "/members/me/workplace/", {"role": "consultant", "second_organisation": "Zzz"}
    )
    assert "Use its ODS code" in page.text


def test_a_patient_does_not_come_into_a_profile(at, amara):
    page = at("liver", amara).post(
        "/members/me/about/", {"biography": "Ask me about NHS number 999 123 4561, DOB 3/6/1940"}
    )
    assert page.status_code == 200
    assert Membership.objects.get(pk=amara.membership.pk).biography == ""


def test_one_tap_on_a_hospitals_page_moves_a_member_there_the_same_moment(
    at, amara, erin, listed, leeds
):
    client = at("liver", amara)
    assert "I work here now" in client.get("/organisations/RR801/").text
    assert "I work here now" not in client.get("/organisations/RAL/").text
    assert client.post("/members/me/moved/", {"organisation": "RR801"}).url == (
        "/organisations/RR801/"
    )
    assert DirectoryEntry.objects.get(membership=amara.membership).organisation == leeds
    assert "Amara Osei" not in at("liver", erin).get("/organisations/RAL/").text
    assert "Amara Osei" in at("liver", erin).get("/organisations/RR801/").text


def test_a_place_that_does_not_exist_moves_nobody(at, amara, listed):
    answer = at("liver", amara).post("/members/me/moved/", {"organisation": "ZZZ99"})
    assert answer.status_code == 404
    assert at("liver", amara).get("/members/me/moved/").status_code == 405
    assert Membership.objects.get(pk=amara.membership.pk).organisation_id


def test_visitors_and_strangers_move_nobody(at, dora, visitor, liver):
    assert at("liver", visitor).post("/members/me/moved/").url.startswith("/accounts/login/")
    assert at("liver", dora).post("/members/me/moved/").url == "/join/"


def test_a_hint_helps_once_and_goes_for_good(at, amara, listed, hepatitis):
    client = at("liver", amara)
    assert "Choose interests" in client.get("/members/me/").text
    change_profile(by=amara.viewer, interests=["hepatitis-d"])
    assert "Add a photograph" in client.get("/members/me/").text
    client.post("/members/me/hints/")
    assert "recognise you" not in client.get("/members/me/").text
    assert "recognise you" not in client.get(amara.membership.profile_url).text


def test_nobody_else_sees_the_hints(at, amara, erin, listed):
    assert "recognise you" not in at("liver", erin).get(amara.membership.profile_url).text


def test_a_section_that_does_not_exist_is_not_found(at, amara):
    assert at("liver", amara).get("/members/me/salary/").status_code == 404
