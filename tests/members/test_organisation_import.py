"""Files of the Organisation Data Service: the same people under each name, and nothing half-done."""

import csv
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.http import QueryDict

from nacre.members.actions import rebuild_directory, refresh_directory
from nacre.members.directory import Question, search
from nacre.members.models import Organisation, Succession
from tests.cast import make_person

pytestmark = pytest.mark.django_db
REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "ods-orgs"


def trust(code: str, name: str, town: str = "LEEDS", **said: str) -> list[str]:
    """A row of etr."""
    row = [code, name, "Y63", "QWO", "TRUST HQ", "1 BECKETT STREET", "", town, "", "LS9 7TF"]
    row += [said.get("opened", "19910401"), said.get("closed", ""), *[""] * 9, "0", "", "D"]
    return row + [""] * 3


def site(code: str, name: str, parent: str) -> list[str]:
    """A row of ets."""
    row = trust(code, name, "LEEDS")
    row[14] = parent
    return row


def practice(code: str, name: str, status: str = "A", left: str = "") -> list[str]:
    """A row of epraccur."""
    row = trust(code, name, "")
    row[6], row[7], row[12], row[16], row[23], row[25] = (
        "OTLEY",
        "W YORKSHIRE",
        status,
        left,
        "",
        "4",
    )
    return row


@pytest.fixture
def take_in(tmp_path, capsys):
    """Write rows into a file and import it; answers what the command says."""

    def take(kind: str, rows: list[list[str]] | Path | bytes, *options: str) -> dict:
        path = tmp_path / f"{kind}.csv"
        if isinstance(rows, Path):
            path = rows
        elif isinstance(rows, bytes):
            path.write_bytes(rows)
        else:
            with path.open("w", newline="", encoding="utf-8") as file:
                csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
        capsys.readouterr()
        call_command("import_organisations", str(path), *options, "--kind", kind, "--json")
        return json.loads(capsys.readouterr().out)

    return take


@pytest.fixture
def found(liver, chen):
    """The family names that a text finds in the liver community."""

    def find(text: str) -> set[str]:
        question = QueryDict(mutable=True)
        question["q"] = text
        answer = search(chen.viewer, Question.of(question))
        return {entry.membership.user.family_name for entry in answer.page}

    return find


def work_at(community, code: str, *names: str) -> None:
    """People who work at an organisation."""
    place = Organisation.objects.get(ods_code=code)
    for name in names:
        person = make_person(community, code, name, profession="nurse", organisation=place)
        refresh_directory(person.membership)


# --- The same people --------------------------------------------------------------------------------


@pytest.mark.skipif(not REAL.is_dir(), reason="needs the sample files beside the repository")
def test_every_name_town_and_code_of_a_real_file_gives_the_same_people(take_in, found, liver):
    assert take_in("etr", REAL / "etr-first60.csv")["counts"] == {"new": 60}
    rows = list(csv.reader((REAL / "etr-first60.csv").open()))
    for row in rows:
        work_at(liver, row[0], f"P{row[0]}", f"Q{row[0]}")
    towns = {row[0]: row[7] for row in rows}
    for code, name in [(row[0], row[1]) for row in rows]:
        here = {f"P{code}", f"Q{code}"}
        assert found(code) == found(code.lower()) == here
        assert found(name) == found(name.title()) == here
        assert found(name.replace("NHS FOUNDATION TRUST", "").replace("NHS TRUST", "")) == here
        there = {f"{p}{c}" for c, town in towns.items() if town == towns[code] for p in "PQ"}
        assert len(there) > 25 or found(towns[code]) == there
        assert here <= there


