"""More people and places for the tests of members."""

import pytest

from nacre.members.actions import rebuild_directory, seed_members
from nacre.members.models import MemberListEntry, Organisation, OrganisationName, SavedSearch
from nacre.members.names import fold, organisation_keys
from nacre.members.organisation_index import index_organisations
from tests.members.keeping import keep


@pytest.fixture
def royal_free_hospital(royal_free) -> Organisation:
    """A site of the trust."""
    site = Organisation.objects.create(
        ods_code="RAL01", name="Royal Free Hospital", kind="hospital", parent=royal_free,
        town="London", nation="England", region="London",
    )  # fmt: skip
    for key in organisation_keys(site.name):
        OrganisationName.objects.create(organisation=site, name=site.name, key=key, sort="current")
    index_organisations()
    return site


@pytest.fixture
def leeds(db) -> Organisation:
    """A hospital elsewhere."""
    place = Organisation.objects.create(
        ods_code="RR801", name="St James's University Hospital", kind="hospital",
        town="Leeds", nation="England", region="North East and Yorkshire",
    )  # fmt: skip
    for name in (place.name, "Jimmy's"):
        for key in organisation_keys(name):
            OrganisationName.objects.create(organisation=place, name=name, key=key, sort="current")
    index_organisations()
    return place


@pytest.fixture
def on_the_list(liver) -> MemberListEntry:
    """A line of the body's list, for somebody who has not joined."""
    return MemberListEntry.objects.create(
        community=liver, membership_no="BHF1", surname="Farouk", surname_key=fold("Farouk"),
        forenames="Amina", email="amina.farouk@example.org", registration_number="1234567",
        category="full",
    )  # fmt: skip


@pytest.fixture
def listed(liver, amara, chen, erin, nadia, ben, faye):
    """The liver community with its directory."""
    rebuild_directory(liver)
    return liver


@pytest.fixture
def make_crowd(liver, royal_free):
    """So many nurses of the liver community."""

    def make(number: int) -> None:
        seed_members(liver, number, professions={"nurse": number})

    return make


@pytest.fixture
def nurses(amara, listed) -> SavedSearch:
    """Amara wants to hear of new nurses; there are none yet."""
    return keep(amara)
