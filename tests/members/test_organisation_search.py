"""The words of a question mean an organisation by every name that people use for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nacre.members.models import Organisation, OrganisationName, Succession
from nacre.members.names import organisation_keys, words_of
from nacre.members.organisation_index import index_organisations
from nacre.members.organisation_search import organisations_matching, organisations_under

pytestmark = pytest.mark.django_db


def place(code: str, name: str, town: str = "", **said) -> Organisation:
    """An organisation with its names."""
    former, short = said.pop("former", ()), said.pop("short", ())
    made = Organisation.objects.create(
        ods_code=code, name=name, town=town, nation="England", region="London",
        **{"kind": "trust", **said},
    )  # fmt: skip
    called = [(name, "current"), *((n, "former") for n in former)]
    for each, sort in [*called, *((n, "abbreviation") for n in short)]:
        for key in organisation_keys(each):
            OrganisationName.objects.get_or_create(
                organisation=made, key=key, defaults={"name": each, "sort": sort}
            )
    return made


@pytest.fixture
def poole(db) -> Organisation:
    """A hospital that bears the name of its town."""
    return place("RD3", "Poole Hospital NHS Foundation Trust", "Poole")


@pytest.fixture
def country(poole):
    """Trusts whose names and towns overlap."""
    york = place(
        "RCB", "York and Scarborough Teaching Hospitals NHS Foundation Trust", "York",
        former=["York Teaching Hospital NHS Foundation Trust"],
    )  # fmt: skip
    place("RGD", "Leeds and York Partnership NHS Foundation Trust", "Leeds")
    place("RR8", "Leeds Teaching Hospitals NHS Trust", "Leeds")
    place("RDY", "Dorset Healthcare University NHS Foundation Trust", "Poole")
    place("RX8", "Yorkshire Ambulance Service NHS Trust", "Wakefield")
    free = place("RAL", "Royal Free London NHS Foundation Trust", "London", short=["Royal Free"])
    place("RAL01", "Royal Free Hospital", "London", kind="hospital", parent=free, short=["RFH"])
    place("R1H", "Barts Health NHS Trust", "London", former=["The Royal London Hospital"])
    place("RBV", "The Christie NHS Foundation Trust", "Manchester")
    place("RF4", "Barking, Havering and Redbridge University Hospitals NHS Trust", "Romford")
    place("A81043", "The Manor House Surgery", "Middlesbrough", kind="practice")
    index_organisations()
    return york


def meant(text: str, noise: str = "nhs trust foundation hospital hospitals the of and") -> set[str]:
    """The codes of the organisations that all words of a text may mean."""
    words = [word for word in words_of(text) if word not in noise.split()]
    found = organisations_matching(text, words).by_word
    pks = set.intersection(*found.values()) if found else set()
    return set(Organisation.objects.filter(pk__in=pks).values_list("ods_code", flat=True))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Poole Hospital NHS Foundation Trust", {"RD3"}),
        ("poole hospital", {"RD3"}),
        ("Poole", {"RD3", "RDY"}),  # a town alone is everyone there
        ("York", {"RCB"}),
        ("York Teaching Hospital", {"RCB"}),
        ("york teach", {"RCB"}),
        ("Leeds", {"RGD", "RR8"}),
        ("leeds teaching", {"RR8"}),
        ("LTHT", {"RR8"}),
        ("rr8", {"RR8"}),
        ("yorkshire amb", {"RX8"}),
        ("Royal London", {"R1H", "RAL", "RAL01"}),
        ("the royal london hospital", {"R1H"}),
        ("Royal Free", {"RAL", "RAL01"}),
        ("RFH", {"RAL", "RAL01"}),
        ("RAL01", {"RAL", "RAL01"}),
        ("RAL", {"RAL", "RAL01"}),
        ("christie", {"RBV"}),
        ("barking havering & redbridge", {"RF4"}),
        ("hospitals romford", {"RF4"}),
        ("manor house middlesbrough", {"A81043"}),
        ("surgery", set()),  # means no organisation by itself
        ("x", set()),
        ("", set()),
    ],
)
def test_words_mean_what_people_mean(country, text, codes):
    assert meant(text) == codes


def test_words_beside_a_name_keep_their_own_meaning(country):
    found = organisations_matching("nurse royal free", ["nurse", "royal", "free"]).by_word
    assert found["nurse"] == set()
    assert found["royal"] == found["free"] != set()


def close(before: Organisation, *heirs: Organisation) -> None:
    """End an organisation in favour of others."""
    before.closed_on = "2020-04-01"
    before.save()
    for heir in heirs:
        Succession.objects.create(predecessor=before, successor=heir, effective_on="2020-04-01")
    index_organisations()


def test_a_closed_trust_its_sites_and_its_heir_are_found_together(country, poole):
    ward = place("RD301", "Longfleet Road Clinic", "Poole", kind="hospital", parent=poole)
    heir = place("R0D", "University Hospitals Dorset NHS Foundation Trust", "Bournemouth")
    close(poole, heir)
    everyone = {"RD3", "RD301", "R0D"}
    for text in ("R0D", "RD3", "RD301", "Poole Hospital", "University Hospitals Dorset"):
        assert meant(text) == everyone
    under = Organisation.objects.filter(pk__in=organisations_under(["R0D"]))
    assert set(under.values_list("ods_code", flat=True)) == everyone
    assert organisations_under(["RD3"]) == {poole.pk, ward.pk}


def test_a_trust_that_was_divided_is_found_under_each_heir_without_joining_them(country, poole):
    lewisham, kings = place("RJ2", "Lewisham NHS Trust"), place("RJZ", "Kings NHS Trust")
    close(poole, lewisham, kings)
    assert meant("RJ2") == {"RJ2", "RD3"}
    assert meant("RD3") == {"RJ2", "RJZ", "RD3"}


def test_successions_in_a_ring_end_somewhere(country, poole):
    other = place("RZZ", "Elsewhere NHS Trust")
    close(poole, other)
    close(other, poole)
    assert meant("RD3") == meant("RZZ") == {"RD3", "RZZ"}


def test_an_open_trust_that_gave_services_away_stays_itself(country, poole):
    heir = place("R0D", "University Hospitals Dorset NHS Foundation Trust")
    Succession.objects.create(predecessor=poole, successor=heir, effective_on="2020-04-01")
    index_organisations()
    assert meant("R0D") == {"R0D"}


@pytest.mark.parametrize("text", ["RAL", "royal free", "nurse at york teaching hospital rfh x"])
def test_a_question_takes_two_queries(country, text):
    with CaptureQueriesContext(connection) as queries:
        meant_ = organisations_matching(text, words_of(text)).by_word
    assert meant_
    assert len(queries) <= 2


def test_indexing_twice_changes_nothing(country):
    with CaptureQueriesContext(connection) as queries:
        index_organisations()
    assert not [q for q in queries if q["sql"].startswith(("INSERT", "DELETE", "UPDATE"))]