@pytest.mark.skipif(not REAL.is_dir(), reason="needs the sample files beside the repository")
def test_real_files_of_other_kinds_are_taken_in(take_in):
    assert take_in("eccg", REAL / "eccg.csv")["counts"] == {"new": 5}
    assert take_in("epraccur", REAL / "epraccur_sample.csv")["counts"] == {"new": 3}
    surgery = Organisation.objects.get(ods_code="A81044")
    assert (surgery.name, surgery.town) == ("McKenzie House Surgery", "Hartlepool")
    assert take_in("epraccur", REAL / "epraccur_sample.csv")["counts"] == {"same": 3}


def test_a_trust_that_was_renamed_is_found_by_both_names(take_in, found, liver):
    take_in("etr", [trust("RCB", "YORK TEACHING HOSPITAL NHS FOUNDATION TRUST", "YORK")])
    work_at(liver, "RCB", "Osei")
    later = [trust("RCB", "YORK AND SCARBOROUGH TEACHING HOSPITALS NHS FOUNDATION TRUST", "YORK")]
    assert take_in("etr", later)["counts"] == {"changed": 1}
    place = Organisation.objects.get()
    assert place.name == "York and Scarborough Teaching Hospitals NHS Foundation Trust"
    former = place.names.filter(sort="former").values_list("name", flat=True)
    assert set(former) == {"York Teaching Hospital NHS Foundation Trust"}
    for text in (later[0][1], "York Teaching Hospital NHS Foundation Trust", "RCB", "York", "YSTH"):
        assert found(text) == {"Osei"}, text
    assert take_in("etr", later)["counts"] == {"same": 1}


def test_an_older_file_does_not_take_the_new_name_back(take_in):
    old, new = [trust("RCB", "OLD NAME NHS TRUST")], [trust("RCB", "NEW NAME NHS TRUST")]
    take_in("etr", old)
    take_in("etr", new)
    assert take_in("etr", old)["counts"] == {"older name": 1}
    assert Organisation.objects.get().name == "New Name NHS Trust"


def test_a_closed_trust_points_to_its_successor(take_in, found, liver, at, chen):
    take_in("etr", [
        trust("RC1", "BEDFORD HOSPITAL NHS TRUST", "BEDFORD", closed="20200331"),
        trust("RC9", "BEDFORDSHIRE HOSPITALS NHS FOUNDATION TRUST", "LUTON"),
        trust("RD8", "MILTON KEYNES UNIVERSITY HOSPITAL NHS FOUNDATION TRUST", "MILTON KEYNES"),
    ])  # fmt: skip
    for code, name in (("RC1", "Abara"), ("RC9", "Bell"), ("RD8", "Cox")):
        work_at(liver, code, name)
    assert found("RC9") == {"Bell"}
    succession = [["RC1", "RC9", "1", "20200401", ""], ["ZZZ9", "RC9", "1", "20200401", ""]]
    assert take_in("succ", succession)["counts"] == {"new": 1, "unknown": 1}
    for text in ("RC1", "RC9", "Bedford Hospital", "bedfordshire hospitals", "luton", "bedford"):
        assert found(text) == {"Abara", "Bell"}, text
    assert found("milton keynes") == {"Cox"}
    assert take_in("succ", succession)["counts"] == {"same": 1, "unknown": 1}


def test_a_succession_closes_whom_the_file_left_open(take_in):
    rows = [trust("RA3", "WESTON AREA HEALTH NHS TRUST"), trust("RA7", "BRISTOL NHS TRUST")]
    take_in("etr", rows)
    take_in("succ", [["RA3", "RA7", "", "20200401"]])
    assert str(Organisation.objects.get(ods_code="RA3").closed_on) == "2020-04-01"
    assert take_in("etr", rows)["counts"] == {"same": 2}  # the file does not open it again
    assert Organisation.objects.get(ods_code="RA3").is_closed


def test_sites_go_with_their_trust(take_in, found, liver):
    sites = [site("RR801", "ST JAMES'S UNIVERSITY HOSPITAL", "RR8")]
    assert "belong to no trust" in take_in("ets", sites)["notes"][0]
    take_in("etr", [trust("RR8", "LEEDS TEACHING HOSPITALS NHS TRUST")])
    assert take_in("ets", sites)["counts"] == {"changed": 1}
    work_at(liver, "RR801", "Hart")
    work_at(liver, "RR8", "Shaw")
    for text in ("RR8", "RR801", "St James's", "leeds teaching", "st jamess university hospital"):
        assert found(text) == {"Hart", "Shaw"}, text


