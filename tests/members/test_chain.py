"""Evidence is only added, and the chain tells who changed it nevertheless."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from nacre.members.actions import Finding, forget_person, record_evidence, record_many, verify_chain
from nacre.members.models import EvidenceChain, User, VerificationEvidence
from nacre.members.models.sealed import EvidenceKeptError
from tests.members.chain import tamper

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(ben, amara, chen, liver):
    """Three findings, the second by a moderator."""
    return [
        record_evidence(user=ben.user, sort="email", detail="ben.hart@example.org"),
        record_evidence(
            user=ben.user, sort="callback", community=liver, note="Rang the switchboard",
            checked_by_id=chen.user.pk,
        ),
        record_evidence(user=amara.user, sort="body_list", community=liver, detail="BHF7"),
    ]  # fmt: skip


def test_each_row_follows_the_one_before(three):
    assert [row.number for row in three] == [1, 2, 3]
    assert three[1].prev_hash == three[0].row_hash
    assert verify_chain() is None


def test_a_newer_finding_of_a_sort_supersedes_the_older(ben, liver, three):
    newer = record_evidence(user=ben.user, sort="callback", community=liver, outcome="mismatch")
    assert newer.supersedes == three[1]
    assert not ben.user.evidence.standing().filter(sort="callback").exists()
    another = record_evidence(user=ben.user, sort="email", detail="ben@example.org")
    assert another.supersedes is None


def test_many_at_once_supersede_each_other_in_order(ben):
    rows = record_many([Finding(user=ben.user, sort="email", detail="b@example.org")] * 3)
    assert [row.supersedes_id for row in rows] == [None, rows[0].pk, rows[1].pk]
    assert verify_chain() is None


@pytest.mark.parametrize(
    "change",
    [
        "outcome='review'", "detail='other@example.org'", "user_id=NULL", "expires_at=NULL, sort='orcid'",
        "detail='', note=''", "row_hash='0'", "checked_by_id=NULL", "source_name='GMC'",
    ],
)  # fmt: skip
def test_any_change_is_named(three, change):
    tamper(change)
    broken = verify_chain()
    assert broken is not None
    assert broken.number == 2


def test_a_row_taken_out_is_named(three):
    tamper(None)
    assert verify_chain().number == 2


def test_a_row_taken_from_the_end_is_named(three):
    tamper(None, row=3)
    assert verify_chain().number == 3


def test_a_chain_that_was_rewritten_does_not_hold_the_head_that_was_noted(three, ben):
    noted = EvidenceChain.objects.get().head
    call_command("verify_evidence_chain", expect=noted, stdout=StringIO())
    with pytest.raises(CommandError, match="expected head"):
        call_command("verify_evidence_chain", expect="f" * 64, stdout=StringIO())


def test_the_command_proves_or_names(three):
    out = StringIO()
    call_command("verify_evidence_chain", "--json", stdout=out)
    answer = json.loads(out.getvalue())
    assert answer["holds"]
    assert answer["rows"] == 3
    tamper("outcome = 'review'", row=1)
    out = StringIO()
    with pytest.raises(CommandError, match="Row 1"):
        call_command("verify_evidence_chain", "--json", stdout=out)
    assert json.loads(out.getvalue())["first_broken_row"] == 1


def test_the_model_refuses_to_change_or_delete(three):
    row = three[0]
    row.outcome = "review"
    for refused in (row.save, row.delete, VerificationEvidence(sort="email").save):
        with pytest.raises(EvidenceKeptError):
            refused()
    rows = VerificationEvidence.objects.all()
    for refused in (lambda: rows.update(outcome="review"), rows.delete, rows.create):
        with pytest.raises(TypeError):
            refused()


def test_the_database_refuses_too(three):
    for statement in (
        "UPDATE members_verificationevidence SET outcome = 'review' WHERE number = 1",
        "UPDATE members_verificationevidence SET detail = 'other' WHERE number = 1",
        "DELETE FROM members_verificationevidence WHERE number = 1",
    ):
        with (
            pytest.raises(IntegrityError, match="only added"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_a_person_is_forgotten_and_the_chain_still_holds(three, ben, chen):
    assert forget_person(ben.user) == 2
    rows = VerificationEvidence.objects.filter(number__lte=2)
    assert {(row.user_id, row.detail, row.note, row.detail_salt) for row in rows} == {
        (None, "", "", "")
    }
    assert verify_chain() is None
    assert forget_person(chen.user) == 1
    assert verify_chain() is None


def test_deleting_an_account_forgets_the_person(three, ben):
    User.objects.get(pk=ben.user.pk).delete()
    assert not VerificationEvidence.objects.filter(note__gt="").exists()
    assert VerificationEvidence.objects.count() == 3
    assert verify_chain() is None


def test_what_was_forgotten_cannot_be_filled_in_again(three, ben, amara):
    forget_person(ben.user)
    tamper("user_id = %s", row=1, values=[amara.user.pk])
    assert verify_chain().number == 1


def test_newcomers_come_by_the_thousand(liver, make_crowd, django_assert_max_num_queries):
    make_crowd(1200)
    assert verify_chain() is None
    assert EvidenceChain.objects.get().length == 1200
