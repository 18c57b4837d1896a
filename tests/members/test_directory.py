"""The directory finds colleagues by every name that people use, and stays quick."""

import os

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from nacre.members.actions import rebuild_directory, refresh_directory, seed_members
from nacre.members.directory import Question, search
from nacre.members.models import DirectoryEntry, DirectoryWord, Membership
from tests.cast import make_person

pytestmark = pytest.mark.django_db


def found(person, address: str) -> list[str]:
    """The family names that a question finds, in order."""
    answer = search(person.viewer, Question.of(QueryDict(address)))
    return [entry.membership.user.family_name for entry in answer.page]


@pytest.fixture
def colleagues(listed, liver, royal_free_hospital, leeds, hepatitis):
    """Three more people, at a site and elsewhere."""
    make_person(
        liver, "Zoë", "O'Neill", profession="nurse", role="research_nurse",
        organisation=royal_free_hospital, interests=["hepatitis-d"],
    )  # fmt: skip
    make_person(liver, "Kwame", "Mensah", profession="nurse", role="ward_nurse", organisation=leeds)
    make_person(liver, "Royal", "Freeman", profession="pharmacist", organisation=leeds)
    rebuild_directory(liver)


@pytest.mark.parametrize(
    "name",
    [
        "Royal Free London NHS Foundation Trust",
        "royal free",
        "Royal Free Hampstead NHS Trust",
        "RFL",
        "RAL",
        "ral",
        "royal fr",
    ],
)
def test_everyone_at_a_hospital_is_found_by_each_of_its_names(amara, colleagues, name):
    assert {"Osei", "O'Neill"} <= set(found(amara, f"q={name}"))
    assert "Mensah" not in found(amara, f"q={name}")


@pytest.mark.parametrize(
    "name", ["Royal Free London NHS Foundation Trust", "Royal Free Hampstead NHS Trust"]
)
def test_a_name_that_only_an_organisation_can_have_finds_nobody_called_so(amara, colleagues, name):
    assert "Freeman" in found(amara, "q=royal+free")
    assert found(amara, f"q={name}") == ["O'Neill", "Osei"]
    assert found(amara, f"q={name}&organisation=RAL01") == ["O'Neill"]
    assert found(amara, f"q={name}&organisation=NONE") == []


def test_the_code_of_a_site_finds_all_people_of_its_trust_and_its_page_its_own(amara, colleagues):
    assert found(amara, "q=RAL01") == found(amara, "q=RAL") == ["O'Neill", "Osei"]
    assert found(amara, "organisation=RAL01") == ["O'Neill"]


def test_a_link_to_a_trust_finds_people_at_its_sites(amara, colleagues):
    assert found(amara, "organisation=RAL") == ["O'Neill", "Osei"]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("q=osei", ["Osei"]),
        ("q=ose", ["Osei"]),
        ("q=oneill", ["O'Neill"]),
        ("q=O’Neill+zoe", ["O'Neill"]),
        ("q=nurse", ["Mensah", "O'Neill"]),
        ("q=nurse+royal+free", ["O'Neill"]),
        ("q=research+nurse", ["O'Neill"]),
        ("q=hepatitis", ["O'Neill"]),
        ("q=kwame+jimmys", ["Mensah"]),
        ("q=mensah+osei", []),
        ("profession=nurse", ["Mensah", "O'Neill"]),
        ("profession=nurse&region=London", ["O'Neill"]),
        ("interest=hepatitis-d", ["O'Neill"]),
        ("q=royal+freeman", ["Freeman"]),
    ],
)
def test_words_and_facets_combine(amara, colleagues, question, names):
    assert found(amara, question) == names


def test_facets_count_what_choosing_them_would_show(amara, colleagues):
    answer = search(amara.viewer, Question.of(QueryDict("profession=nurse")))
    facets = {g["name"]: {o["value"]: o["count"] for o in g["options"]} for g in answer.facets}
    assert answer.total == 2
    assert facets["profession"]["doctor"] == 2  # what choosing doctors too would add
    assert facets["region"] == {"London": 1, "North East and Yorkshire": 1}
    assert facets["interest"] == {"hepatitis-d": 1}


def test_only_active_members_in_full_are_listed(amara, colleagues):
    assert not {"Hart", "Rahman", "Moss"} & set(found(amara, ""))


@pytest.mark.parametrize("outsider", ["ben", "nadia", "faye", "dora", "visitor"])
def test_nobody_else_finds_anyone(outsider, request, colleagues, liver):
    person = request.getfixturevalue(outsider)
    person.community = liver
    assert found(person, "") == []


def test_another_community_is_another_directory(dora, ms, colleagues):
    rebuild_directory(ms)
    assert found(dora, "") == ["Quill"]


def test_a_change_of_the_membership_changes_the_list(amara, listed):
    membership = amara.membership
    membership.status = Membership.Status.SUSPENDED
    membership.save()
    refresh_directory(membership)
    assert not DirectoryEntry.objects.filter(membership=membership).exists()


def test_rebuilding_twice_gives_the_same(listed):
    before = list(DirectoryWord.objects.values_list("word", flat=True).order_by("word"))
    rebuild_directory(listed)
    after = list(DirectoryWord.objects.values_list("word", flat=True).order_by("word"))
    assert before == after


def test_pages_beyond_the_last_show_the_last(amara, listed):
    assert found(amara, "page=999") == found(amara, "")
    assert found(amara, "page=²") == found(amara, "page=-1") == found(amara, "")


def size_of_the_crowd() -> int:
    """100,000 where there is time, otherwise enough to see what grows."""
    return 100_000 if os.environ.get("NACRE_SLOW_TESTS") else 1_500


@pytest.mark.slow
def test_a_hospital_is_found_in_eight_queries_however_many_members(at, amara, liver, royal_free):
    seed_members(liver, size_of_the_crowd())
    rebuild_directory(liver)
    client = at("liver", amara)
    client.get("/members/")
    for question in ("q=RAL", "q=rfl", "q=Royal+Free+Hampstead", "q=nurse+royal+free"):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"/members/?{question}")
        assert answer.status_code == 200
        assert len(queries) <= 8, [q["sql"] for q in queries]


def test_the_queries_do_not_grow_with_the_members(at, amara, liver, listed):
    client = at("liver", amara)
    counts = []
    for _ in range(2):
        seed_members(liver, 30)
        for _ in range(2):  # the host's community and its stamp are learnt first
            client.get("/members/?q=a")
        with CaptureQueriesContext(connection) as queries:
            client.get("/members/?q=a")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8