def test_practices_close_by_their_status(take_in):
    take_in("epraccur", [practice("B86001", "DRS MCKAY & HO", status="C", left="20190630")])
    surgery = Organisation.objects.get()
    assert (surgery.kind, surgery.town, str(surgery.closed_on)) == (
        "practice", "Otley", "2019-06-30",
    )  # fmt: skip


# --- What people entered ----------------------------------------------------------------------------


def test_what_an_operator_entered_stays(take_in, royal_free):
    take_in("etr", [trust("RAL", "ROYAL FREE LONDON NHS FOUNDATION TRUST", "LONDON")])
    names = royal_free.names.exclude(sort__in=("initials", "town"))
    assert set(names.values_list("name", "sort")) >= {
        ("RFL", "abbreviation"), ("Royal Free Hampstead NHS Trust", "former"),
        ("Royal Free London NHS Foundation Trust", "current"),
    }  # fmt: skip


def test_the_region_in_the_directory_follows(take_in, liver, amara):
    rebuild_directory(liver)
    take_in("etr", [trust("RAL", "ROYAL FREE LONDON NHS FOUNDATION TRUST", "LEEDS")])
    entry = amara.membership.directory_entry
    entry.refresh_from_db()
    assert entry.region == "North East and Yorkshire"


# --- Trying out and taking back -----------------------------------------------------------------------


def test_a_dry_run_reports_and_keeps_nothing(take_in):
    assert take_in("etr", [trust("RR8", "LEEDS NHS TRUST")], "--dry-run")["counts"] == {"new": 1}
    assert not Organisation.objects.exists()


def test_an_import_is_taken_back_whole(take_in, capsys):
    take_in("etr", [trust("RR8", "LEEDS TEACHING HOSPITALS NHS TRUST")])
    before = list(Organisation.objects.values())
    names = set(Organisation.objects.get().names.values_list("key", "sort"))
    rows = [trust("RR8", "NEW LEEDS NHS TRUST", "OTLEY"), trust("RAE", "BRADFORD NHS TRUST")]
    run = take_in("etr", rows)["run"]
    call_command("import_organisations", "--undo", run)
    assert list(Organisation.objects.values()) == before
    assert set(Organisation.objects.get().names.values_list("key", "sort")) == names


def test_taking_back_refuses_where_people_have_come(take_in, liver):
    run = take_in("etr", [trust("RR8", "ST JAMES NHS TRUST")])["run"]
    work_at(liver, "RR8", "Osei")
    with pytest.raises(CommandError, match="Nothing was undone"):
        call_command("import_organisations", "--undo", run)
    assert Organisation.objects.get().names.filter(sort="town").exists()


# --- Files that are not what they should be -----------------------------------------------------------


@pytest.mark.parametrize("width", [1, 5, 23, 25, 26, 28, 40])
@pytest.mark.parametrize("kind", ["etr", "ets", "epraccur", "eccg"])
def test_another_number_of_columns_is_refused_and_said(take_in, kind, width):
    row = (trust("RR8", "LEEDS NHS TRUST") + ["x"] * 20)[:width]
    with pytest.raises(CommandError, match=f"this one has {width}"):
        take_in(kind, [row, row])
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("at", [1, 3, 9])
def test_a_column_that_moved_is_refused(take_in, at):
    rows = [trust(f"RR{n}", "LEEDS NHS TRUST") for n in range(9)]
    moved = [[*row[:at], "new", *row[at:-1]] for row in rows]
    with pytest.raises(CommandError, match="Has the layout changed"):
        take_in("etr", moved)


