"""Who is meant, who is there, who is missing; by hospital for the body, rounded for a sponsor."""

import json

import pytest
from django.core.management import CommandError, call_command

from nacre.communities.models import FundingRelationship, Sponsor
from nacre.insights.models import ReportRecipient
from nacre.members.coverage import TILES, Line, coverage_of, for_sponsor, map_height, tiles
from nacre.members.models import TargetGroup
from tests.cast import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def take(liver, tmp_path, capsys):
    """Give a file of groups to the command."""

    def import_(*lines, header="organisation_code,role,profession,region,expected", options=()):
        path = tmp_path / "units.csv"
        path.write_text("\n".join([header, *lines]) + "\n")
        call_command("import_target_audience", "liver", str(path), "--json", *options)
        return json.loads(capsys.readouterr().out)

    return import_


@pytest.fixture
def meant(take, royal_free, royal_free_hospital, leeds):
    """Six consultants and four other doctors at the trust, two nurses at the hospital, and Wales."""
    return take(
        "RAL,consultant,,,6", "ral,,doctor,,4", "RAL01,,nurse,,2", "RR801,,doctor,,3",
        ",,pharmacist,Wales,5",
    )  # fmt: skip


def groups():
    return sorted(str(group) for group in TargetGroup.objects.all())


def test_groups_are_taken_in_and_replaced(take, meant, capsys):
    assert meant["counts"] == {"new": 5}
    before = groups()
    again = take("RAL,consultant,,,7", ",,pharmacist,Wales,5")
    assert again["counts"] == {"changed": 1, "same": 1, "gone": 3}
    assert TargetGroup.objects.get(role="consultant").expected == 7
    call_command("import_target_audience", "liver", "--undo", again["run"])
    assert groups() == before


def test_bad_rows_are_named_and_take_nothing_away(take, meant):
    report = take(
        "RAL,consultant,,,six", "XXX,consultant,,,1", "RAL,wizard,,,1", "RAL,,,,1", ",,doctor,,1",
        "RAL,,wizard,,1", f",,doctor,{'x' * 41},1", "RAL,,nurse,,3", "RAL,,nurse,,4",
    )  # fmt: skip
    assert report["counts"] == {"problem": 8, "new": 1}
    assert [p["field"] for p in report["problems"]] == [
        "expected", "organisation_code", "role", "role", "organisation_code", "profession",
        "region", "",
    ]  # fmt: skip
    assert TargetGroup.objects.count() == 6


def test_refusals_are_sentences(take, liver):
    with pytest.raises(CommandError, match="“expected”"):
        take("RAL", header="organisation_code")
    with pytest.raises(CommandError, match="no community"):
        call_command("import_target_audience", "kidney", "x.csv")
    with pytest.raises(CommandError, match="Name the file"):
        call_command("import_target_audience", "liver")


def test_each_member_counts_once_for_the_nearest_group(
    meant, liver, amara, chen, faye, royal_free_hospital
):
    make_person(liver, "Rui", "Sol", profession="doctor", organisation=royal_free_hospital)
    make_person(liver, "Una", "Roe", profession="nurse", organisation=royal_free_hospital)
    found = coverage_of(liver)
    places = {line.label: (line.expected, line.members) for line in found.organisations}
    assert places["Royal Free London NHS Foundation Trust"] == (10, 2)
    assert places["Royal Free Hospital"] == (2, 1)
    assert places["Wales, any place"] == (5, 0)
    assert {r.label: (r.missing, r.share) for r in found.regions}["London"] == (9, 25)
    assert (found.total.expected, found.total.members) == (20, 3)


def test_the_page_says_who_is_missing_and_who_could_invite_them(at, meant, amara, chen):
    page = at("liver", chen).get("/coverage/").text
    assert "1 of 20" in page
    assert "Amara Osei" in page
    assert "Nobody there yet" in page
    assert 'role="img"' in page


def test_an_empty_map_says_what_to_do(at, chen, liver):
    assert "Nobody has said who is meant" in at("liver", chen).get("/coverage/").text


def test_the_map_does_not_ask_more_for_more_rows(
    at, chen, meant, liver, royal_free, make_crowd, django_assert_max_num_queries
):
    make_crowd(30)
    browser = at("liver", chen)
    browser.get("/coverage/")
    with django_assert_max_num_queries(12):
        browser.get("/coverage/")


@pytest.mark.parametrize("who", ["amara", "ben", "nadia", "faye", "dora"])
def test_nobody_else_sees_the_map(at, meant, request, who):
    person = request.getfixturevalue(who)
    assert at("liver", person).get("/coverage/").status_code in (403, 404)


def test_visitors_are_asked_to_sign_in(at, liver):
    assert at("liver").get("/coverage/").status_code == 302


def test_a_contact_of_the_body_who_sees_no_people_is_told_no_names(at, meant, amara, ben, liver):
    ReportRecipient.objects.create(community=liver, user=ben.user, audience="body")
    page = at("liver", ben).get("/coverage/").text
    assert "Royal Free" in page
    assert "Osei" not in page


@pytest.fixture
def paying(liver, faye):
    """Faye's company pays for figures."""
    sponsor = Sponsor.objects.create(slug="calder", name="Calder Pharma")
    FundingRelationship.objects.create(
        community=liver, sponsor=sponsor, kind="sponsored_nonpromotional",
        report_entitlement="aggregated", statement="Calder Pharma paid.",
    )  # fmt: skip
    ReportRecipient.objects.create(
        community=liver, user=faye.user, audience="sponsor", sponsor=sponsor
    )
    return sponsor


def test_a_sponsor_sees_rounded_figures_and_no_hospital(
    at, faye, paying, meant, amara, liver, royal_free, make_crowd
):
    TargetGroup.objects.create(
        community=liver, organisation=royal_free, profession="nurse", expected=40
    )
    make_crowd(23)
    told = for_sponsor(coverage_of(liver))
    members = {row["label"]: row["members"] for row in told["roles"]}
    assert members["Consultant"] == "*"
    page = at("liver", faye).get("/coverage/").text
    assert "Royal Free" not in page
    assert "Osei" not in page
    assert "<td>*</td>" in page or "*" in page


def test_a_grant_at_arms_length_buys_no_map(at, faye, paying, liver, meant):
    FundingRelationship.objects.create(
        community=liver, sponsor=paying, kind="hands_off_grant", statement="A grant."
    )
    assert at("liver", faye).get("/coverage/").status_code == 403


def test_regions_lie_where_they_lie_and_unknown_ones_below():
    placed = tiles([Line("London", 4, 2), Line("Jersey", 2, 2), Line("Wales", 0, 0)])
    assert {tile["line"].label: tile["step"] for tile in placed} == {
        "Jersey": 4, "London": 2, "Wales": 0,
    }  # fmt: skip
    assert map_height(placed) > max(row for _column, row in TILES.values()) * 84
    assert tiles([Line("North East and Yorkshire")])[0]["lines"] == ["North East", "and Yorkshire"]
