"""Lists that others keep are loaded as often as one likes."""

import pytest

from nacre.members.actions import load_organisations
from nacre.members.models import Organisation, OrganisationName
from nacre.members.organisation_index import DERIVED

pytestmark = pytest.mark.django_db

PLACES = """
- {ods_code: RJZ01, name: "King's College Hospital", kind: hospital, parent: RJZ, town: London,
   postcode: null, nation: England, region: London, former_names: [], abbreviations: [KCH]}
- {ods_code: RJZ, name: "King's College Hospital NHS Foundation Trust", kind: trust, parent: null,
   town: London, postcode: SE5 9RS, nation: England, region: London,
   former_names: ["King's Healthcare NHS Trust"], abbreviations: ["King's", Kings]}
"""


def test_organisations_load_once_however_often(tmp_path):
    path = tmp_path / "places.yaml"
    path.write_text(PLACES)
    for _ in range(2):
        assert load_organisations(path) == 2
    assert Organisation.objects.get(ods_code="RJZ01").parent.ods_code == "RJZ"
    keys = set(OrganisationName.objects.values_list("key", flat=True))
    assert {"kings college hospital", "kings healthcare", "kch", "kings"} <= keys
    assert OrganisationName.objects.exclude(sort__in=DERIVED).count() == 7


def test_a_name_that_was_taken_away_is_forgotten(tmp_path):
    path = tmp_path / "places.yaml"
    path.write_text(PLACES)
    load_organisations(path)
    path.write_text(PLACES.replace("[KCH]", "[]"))
    load_organisations(path)
    assert not OrganisationName.objects.filter(key="kch", sort="abbreviation").exists()
