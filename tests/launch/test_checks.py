"""A blueprint is read whole, and whatever is wrong is named by file, item and field."""

import copy

import pytest

from nacre.launch import blueprint, checks
from nacre.launch.checks import BlueprintError, problems_in


@pytest.fixture(scope="module")
def files():
    """The files of one of our blueprints."""
    return blueprint.read_files(blueprint.folder_of("immunology"))


@pytest.fixture
def spoilt(files):
    """The same, to be spoilt."""
    return copy.deepcopy(files)


@pytest.mark.parametrize("slug", blueprint.slugs())
def test_our_own_blueprints_are_sound(slug):
    assert checks.read(slug).slug == slug


def test_there_are_five_with_three_thousand_members_in_all():
    totals = [checks.read(slug).community["membership"]["total"] for slug in blueprint.slugs()]
    assert len(totals) == 5
    assert sum(totals) == 3000


def test_a_missing_field_is_named(spoilt):
    del spoilt["news"]["items"][1]["standfirst"]
    [problem] = problems_in(spoilt)
    assert (problem.file, problem.field) == ("news", "standfirst")
    assert problem.item == spoilt["news"]["items"][1]["slug"]


def test_a_topic_that_nobody_defined_is_named(spoilt):
    spoilt["reviews"]["items"][0]["topics"].append("astrology")
    assert "'astrology' is no topic" in str(next(problems_in(spoilt)))


@pytest.mark.parametrize(
    ("place", "value", "field"),
    [
        (("theme", "motif"), "stripes", "theme.motif"),
        (("theme", "hue"), 400, "theme.hue"),
        (("client", "kind"), "bank", "client.kind"),
        (("components",), ["telepathy"], "components"),
        (("membership", "total"), 1, "total"),
        (("slug",), "Not a slug", "slug"),
    ],
)
def test_a_community_that_cannot_open_is_refused(spoilt, place, value, field):
    *way, last = place
    where = spoilt["community"]
    for step in way:
        where = where[step]
    where[last] = value
    assert field in [problem.field for problem in problems_in(spoilt)]


def test_a_block_of_an_unknown_kind_is_named(spoilt):
    spoilt["news"]["items"][0]["body"].insert(2, {"dance": "now"})
    assert "body 3" in [problem.field for problem in problems_in(spoilt)]


def test_a_folder_without_files_is_a_sentence_and_no_traceback(tmp_path):
    with pytest.raises(BlueprintError, match="there is no such file"):
        checks.read(str(tmp_path))


def test_broken_yaml_is_named_with_its_line(tmp_path):
    (tmp_path / "community.yaml").write_text("slug: x\nname: [unclosed\n")
    with pytest.raises(BlueprintError, match="line"):
        checks.read(str(tmp_path))
