"""Files of registers: what is kept, what is refused, and what happens on the way."""

import pytest

from nacre.members.actions.registers import load_register, purge_register, undo_register
from nacre.members.importing import ImportRefused
from nacre.members.models import ImportChange, ImportRun, RegisterEntry, RegisterFile
from nacre.members.register_import import RegisterImporter
from tests.members.register_files import HEADER, doctor, gmc_file

pytestmark = pytest.mark.django_db


def load(path, **how):
    return load_register(regulator="gmc", path=path, **how)


def entry(number="7000001"):
    return RegisterEntry.objects.get(number=number)


def test_the_gmcs_layout_is_known_and_little_of_it_is_kept(tmp_path):
    run = load(gmc_file(tmp_path, doctor("7000001", "O'Brien-Smith", "Siobhán", "Mary Jo", specialist="9112003")))  # fmt: skip
    kept = entry()
    assert (kept.surname, kept.given, kept.status) == ("O'Brien-Smith", "Siobhán", "practising")
    assert kept.flags == ["specialist"]
    assert len(kept.further) == 2
    assert "mary" not in str(kept.__dict__).lower()
    assert run.counts == {"new": 1}
    assert RegisterFile.objects.get().regulator == "GMC"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Registered with Licence", "practising"),
        ("registered  with licence", "practising"),
        ("Registered without a Licence", "registered_not_practising"),
        ("Provisionally registered with Licence", "provisional"),
        ("Provisionally registered without a Licence", "registered_not_practising"),
        ("Temporary registration with Licence", "practising"),
        ("Temporary registration without a Licence", "registered_not_practising"),
        ("Suspended", "suspended"),
        ("Not Registered - Administrative Reason", "lapsed"),
        ("Not Registered - Deceased", "deceased"),
        ("Not Registered - Erased after Fitness to Practise panel hearing", "removed"),
        ("Not Registered - Having relinquished registration", "lapsed"),
        ("Not Registered - For another reason", "lapsed"),
        ("Something new", "unknown"),
        ("", "unknown"),
    ],
)
def test_every_status_is_told_in_our_words(tmp_path, said, status):
    load(gmc_file(tmp_path, doctor("7000001", status=said)))
    assert entry().status == status


def test_the_second_time_changes_nothing(tmp_path):
    path = gmc_file(tmp_path, doctor("7000001"), doctor("7000002"))
    load(path)
    before = list(RegisterEntry.objects.values())
    assert load(path).counts == {"same": 2}
    assert list(RegisterEntry.objects.values()) == before


def test_a_changed_header_is_refused_by_the_names_of_its_columns(tmp_path):
    changed = HEADER.replace("Given Name", "Forename").replace("PR Date,", "")
    with pytest.raises(ImportRefused) as refused:
        load(gmc_file(tmp_path, doctor("7000001"), header=changed))
    said = str(refused.value)
    assert "Missing: “Given Name”, “PR Date”." in said
    assert "Unexpected: “forename”" in said
    assert not RegisterEntry.objects.exists()
    assert not ImportRun.objects.exists()


def test_columns_in_another_order_and_case_are_the_same_columns(tmp_path):
    header = "surname,GMC REF NO," + ",".join(HEADER.split(",")[2:])
    line = ",".join(["Quill", "7000001", *doctor("x").split(",")[2:]])
    load(gmc_file(tmp_path, line, header=header))
    assert entry().surname == "Quill"


def test_a_broken_row_is_reported_with_its_number_and_field_and_spoils_no_other(tmp_path):
    path = gmc_file(
        tmp_path,
        doctor("7000001"),
        doctor("12"),
        doctor("7000003", surname=""),
        doctor("7000004", specialist="32132003"),
        "7000005,too,short",
        doctor("7000001"),
        doctor("7000006", surname="Núñez").encode("cp1252"),
        doctor("7000007", surname="Łoś"),
        b'7000008,"never closed,' + b"x" * 20,
        doctor("7000009"),
    )
    run = load(path)
    found = [(p.row, p.field) for p in run.problems.all()]
    assert found == [
        (3, "GMC Ref No"), (4, "Surname"), (5, "Specialist Register Date"), (6, ""),
        (7, "GMC Ref No"), (10, ""),
    ]  # fmt: skip
    kept = dict(RegisterEntry.objects.values_list("number", "surname"))
    assert kept == {
        "7000001": "Quill", "7000006": "Núñez", "7000007": "Łoś", "7000009": "Quill",
    }  # fmt: skip


def test_a_dry_run_reports_and_keeps_nothing(tmp_path):
    run = load(gmc_file(tmp_path, doctor("7000001"), doctor("12")), dry_run=True)
    assert run.counts == {"new": 1, "problem": 1}
    assert not RegisterEntry.objects.exists()
    assert not RegisterFile.objects.exists()


