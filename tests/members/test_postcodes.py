"""A file of postcodes puts organisations on the map."""

import pytest
from django.core.management import CommandError, call_command

from nacre.members.distance import miles_between, nearest, organisations_within
from nacre.members.models import Organisation
from nacre.members.postcodes import locate_organisations

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(royal_free):
    """Three organisations with postcodes, nowhere yet."""
    Organisation.objects.filter(pk=royal_free.pk).update(postcode="NW3 2QG")
    for code, postcode in (("RKE", "N19 5NF"), ("RR8", "LS9 7TF")):
        Organisation.objects.create(
            ods_code=code, name=code, kind="trust", postcode=postcode, nation="England",
            region="London",
        )  # fmt: skip


@pytest.fixture
def file(tmp_path):
    """A file as the Office for National Statistics writes it."""
    path = tmp_path / "postcodes.csv"
    path.write_text(
        '"pcd","pcds","oseast1m","lat","long"\n"NW3 2QG","NW3 2QG",1,51.5530,-0.1650\n'
        '"N19 5NF","N19 5NF",1,51.5660,-0.1390\n"ZZ1 1ZZ","ZZ1 1ZZ",1,99.999999,0\n'
        '"LS9 7TF","LS9 7TF",1,99.999999,0.000000\n'
    )
    return path


def test_organisations_get_their_place(places, file):
    assert locate_organisations(file) == {"located": 2, "missing": 1, "bad": 1}
    assert locate_organisations(file)["located"] == 2
    free = Organisation.objects.get(ods_code="RAL")
    (miles, there), *others = nearest(free, 10)
    assert (there.ods_code, others) == ("RKE", [])
    assert 1 < miles < 2
    assert organisations_within("RAL", 10) == {free.pk, there.pk}
    assert organisations_within("NONE", 10) == set()
    assert nearest(Organisation.objects.get(ods_code="RR8"), 500) == []


def test_a_distance_is_what_a_map_says():
    london = Organisation(latitude=51.5074, longitude=-0.1278)
    leeds = Organisation(latitude=53.8008, longitude=-1.5491)
    assert miles_between(london, leeds) == pytest.approx(169, abs=2)
    assert miles_between(london, Organisation()) is None


def test_a_file_without_coordinates_is_refused(tmp_path):
    path = tmp_path / "open.csv"
    path.write_text("postcode,eastings,northings\nNW3 2QG,1,2\n")
    with pytest.raises(CommandError, match="no column lat or latitude"):
        call_command("import_postcodes", str(path))
    with pytest.raises(CommandError, match="no file"):
        call_command("import_postcodes", str(tmp_path / "none.csv"))
