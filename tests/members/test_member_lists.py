"""A body's list arrives again and again, untidy, and ends in the same state."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import timezone

from nacre.members import actions
from nacre.members.importing import ImportRefused
from nacre.members.models import (
    AdmissionRule,
    MemberListEdition,
    MemberListEntry,
    Membership,
    ProfessionalRegistration,
    StagedLine,
    VerificationEvidence,
)
from tests.members.body_lists import as_csv, many, stranger

pytestmark = pytest.mark.django_db
OLD_HEADER = ["membership_no", "forenames", "surname", "email", "category", "status", "gmc_or_pin"]


@pytest.fixture
def take(liver, tmp_path, capsys):
    """Give the liver society's list to the command; answers what it says in JSON."""

    def import_(people, *options, header=None, refused=False):
        path = tmp_path / "list.csv"
        path.write_text(as_csv(people, header))
        try:
            call_command("import_member_list", "liver", str(path), "--json", *options)
        except CommandError:
            assert refused
        else:
            assert not refused
        return json.loads(capsys.readouterr().out)

    return import_


def counted(report):
    return {verdict: n for verdict, n in report["counts"].items() if n}


def lines():
    return sorted(
        MemberListEntry.objects.values_list("membership_no", "surname", "email", "status")
    )


def test_a_list_is_taken_in_and_again_it_changes_nothing(take, mailoutbox):
    people = many(620)
    assert counted(take(people)) == {"new": 620}
    before = lines()
    assert counted(take(people)) == {"unchanged": 620}
    assert lines() == before
    assert mailoutbox == []


def test_the_difference_is_said_row_by_row(take):
    people = many(100)
    take(people)
    people[0]["status"] = "lapsed"
    people[1] |= {"email": "NEW@example.org", "organisation": "Elsewhere"}
    people[2]["surname"] = "Married"
    report = take(people[:99] + many(102)[100:])
    assert counted(report) == {"new": 2, "changed": 2, "lapsed": 2, "unchanged": 96}
    assert report["lists"]["changed"][0] == {
        "row": 3, "membership_no": "BHF-00001", "reason": "Changed: email, organisation.",
    }  # fmt: skip
    assert report["lists"]["lapsed"][0]["reason"] == "Not in this file."
    assert MemberListEntry.objects.get(membership_no="BHF-00001").email == "new@example.org"


def test_a_dry_run_says_the_same_and_keeps_nothing(take):
    report = take(many(5), "--dry-run")
    assert counted(report) == {"new": 5}
    assert not MemberListEntry.objects.exists()
    assert not StagedLine.objects.exists()


def test_the_same_number_twice_counts_once(take):
    people = many(20)
    again = people[3] | {"membership_no": " bhf-00003", "updated_at": "2026-11-20", "title": "Dame"}
    report = take([*people, again])
    assert counted(report) == {"new": 20, "duplicate": 1}
    assert report["lists"]["duplicate"][0]["row"] == 5
    assert MemberListEntry.objects.get(membership_no="BHF-00003").title == "Dame"


def test_one_person_under_two_numbers_is_for_a_human(take):
    people = many(20)
    by_mail = stranger(90) | {"email": people[3]["email"].upper()}
    by_number = stranger(91) | {
        "surname": people[4]["surname"].upper(),
        "gmc_or_pin": people[4]["gmc_or_pin"],
    }
    report = take([*people, by_mail, by_number])
    assert counted(report) == {"new": 20, "ambiguous": 2}
    assert "under another number" in report["lists"]["ambiguous"][0]["reason"]


def test_swapped_membership_numbers_are_for_a_human(take):
    people = many(20)
    people[3] |= {"surname": "Quill"}
    people[4] |= {"surname": "Hart"}
    take(people)
    before = lines()
    people[3]["membership_no"], people[4]["membership_no"] = "BHF-00004", "BHF-00003"
    assert counted(take(people)) == {"unchanged": 18, "ambiguous": 2}
    assert lines() == before


def test_more_than_one_in_ten_lapses_stops_for_a_human(take, liver):
    people = many(50)
    take(people)
    report = take(people[:44], refused=True)
    assert (report["state"], counted(report)["lapsed"]) == ("stopped", 6)
    assert MemberListEntry.objects.filter(status="active").count() == 50
    assert take(people[:44], "--approve-lapses")["state"] == "applied"
    assert MemberListEntry.objects.filter(status="active").count() == 44


def test_five_of_fifty_is_not_more_than_one_in_ten(take):
    people = many(50)
    take(people)
    assert take(people[:45])["state"] == "applied"


def test_a_bad_row_costs_its_own_line_and_nobody_lapses_for_it(take, liver):
    people = many(30)
    take(people)
    people[3]["status"] = "payed"
    people[4]["paid_until"] = "31 March"
    people[5]["surname"] = "x" * 90
    people[6]["email"] = "аmara@example.org"  # the first letter is Cyrillic
    people[7]["paid_until"] = "31/03/2028"
    report = take(people)
    assert counted(report) == {"changed": 1, "unchanged": 25, "problem": 4}
    assert [line["row"] for line in report["lists"]["problem"]] == [5, 6, 7, 8]
    assert "Cyrillic" not in json.dumps(report)
    assert MemberListEntry.objects.filter(status="active").count() == 30