def test_who_is_not_in_the_next_whole_file_is_gone_from_the_register(tmp_path):
    lines = [doctor(f"70000{i:02}") for i in range(20)]
    load(gmc_file(tmp_path, *lines))
    run = load(gmc_file(tmp_path, *lines[1:], name="next.csv"))
    assert run.counts == {"same": 19, "gone": 1}
    assert not RegisterEntry.objects.filter(number="7000000").exists()


def test_a_delta_takes_nobody_away(tmp_path):
    load(gmc_file(tmp_path, doctor("7000001"), doctor("7000002")))
    path = gmc_file(tmp_path, doctor("7000002", status="Suspended"), name="delta.csv")
    run = load(path, is_delta=True)
    assert run.counts == {"changed": 1}
    assert RegisterEntry.objects.count() == 2
    assert entry("7000002").status == "suspended"


def test_half_a_file_takes_nobody_away_and_says_so(tmp_path):
    lines = [doctor(f"70000{i:02}") for i in range(20)]
    load(gmc_file(tmp_path, *lines))
    run = load(gmc_file(tmp_path, *lines[:5], name="half.csv"))
    assert RegisterEntry.objects.count() == 20
    assert "--accept-gone" in run.notes[-1]
    load(gmc_file(tmp_path, *lines[:5], name="half.csv"), accept_gone=True)
    assert RegisterEntry.objects.count() == 5


def test_a_row_that_cannot_be_read_takes_nobody_away(tmp_path):
    lines = [doctor(f"70000{i:02}") for i in range(20)]
    load(gmc_file(tmp_path, *lines))
    load(gmc_file(tmp_path, *lines[1:], "70000", name="broken.csv"))
    assert RegisterEntry.objects.count() == 20


def test_a_killed_import_goes_on_and_ends_the_same(tmp_path, monkeypatch):
    lines = [doctor(f"70{i:05}", surname=f"Quill{i % 7}") for i in range(1600)]
    load(gmc_file(tmp_path, *lines[:1550], name="first.csv"))
    path = gmc_file(tmp_path, *lines[60:], name="second.csv")
    done = RegisterImporter.prepare
    calls = []

    def killed(self, rows):
        calls.append(len(rows))
        if len(calls) == 3:
            raise KeyboardInterrupt
        return done(self, rows)

    monkeypatch.setattr(RegisterImporter, "prepare", killed)
    with pytest.raises(KeyboardInterrupt):
        load(path)
    monkeypatch.undo()
    assert ImportRun.objects.get(state="running").position == 1000
    run = load(path)
    assert (run.position, run.counts) == (1540, {"same": 1490, "new": 50, "gone": 60})
    assert RegisterEntry.objects.count() == 1540


def test_an_import_is_undone(tmp_path):
    load(gmc_file(tmp_path, doctor("7000001")))
    run = load(gmc_file(tmp_path, doctor("7000001", status="Suspended"), doctor("7000002"), name="b.csv"))  # fmt: skip
    undo_register(key=str(run.key), regulator="gmc")
    assert [(e.number, e.status) for e in RegisterEntry.objects.all()] == [("7000001", "practising")]  # fmt: skip
    assert RegisterFile.objects.count() == 1


def test_the_end_of_a_licence_leaves_nothing_of_the_register(tmp_path):
    load(gmc_file(tmp_path, doctor("7000001", "Zanzibar")))
    load(gmc_file(tmp_path, doctor("7000001", "Zanzibari"), name="b.csv"))
    assert purge_register(regulator="GMC") == 1
    assert not RegisterEntry.objects.exists()
    assert not RegisterFile.objects.exists()
    assert "Zanzibar" not in str(list(ImportChange.objects.values()))


@pytest.mark.parametrize("regulator", ["nmc", "gphc", "hcpc"])
def test_the_examples_for_others_take_a_file(tmp_path, regulator):
    files = {
        "nmc": "PIN,Surname,Forenames,Previous Names,Status,Annotations\n"
        "01A2345E,Begum,Fatima,Khan,Conditions of practice,RN1;V300\n",
        "gphc": "Registration Number,Surname,Forenames,Previous Names,Status,Prescriber\n"
        "2071234,Begum,Fatima,Khan,Registered,Yes\n",
        "hcpc": "Registration number,Surname,Forename,Status\nPH012345,Begum,Fatima,Registered\n",
    }
    path = tmp_path / "file.csv"
    path.write_text(files[regulator])
    load_register(regulator=regulator, path=path, mapping=f"{regulator}_example.yaml")
    kept = RegisterEntry.objects.get()
    assert kept.is_acceptable
    assert kept.number in {"01A2345E", "2071234", "PH12345"}
    if regulator != "hcpc":
        assert "prescriber" in kept.flags
        assert "khan" in kept.on_register.previous
        assert "Khan" not in str(kept.__dict__)
