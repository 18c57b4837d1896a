"""A community without a row follows the activity it was given, to the digit."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from nacre.communities.models import FundingRelationship, Sponsor
from tests.insights.scenes import beat, joined, left, moment, opened

LAUNCH = "2025-05-01T09:00:00+00:00"


@pytest.fixture
def report(tmp_path):
    """Write a report and answer its figures."""

    def report(slug: str, month: str, *args: str) -> dict:
        out = tmp_path / f"out-{slug}-{month}-{'-'.join(args)}"
        call_command("report", slug, month, "--out", str(out), *args, stdout=StringIO())
        assert {p.suffix for p in out.iterdir()} == {".pdf", ".html", ".xlsx", ".json"}
        return json.loads((out / "report.json").read_text())

    return report


def grown() -> list[dict]:
    """Twenty members at the launch, ten more in October; forty views of two pages in October."""
    said = [joined(LAUNCH, f"m{n}", profession="nurse", region="Wales") for n in range(20)]
    said += [joined("2026-10-05T09:00:00Z", f"n{n}", profession="doctor") for n in range(9)]
    said += [left("2026-10-06T09:00:00Z", "m0")]
    for n in range(1, 20):
        view = f"view{n}"
        who = {"member": f"m{n}", "profession": "nurse", "region": "Wales"}
        start = moment("2026-10-10T10:00:00Z", 7200 * n)
        said.append(
            opened(start, page="page:1", id=view, title="Ascites", topics=["ascites"], **who)
        )
        said.append(beat(moment(start, 200), view=view, seconds=240, **who))
        said.append(opened(moment(start, 260), page="page:2", title="Pruritus", **who))
    said += [opened("2026-09-10T10:00:00Z", "anon")]
    said += [
        {
            "time": "2026-10-11T10:00:00Z",
            "kind": "search.made",
            "member": f"m{n}",
            "query": "TIPS  bleed",
            "results": 0,
        }
        for n in range(1, 9)
    ]
    said += [
        {
            "time": "2026-10-11T10:00:00Z",
            "kind": "search.made",
            "member": f"m{n}",
            "query": "dob 03/06/1940",
            "results": 0,
        }
        for n in range(1, 10)
    ]
    said += [
        {"time": "2026-10-12T10:00:00Z", "kind": "toolkit.registered", "member": f"m{n}", "object": "toolkit:1", "title": "Bundle"}
        for n in range(1, 9)
    ]  # fmt: skip
    return said


@pytest.fixture
def grown_liver(liver, load):
    load("liver", *grown())
    return liver


def test_the_report_follows_the_activity(grown_liver, report):
    told = report("liver", "2026-10", "--for", "body")
    assert told["members_at_launch"] == 20
    assert (told["members_at_start"], told["new_members"], told["left"]) == (20, 9, 1)
    assert told["members_at_end"] == told["members"] == 28
    assert told["page_views"] == 38
    assert told["visits"] == 19 + 9 + 8  # readings, searches, registrations: hours apart
    assert told["active_members"] == 19
    assert told["engaged_minutes_per_visit"] == 4.0
    assert told["engaged_basis"] == "engaged_time"
    assert told["toolkit_registrants"] == 8
    assert told["page_views_monthly_mean_months"] == 18
    assert told["page_views_monthly_mean"] == 2  # 39 views in 18 months
    assert told["growth"]["net"] == 8
    assert [(p["title"], p["members"]) for p in told["popular"]] == [
        ("Ascites", 19),
        ("Pruritus", 19),
    ]
    assert [s["query"] for s in told["searches_without_result"]] == ["tips bleed"]
    assert [t["registrations"] for t in told["toolkits"]] == [8]
    assert told["months"][-1]["page_views"] == 38
    assert told["months"][-2]["page_views"] == 1
    assert len(told["months"]) == 13
    assert len(told["tiles"]) == 6


def test_the_sponsor_s_report_is_rounded_and_without_needs(grown_liver, report):
    told = report("liver", "2026-10", "--for", "sponsor")
    assert (told["members"], told["page_views"], told["active_members"]) == (30, 40, 20)
    assert (told["new_members"], told["left"]) == (10, "*")
    assert told["searches_without_result"] == []
    assert told["topics"]["hot"] == []
    assert told["days"] == []
    assert [(r["profession"], r["members"]) for r in told["by_profession"]] == [
        ("nurse", 20),
        ("doctor", 10),
    ]
    assert all(page["members"] % 5 == 0 for page in told["popular"])


def test_a_hands_off_sponsor_gets_due_diligence_and_no_figures(grown_liver, grant, report):
    told = report("liver", "2026-10", "--for", "sponsor", "--sponsor", "alderley")
    assert told["entitlement"] == "due_diligence"
    assert (told["delivered"], told["members"]) == (True, 30)
    assert not {"page_views", "months", "popular", "tiles", "by_profession"} & set(told)


def test_a_second_aggregated_relationship_does_not_open_figures_at_arms_length(
    grown_liver, grant, report
):
    FundingRelationship.objects.create(
        community=grown_liver,
        sponsor=grant.sponsor,
        area="news",
        kind="sponsored_nonpromotional",
        report_entitlement="aggregated",
        statement="Sponsored.",
    )
    told = report("liver", "2026-10", "--for", "sponsor", "--sponsor", "alderley")
    assert told["entitlement"] == "due_diligence"


def test_several_sponsors_must_be_told_apart(liver, grant):
    other = Sponsor.objects.create(slug="other", name="Other")
    FundingRelationship.objects.create(
        community=liver, sponsor=other, kind="hands_off_grant", statement="A grant."
    )
    with pytest.raises(CommandError, match="alderley, other"):
        call_command("report", "liver", "2026-10", "--for", "sponsor")


def test_a_sponsor_s_lists_show_only_what_it_funds(liver, load, report):
    sponsor = Sponsor.objects.create(slug="brown", name="Brown")
    FundingRelationship.objects.create(
        community=liver,
        sponsor=sponsor,
        area="learning",
        kind="sponsored_nonpromotional",
        report_entitlement="aggregated",
        statement="Sponsored.",
    )
    said = [opened("2026-10-01T10:00:00Z", member=f"m{n}", page="page:1") for n in range(9)]
    said += [
        opened("2026-10-02T10:00:00Z", member=f"m{n}", page="page:2", funding="alder,brown")
        for n in range(9)
    ]
    load("liver", *said)
    told = report("liver", "2026-10", "--for", "sponsor")
    assert [p["object"] for p in told["popular"]] == ["page:2"]


def test_an_empty_month_is_reported_with_noughts(liver, report):
    told = report("liver", "2026-10", "--for", "body")
    assert (told["members"], told["page_views"], told["visits"]) == (0, 0, 0)
    assert told["engaged_minutes_per_visit"] is None
    assert any("few members" in note for note in told["notes"])
    report("liver", "2026-10", "--for", "sponsor")


def test_another_community_s_activity_stays_its_own(grown_liver, ms, report):
    told = report("ms", "2026-10")
    assert (told["members"], told["page_views"]) == (0, 0)
    assert "Ascites" not in json.dumps(told)


def test_without_a_launch_day_the_first_activity_is_the_launch(grown_liver, report):
    grown_liver.launched_on = None
    grown_liver.save()
    told = report("liver", "2026-10")
    assert told["launch"] == {"on": "2025-05-01", "basis": "first_activity"}
    assert told["members_at_launch"] == 20


def test_members_with_a_row_and_imported_members_are_added(grown_liver, amara, report):
    amara.membership.activated_at = "2026-10-03T10:00:00Z"
    amara.membership.save()
    told = report("liver", "2026-10")
    assert told["members"] == 29
    assert told["new_members"] == 10


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("nowhere", "2026-10"), "no community"),
        (("liver", "October"), "2026-10"),
        (("liver", "2026-10", "--for", "sponsor", "--sponsor", "x"), "nobody"),
    ],
)
def test_a_wrong_word_ends_the_command_with_a_sentence(liver, args, said):
    with pytest.raises(CommandError, match=said):
        call_command("report", *args)


def test_import_says_what_is_wrong_and_fails(liver, tmp_path, capsys):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"time": "now"}\n')
    with pytest.raises(CommandError, match="1 of 1 lines"):
        call_command("import_activity", "liver", str(path), "--json")
    assert json.loads(capsys.readouterr().out)["errors"][0]["line"] == 1