def test_where_a_row_cannot_be_told_apart_nobody_lapses_unseen(take):
    people = many(30)
    take(people)
    people[3]["membership_no"] = ""
    report = take(people)
    assert counted(report) == {"unchanged": 29, "problem": 1, "ambiguous": 1}
    assert "could not be read" in report["lists"]["ambiguous"][0]["reason"]


def test_columns_too_many_are_named_and_columns_too_few_refuse(take, liver, tmp_path):
    header = [*OLD_HEADER, "shoe_size"]
    report = take([p | {"shoe_size": "44"} for p in many(3)], header=header)
    assert report["notes"][0] == "Columns that are not used: shoe_size."
    path = tmp_path / "bad.csv"
    path.write_text("membership_no,surname\n1,Hart\n")
    with pytest.raises(CommandError, match="“forenames”, “email”"):
        call_command("import_member_list", "liver", str(path))
    with pytest.raises(CommandError, match="no file"):
        call_command("import_member_list", "liver", str(tmp_path / "none.csv"))
    with pytest.raises(CommandError, match="no community"):
        call_command("import_member_list", "kidney", str(path))


def test_a_list_is_undone(take, liver, capsys):
    first = many(20)
    take(first)
    before = lines()
    second = [p | {"email": "x" + p["email"]} for p in first] + many(25)[20:]
    report = take(second)
    call_command("import_member_list", "liver", "--undo", report["run"])
    assert lines() == before
    for wrong in (report["run"], "nonsense"):
        with pytest.raises(CommandError):
            call_command("import_member_list", "liver", "--undo", wrong)


def test_no_other_community_is_touched(take, ms, liver):
    MemberListEntry.objects.create(community=ms, membership_no="BHF-00000", surname="Quill")
    take(many(3))
    entry = MemberListEntry.objects.get(community=ms)
    assert (entry.surname, entry.status) == ("Quill", "active")


# --- Whose line it is, and what follows ---------------------------------------------------------


@pytest.fixture
def confirmed(amara, nadia):
    """Amara and Nadia have confirmed their addresses; Amara has a number."""
    for who in (amara, nadia):
        EmailAddress.objects.create(user=who.user, email=who.user.email, verified=True)
    ProfessionalRegistration.objects.create(user=amara.user, regulator="GMC", number="7654321")
    return amara, nadia


def line_of(who, **fields):
    line = stranger(500) | {"surname": who.user.family_name, "email": who.user.email}
    return line | fields


def tier_of(who):
    return Membership.objects.get(pk=who.membership.pk).tier


def has_evidence(who):
    standing = VerificationEvidence.objects.filter(user=who.user).standing()
    return standing.filter(sort="body_list").exists()


def test_a_member_on_the_list_is_known_by_it_and_a_lapse_takes_that_back(take, confirmed):
    amara, nadia = confirmed
    others = many(30)
    theirs = [line_of(amara), line_of(nadia, membership_no="BHF-00501")]
    take(others + theirs)
    assert (tier_of(amara), tier_of(nadia)) == ("full", "full")
    assert has_evidence(amara)
    theirs[0] |= {"status": "lapsed", "paid_until": "2020-01-01"}
    take(others + theirs)
    assert tier_of(amara) == "guest"
    assert not has_evidence(amara)
    theirs[0] |= {"status": "active", "paid_until": "2030-01-01"}
    report = take(others + theirs)
    assert tier_of(amara) == "full"
    assert has_evidence(amara)
    call_command("import_member_list", "liver", "--undo", report["run"])
    assert tier_of(amara) == "guest"
    assert not has_evidence(amara)


def test_sixty_days_of_grace_end_by_themselves(take, confirmed, liver):
    amara, _nadia = confirmed
    day = timezone.localdate() - timedelta(days=60)
    take([line_of(amara, paid_until=day.isoformat())])
    assert tier_of(amara) == "full"
    assert actions.settle_list(liver) == {"linked": 0, "tiers": 0, "evidence": 0}
    MemberListEntry.objects.update(paid_until=day - timedelta(days=1))
    assert actions.settle_list(liver) == {"linked": 0, "tiers": 1, "evidence": 1}
    assert tier_of(amara) == "guest"
    assert actions.settle_list(liver) == {"linked": 0, "tiers": 0, "evidence": 0}


def test_who_joins_later_is_matched_by_night(take, amara, liver):
    take([line_of(amara)])
    EmailAddress.objects.create(user=amara.user, email=amara.user.email, verified=True)
    assert actions.settle_list(liver) == {"linked": 1, "tiers": 0, "evidence": 1}