def test_a_file_of_another_kind_is_refused(take_in):
    with pytest.raises(CommandError, match="no codes of NHS trusts"):
        take_in("etr", [practice("A81001", "THE SURGERY")])
    with pytest.raises(CommandError, match="27 or 24 columns; this one has 5"):
        take_in("etr", [["RC1", "RC9", "1", "20200401", ""]])
    with pytest.raises(CommandError, match="5 or 4 columns; this one has 27"):
        take_in("succ", [trust("RR8", "LEEDS NHS TRUST")])
    with pytest.raises(CommandError, match=r"no rows|empty"):
        take_in("etr", b"\n\n")


def test_a_broken_row_is_reported_and_the_others_go_in(take_in):
    bad_day = trust("RB2", "BAD DAY NHS TRUST", opened="19991399")
    rows = [trust("RR8", "LEEDS NHS TRUST"), bad_day, trust("RB3", ""), ["RB4", "short"]]
    rows += [trust("R!", "NO CODE NHS TRUST"), trust("RAE", "BRADFORD NHS TRUST")]
    told = take_in("etr", rows)
    assert told["counts"] == {"new": 2, "problem": 4}
    assert [(p["row"], p["field"]) for p in told["problems"]] == [
        (2, "opened"), (3, "name"), (4, ""), (5, "code"),
    ]  # fmt: skip


HEADER = (
    "Organisation Code,Name,National Grouping,High Level Health Geography,Address Line 1,"
    "Address Line 2,Address Line 3,Address Line 4,Address Line 5,Postcode,Open Date,Close Date"
)


@pytest.mark.parametrize(
    ("before", "end", "encoding"),
    [
        ("", "\r\n", "utf-8"),
        ("\ufeff", "\n", "utf-8"),
        (HEADER + "," * 15 + "\n", "\n", "utf-8"),
        ("", "\r", "cp1252"),
        ("", "\n", "utf-16"),
    ],
)
def test_other_line_ends_encodings_and_a_header_are_taken(take_in, before, end, encoding):
    line = ",".join(f'"{cell}"' for cell in trust("7A3", "YSBYTY GŴYR A’R CAFÉ".replace("Ŵ", "W")))
    take_in("etr", (before + line + end).encode(encoding))
    assert Organisation.objects.get().name == "Ysbyty Gwyr A’r Café"


def test_a_header_in_another_order_is_refused(take_in):
    header = ["Name", "Organisation Code", *["x"] * 25]
    with pytest.raises(CommandError, match="column 1 should be the code"):
        take_in("etr", [header, trust("RR8", "LEEDS NHS TRUST")])


def test_ten_megabytes_of_mixed_encodings_with_a_broken_row(take_in):
    place = ",".join(trust("{:03X}", "CAFÉ {} HOSPITAL NHS TRUST")).replace("{:03X}", "{0:03X}")
    lines = [place.replace("{}", "{0}").format(n) for n in range(2, 402)]
    body = "\n".join(lines[:200]).encode() + b"\n" + "\n".join(lines[200:]).encode("cp1252")
    padding = b"\n" + b",".join([b'"' + b"Z" * 40_000 + b'"'] * 26)
    body += b'\nRZZ,never "closed' + padding * 10
    told = take_in("etr", body)
    assert told["counts"]["new"] == 400
    assert told["counts"]["problem"] == 11
    assert Organisation.objects.get(ods_code="191").name.startswith("Café")


def test_successions_that_make_no_sense_are_reported(take_in):
    take_in("etr", [trust("RC1", "A NHS TRUST"), trust("RC9", "B NHS TRUST")])
    told = take_in("succ", [
        ["RC1", "RC1", "", "20200401"], ["RC1", "RC9", "", "someday"], ["RC1", "RC9", "", ""],
        ["RC9", "RC1", "", "20210401"],
    ])  # fmt: skip
    assert told["counts"] == {"problem": 2, "new": 2}
    assert Succession.objects.count() == 2
