"""Who looked as whom is told to the member, kept in a chain, and forgets whoever is erased."""

import json
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from nacre.members.actions import end_impersonations, verify_chain
from nacre.members.chain_guard import IMPERSONATIONS
from nacre.members.models import Impersonation, User
from nacre.members.models.sealed import EvidenceKeptError
from nacre.privacy import erasing, exporting
from tests.cast import make_person
from tests.members.chain import tamper
from tests.members.looking import REASON, looked_as, words

pytestmark = pytest.mark.django_db


def test_the_member_is_told_at_once(begin, amara, settings):
    begin()
    letter = mail.outbox[-1]
    assert letter.to == [amara.user.email]
    for part in (
        REASON,
        "Olga Petrov",
        "operator of Liver",
        "until",
        settings.NACRE_OPERATOR_EMAIL,
    ):
        assert part in letter.body
    assert "do not see your messages" in letter.body


def test_it_stands_with_the_members_data(begin, at, amara, dora):
    begin()
    page = words(at("liver", amara).get("/members/me/data/"))
    for part in ("When staff looked as you", REASON, "Olga Petrov"):
        assert part in page
    parts = {part.label: part.rows for part in exporting.collect(amara.user).parts}
    assert parts["Times that staff looked as you"][0]["reason"] == REASON
    assert "looked as you" not in words(at("ms", dora).get("/members/me/data/"))


def test_operators_read_the_log_of_all_communities(begin, at, olga, amara):
    browser = begin()
    browser.post("/looking-as/end/")
    page = words(at("", olga).get("/impersonations/"))
    for part in ("Amara Osei", "Olga Petrov", REASON):
        assert page.count(part) >= 1


def test_the_log_does_not_query_per_row(at, olga, make_log):
    browser = at("", olga)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get("/impersonations/").status_code == 200
        return len(asked)

    queries()
    make_log(1)
    few = queries()
    make_log(4)
    assert queries() <= few


@pytest.fixture
def make_log(olga, liver):
    def make(number: int) -> None:
        for _ in range(number):
            given = f"M{Impersonation.objects.count()}"
            looked_as(make_person(liver, given, "Ember", profession="nurse"), olga)

    return make


@pytest.mark.parametrize(
    "change",
    ["reason='nothing'", "member_id=NULL", "by_id=NULL", "until_at=NULL", "kind='ended'",
     "reason='', member_id=NULL", "row_hash='0'", None],
)  # fmt: skip
def test_any_change_of_the_log_is_found(make_log, change):
    make_log(3)
    assert verify_chain(Impersonation) is None
    tamper(change, row=5, guard=IMPERSONATIONS)  # the third beginning
    assert verify_chain(Impersonation).number == 5
    assert verify_chain() is None
    out = StringIO()
    with pytest.raises(CommandError, match="Row 5"):
        call_command("verify_evidence_chain", "--json", of="impersonations", stdout=out)
    assert json.loads(out.getvalue())["first_broken_row"] == 5


def test_the_log_is_not_rewritten(make_log):
    make_log(1)
    row = Impersonation.objects.get()
    for refused in (row.save, row.delete):
        with pytest.raises(EvidenceKeptError):
            refused()
    for refused in (
        Impersonation.objects.all().delete,
        lambda: Impersonation.objects.update(reason=""),
    ):
        with pytest.raises(TypeError):
            refused()
    for statement in (
        "UPDATE members_impersonation SET reason = 'other'",
        "UPDATE members_impersonation SET until_at = NULL",
        "DELETE FROM members_impersonation",
    ):
        with (
            pytest.raises(IntegrityError, match="only added to"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


@pytest.mark.parametrize("who", ["amara", "olga"])
def test_whoever_is_erased_leaves_a_row_that_proves_itself(request, amara, olga, who):
    person = request.getfixturevalue(who)
    looked_as(amara, olga)
    end_impersonations(by_id=olga.user.pk)
    erasing.erase(person.user, asked_by="operator")
    row = Impersonation.objects.get(kind="begun")
    assert (row.member is None, row.reason == "") == (who == "amara", who == "amara")
    assert (row.by is None) == (who == "olga")
    assert verify_chain(Impersonation) is None


def test_deleting_the_accounts_leaves_the_same(amara, olga):
    looked_as(amara, olga)
    for person in (amara, olga):
        User.objects.get(pk=person.user.pk).delete()
    assert list(Impersonation.objects.values_list("member", "by", "reason")) == [(None, None, "")]
    assert verify_chain(Impersonation) is None
