"""The page of an organisation: its names for everyone, its team for members, curated by its lead."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nacre.members.actions import appoint_lead, describe_team, move_to, rebuild_directory
from nacre.members.models import Membership, Organisation, Succession, Team
from nacre.members.organisation_index import index_organisations
from nacre.members.teams import is_lead
from tests.cast import make_person

pytestmark = pytest.mark.django_db
PAGE, WORDS = "/organisations/RAL/", "Tuesday fibrosis clinic"
OUTSIDERS = ["ben", "nadia", "dora", "faye", "visitor"]


@pytest.fixture
def led(listed, amara, chen, royal_free):
    """A team that Amara leads and has introduced."""
    appoint_lead(organisation=royal_free, lead=amara.membership, by=chen.viewer)
    describe_team(
        organisation=royal_free, introduction=WORDS, contacts="Secretary: 0", by=amara.viewer
    )
    return royal_free


def test_members_read_who_works_there_and_what_the_lead_says(at, erin, led):
    page = at("liver", erin).get(PAGE).text
    for words in ("Amara Osei", WORDS, "Led by", "1 colleague here", "Royal Free Hampstead"):
        assert words in page


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_outsiders_read_its_names_alone(at, outsider, request, led):
    answer = at("liver", request.getfixturevalue(outsider)).get(PAGE)
    assert answer.status_code == 200
    assert "Royal Free Hampstead" in answer.text
    for words in ("Osei", WORDS, "Secretary"):
        assert words not in answer.text


def test_another_community_says_nothing_of_this_one(at, dora, ms, led):
    rebuild_directory(ms)
    assert WORDS not in at("ms", dora).get(PAGE).text


def test_the_lead_writes_on_the_page(at, amara, led):
    browser = at("liver", amara)
    assert "Change what it says" in browser.get(PAGE).text
    browser.post(f"{PAGE}team/", {"introduction": "We scan livers", "contacts": ""})
    assert "We scan livers" in browser.get(PAGE).text


def test_a_patient_does_not_get_onto_the_page(at, amara, led):
    words = "Our patient John Smith, NHS number 999 123 4560, born 3.4.1961, did well."
    page = at("liver", amara).post(f"{PAGE}team/", {"introduction": words, "contacts": ""})
    assert page.status_code == 200
    assert Team.objects.get().introduction == WORDS


@pytest.mark.parametrize("outsider", ["erin", *OUTSIDERS])
@pytest.mark.parametrize("address", ["team/", "lead/"])
def test_nobody_else_writes_there(at, outsider, request, led, address):
    browser = at("liver", request.getfixturevalue(outsider))
    for answer in (
        browser.get(PAGE + address),
        browser.post(PAGE + address, {"introduction": "x", "contacts": "", "lead": ""}),
    ):
        assert answer.status_code == 403
        assert "Osei" not in answer.text
    assert Team.objects.get().introduction == WORDS


def test_who_moves_on_is_gone_the_same_day_and_leads_no_more(at, amara, erin, led, leeds):
    move_to(by=amara.viewer, organisation=leeds)
    page = at("liver", erin).get(PAGE).text
    assert "Osei" not in page
    assert WORDS in page  # what was said of the team stays
    moved = amara.__class__(amara.user, Membership.objects.get(user=amara.user), amara.community)
    assert not is_lead(moved.viewer, led)
    with pytest.raises(PermissionDenied):
        describe_team(organisation=led, introduction="", contacts="", by=moved.viewer)


def test_a_moderator_appoints_somebody_who_works_there(at, chen, amara, erin, listed, royal_free):
    browser = at("liver", chen)
    assert "Amara Osei" in browser.get(f"{PAGE}lead/").text
    browser.post(f"{PAGE}lead/", {"lead": str(amara.membership.key)})
    assert Team.objects.get().lead == amara.membership
    with pytest.raises(PermissionDenied, match="works there"):
        appoint_lead(organisation=royal_free, lead=erin.membership, by=chen.viewer)
    with pytest.raises(PermissionDenied, match="moderator"):
        appoint_lead(organisation=royal_free, lead=None, by=amara.viewer)
    browser.post(f"{PAGE}lead/", {"lead": ""})
    assert Team.objects.get().lead is None


def test_a_hidden_workplace_keeps_a_member_off_the_page(at, amara, erin, led, liver):
    amara.membership.visibility = {"organisation": "connections"}
    amara.membership.save()
    rebuild_directory(liver)
    assert "Osei" not in at("liver", erin).get(PAGE).text


def test_people_are_narrowed_by_profession(at, liver, erin, led, royal_free):
    make_person(liver, "Zoe", "Neill", profession="nurse", organisation=royal_free)
    rebuild_directory(liver)
    page = at("liver", erin).get(f"{PAGE}?profession=nurse").text
    assert "Neill" in page
    assert "Osei</a>" not in page.split('class="rows"')[1]
    assert at("liver", erin).get(f"{PAGE}?profession=%00&page=x").status_code == 200


def test_a_closed_organisation_leads_to_who_took_over(at, erin, listed, led):
    heir = Organisation.objects.create(
        ods_code="RXX", name="North Bank NHS Trust", kind="trust", nation="England", region="London"
    )
    Organisation.objects.filter(pk=led.pk).update(closed_on="2025-01-31")
    Succession.objects.create(predecessor=led, successor=heir, effective_on="2025-02-01")
    index_organisations()
    page = at("liver", erin).get(PAGE).text
    assert "Closed on 31 January 2025" in page
    assert '<a href="/organisations/RXX/">North Bank NHS Trust</a>' in page
    other = at("liver", erin).get("/organisations/RXX/").text
    assert "Took over from" in other
    assert "Amara Osei" in other
    assert "closed, now North Bank" in at("liver").get("/organisations/suggest/?q=royal+free").text


def test_the_queries_do_not_grow_with_the_people_and_sites(at, erin, led, make_crowd, liver):
    counts = []
    for number in range(2):
        make_crowd(30)
        for site in range(3):
            Organisation.objects.create(
                ods_code=f"RAL{number}{site}", name=f"Site {number}{site}", kind="hospital",
                parent=led, nation="England", region="London",
            )  # fmt: skip
        browser = at("liver", erin)
        for _ in range(2):  # the host's community and its stamp are learnt first
            browser.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            browser.get(PAGE)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 18


@pytest.mark.parametrize(
    "text", ["RAL", "ral", "royal fr", "hampstead", "RFL", "royal free london"]
)
def test_the_type_ahead_knows_every_name_and_code(at, led, text):
    found = at("liver").get("/organisations/suggest/", {"q": text}).json()["organisations"]
    assert [place["code"] for place in found] == ["RAL"]


def test_the_type_ahead_knows_towns(at, liver, leeds):
    found = at("liver").get("/organisations/suggest/?q=leeds").json()["organisations"]
    assert [place["code"] for place in found] == ["RR801"]


@pytest.fixture
def on_the_map(royal_free, leeds, listed):
    """Two places 170 miles apart, and one close by."""
    barnet = Organisation.objects.create(
        ods_code="RVL", name="Barnet Hospital", kind="hospital", nation="England", region="London",
        latitude=51.651, longitude=-0.205,
    )  # fmt: skip
    Organisation.objects.filter(pk=royal_free.pk).update(latitude=51.553, longitude=-0.165)
    Organisation.objects.filter(pk=leeds.pk).update(latitude=53.807, longitude=-1.520)
    index_organisations()
    return barnet


def test_what_is_near_is_said_where_the_map_is_known(at, erin, on_the_map, liver):
    make_person(liver, "Nia", "Near", profession="nurse", organisation=on_the_map)
    far = Organisation.objects.get(ods_code="RR801")
    make_person(liver, "Fay", "Far", profession="nurse", organisation=far)
    rebuild_directory(liver)
    page = at("liver", erin).get(PAGE).text
    assert "Barnet Hospital" in page
    assert "7 miles" in page
    assert "miles=25" in page
    found = at("liver", erin).get("/members/?organisation=RAL&miles=10").text
    assert "within 10 miles of" in found
    assert "Near" in found
    assert "Osei" in found
    assert "Fay Far" not in found
    assert "Nia Near" not in at("liver", erin).get("/members/?organisation=RAL").text


def test_distance_is_hidden_where_the_map_is_not_known(at, erin, led):
    page = at("liver", erin).get(PAGE).text
    assert "Nearby" not in page
    assert "miles" not in page