def test_an_address_that_is_not_confirmed_proves_nothing(take, amara):
    EmailAddress.objects.create(user=amara.user, email=amara.user.email, verified=False)
    take([line_of(amara)])
    assert MemberListEntry.objects.get().membership is None


def test_surname_and_number_find_who_has_another_address(take, confirmed):
    amara, _nadia = confirmed
    take([line_of(amara, email="old@example.org", surname="OSEI", gmc_or_pin="765 4321")])
    assert MemberListEntry.objects.get().membership == amara.membership


def test_a_line_that_points_to_two_accounts_is_for_a_human(take, confirmed):
    amara, nadia = confirmed
    line = line_of(amara, email=nadia.user.email, gmc_or_pin="7654321")
    report = take([*many(3), line])
    assert counted(report) == {"new": 3, "ambiguous": 1}
    assert not has_evidence(amara)
    staged = StagedLine.objects.get()
    assert set(staged.candidates) == {amara.membership.pk, nadia.membership.pk}


def test_the_rules_of_the_community_give_the_tier(take, confirmed, liver):
    amara, _nadia = confirmed
    AdmissionRule.objects.create(
        community=liver, tier="guest", when={"on_list": True, "categories": ["student"]}
    )
    take([line_of(amara, category="Student")])
    assert tier_of(amara) == "guest"


def test_staff_and_sponsors_keep_their_tier(take, chen, faye):
    for who in (chen, faye):
        EmailAddress.objects.create(user=who.user, email=who.user.email, verified=True)
    take([line_of(chen), line_of(faye, membership_no="BHF-2")])
    assert (tier_of(chen), tier_of(faye)) == ("staff", "sponsor_observer")


def test_only_those_who_keep_the_list_approve_or_undo(take, liver, amara, ben, dora, faye, chen):
    take(many(3), "--stage")
    edition = MemberListEdition.objects.waiting().get()
    for who in (amara, ben, dora, faye):
        for act in (actions.approve_edition, actions.undo_edition):
            with pytest.raises(PermissionDenied):
                act(edition=edition, by=who.viewer)
    actions.approve_edition(edition=edition, by=chen.viewer)
    with pytest.raises(ImportRefused, match="decided already"):
        actions.approve_edition(edition=edition, by=chen.viewer)


def test_a_line_that_was_changed_since_is_not_undone(take):
    report = take(many(3))
    MemberListEntry.objects.filter(membership_no="BHF-00001").update(title="Dame")
    with pytest.raises(CommandError, match="BHF-00001"):
        call_command("import_member_list", "liver", "--undo", report["run"])
    assert MemberListEntry.objects.count() == 3


# --- Killed half-way, in a process of its own ----------------------------------------------------


@pytest.mark.walk  # it has a database of its own
def test_killed_anywhere_and_given_again_it_ends_the_same(tmp_path, request):
    """A thousand rows, kill -9 while reading and while applying, then once more to the end."""
    from tests import migrated

    home = tmp_path / "home"
    home.mkdir()
    database = tmp_path / "nacre.sqlite3"
    migrated.copy_sqlite(Path(request.config.cache.mkdir("migrated")), database)
    env = os.environ | {
        "NACRE_HOME": str(home),
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "nacre.config.settings",
        "NACRE_DEMO": "1",
    }
    scene = "import django; django.setup(); from tests.cast import make_community as m; m('liver', 'Liver')"
    subprocess.run([sys.executable, "-c", scene], env=env, check=True)
    path = tmp_path / "list.csv"
    people = many(1000)
    path.write_text(as_csv([*people, people[7], people[8] | {"membership_no": "BHF-2ND"}]))
    command = [sys.executable, "-m", "nacre.config", "import_member_list", "liver", str(path)]
    for counting in (
        "select count(*) from members_stagedline",
        "select count(*) from members_memberlistentry",
    ):
        _kill_when(command, env, database, counting, rows=300)
    ended = subprocess.run(
        [*command, "--json"], env=env, check=True, capture_output=True, text=True
    )
    report = json.loads(ended.stdout)
    assert counted(report) == {"new": 1000, "duplicate": 1, "ambiguous": 1}
    assert _ask(database, "select count(*) from members_memberlistentry") == 1000
    assert _ask(database, "select count(*) from members_importchange") == 1000
    assert _ask(database, "select count(*) from members_stagedline") == 1
    again = subprocess.run(
        [*command, "--json"], env=env, check=True, capture_output=True, text=True
    )
    assert counted(json.loads(again.stdout)) == {"unchanged": 1000, "duplicate": 1, "ambiguous": 1}


def _kill_when(command, env, database, counting, rows):
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while process.poll() is None and _ask(database, counting) < rows:
        time.sleep(0.02)
    assert process.poll() is None, process.communicate()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert rows <= _ask(database, counting) < 5000


def _ask(database, question):
    import sqlite3

    with sqlite3.connect(database, timeout=20) as connection:
        return connection.execute(question).fetchone()[0]
