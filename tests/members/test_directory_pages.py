"""The pages of the directory, of organisations and of profiles, for everyone who may ask."""

import json
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from nacre.members.actions import rebuild_directory
from nacre.members.directory import Question, search
from nacre.members.forms import named_exactly
from nacre.members.organisation_search import organisations_suggested

pytestmark = pytest.mark.django_db
NAUGHTY = Path(__file__).resolve().parents[3] / "shared" / "data" / "strings" / "blns.json"
OUTSIDERS = ["ben", "nadia", "dora", "faye", "visitor"]


def test_a_member_finds_colleagues(at, amara, listed):
    page = at("liver", amara).get("/members/?q=osei").content.decode()
    assert "Amara Osei" in page
    assert "1 colleague" in page


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_outsiders_are_told_why_and_see_nobody(at, outsider, request, listed):
    person = request.getfixturevalue(outsider)
    page = at("liver", person).get("/members/?q=osei").content.decode()
    assert "Osei" not in page
    assert "The directory of colleagues" in page


def test_a_pending_member_reads_where_they_stand(at, ben, listed):
    page = at("liver", ben).get("/members/").content.decode()
    assert "most are decided within a day" in page


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_a_profile_is_closed_to_outsiders(at, outsider, request, amara, listed):
    person = request.getfixturevalue(outsider)
    answer = at("liver", person).get(amara.membership.profile_url)
    assert answer.status_code == 403
    assert "Osei" not in answer.content.decode()


def test_a_profile_that_is_public_by_choice_opens_for_visitors(at, visitor, amara, listed):
    amara.membership.is_public = True
    amara.membership.save()
    answer = at("liver", visitor).get(amara.membership.profile_url)
    assert answer.status_code == 200
    assert "Amara Osei" in answer.content.decode()


def test_a_sponsor_sees_not_even_a_public_profile(at, faye, amara, listed):
    amara.membership.is_public = True
    amara.membership.save()
    assert at("liver", faye).get(amara.membership.profile_url).status_code == 403


def test_a_profile_is_not_found_in_another_community(at, dora, amara, listed, ms):
    assert at("ms", dora).get(amara.membership.profile_url).status_code == 404


def test_the_page_of_an_organisation_has_its_names_for_all_and_its_team_for_members(
    at, amara, visitor, royal_free_hospital, listed
):
    inside = at("liver", amara).get("/organisations/ral/").content.decode()
    outside = at("liver", visitor).get("/organisations/RAL/").content.decode()
    assert "Royal Free Hampstead NHS Trust" in inside
    assert "Royal Free Hampstead NHS Trust" in outside
    assert "Royal Free Hospital" in outside
    assert "Amara Osei" in inside
    assert "Osei" not in outside


@pytest.mark.parametrize("text", ["royal free", "RFL", "ral", "hampstead"])
def test_the_type_ahead_knows_every_name(at, visitor, royal_free, text):
    found = at("liver", visitor).get("/organisations/suggest/", {"q": text}).json()
    assert found["organisations"][0]["code"] == "RAL"


def test_the_type_ahead_wants_two_letters(at, visitor, royal_free):
    assert at("liver", visitor).get("/organisations/suggest/?q=r").json() == {"organisations": []}


def test_what_was_typed_comes_back_as_text(at, amara, listed):
    page = at("liver", amara).get("/members/", {"q": '"><script>x</script>'}).content.decode()
    assert "<script>x</script>" not in page


def test_hostile_strings_break_nothing(amara, listed):
    if not NAUGHTY.exists():
        pytest.skip("the collection of hostile strings is not beside the repository")
    for text in json.loads(NAUGHTY.read_text()):
        asked = QueryDict(mutable=True)
        asked.update(dict.fromkeys(("q", "page", "organisation", "profession", "interest"), text))
        search(amara.viewer, Question.of(asked))
        organisations_suggested(text, 8)
        named_exactly(text)


@pytest.mark.parametrize("text", ["\x00", "%00'\"--", "\ud83d\ude00" * 99, "\u202e", "²", "𝟘"])
def test_hostile_strings_in_an_address_break_nothing(at, amara, listed, text):
    text = text.encode("utf-16", "surrogatepass").decode("utf-16")
    client = at("liver", amara)
    for name in ("q", "page", "organisation", "profession"):
        assert client.get("/members/", {name: text}).status_code == 200, name
    assert client.get("/organisations/suggest/", {"q": text}).status_code == 200


def test_the_directory_needs_its_component(at, amara, liver, listed):
    liver.enabled_components.filter(slug="members").delete()
    assert at("liver", amara).get("/members/").status_code == 404


def test_pages_of_the_list_keep_the_question(at, amara, liver, make_crowd):
    make_crowd(40)
    rebuild_directory(liver)
    page = at("liver", amara).get("/members/?profession=nurse").content.decode()
    assert "?profession=nurse&amp;page=2" in page


def test_a_search_by_hospital_takes_at_most_eight_queries_even_when_nothing_is_warm(at, amara):
    browser = at("liver", amara)
    caches["local"].clear()
    with CaptureQueriesContext(connection) as queries:
        assert browser.get("/members/?q=royal+free").status_code == 200
    assert len(queries) <= 8, [q["sql"][:120] for q in queries]
