"""What a member completed becomes a certificate once; what it says is frozen."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from nacre.certificates import actions, tasks
from nacre.certificates.actions import awarding
from nacre.certificates.facts import Facts
from nacre.certificates.models import Certificate, CertificateKeptError
from nacre.certificates.models.certificate import State
from nacre.certificates.signals import certificate_awarded
from nacre.members.refusals import Refused
from tests.certificates.conftest import APPROVAL, YEAR, facts_of

pytestmark = pytest.mark.django_db


def test_a_completion_becomes_a_certificate_and_one_letter(earn, amara, committed):
    heard = []
    certificate_awarded.connect(lambda certificate, **how: heard.append(certificate), weak=False)
    try:
        with committed():
            made = earn(amara)
            assert earn(amara) == made
        tasks.tell_holders.call()
        tasks.tell_holder.call(made.pk)
    finally:
        certificate_awarded.receivers.clear()
    assert heard == [made]
    assert Certificate.objects.count() == 1
    assert made.state() == State.VALID
    assert made.number.startswith("LIVER-2")
    assert [letter.subject for letter in mail.outbox] == ["Liver: Your certificate"]
    assert made.path in mail.outbox[0].body


def test_a_letter_that_a_kill_left_unwritten_is_written_later(earn, amara, clock):
    made = earn(amara)  # nothing after the commit ran
    assert tasks.tell_holders.call() == 0
    clock(made.awarded_at + timedelta(minutes=10))
    assert tasks.tell_holders.call() == 1
    assert tasks.tell_holders.call() == 0
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"funding": " "}, "No external funding."),
        ({"learner": ""}, "the name as we verified it"),
        ({"minutes": 0}, "how many minutes"),
        ({"participatory_minutes": 61}, "never more"),
        ({"score": 101}, "0 to 100"),
        ({"outcomes": ("x",) * 9}, "At most 8"),
        ({"outcomes": ("x" * 201,)}, "at most 200"),
        ({"title_role": None}, ""),
        ({"provider": "A\nB"}, "one line"),
        ({"activity_path": "//example.org/"}, "a path of the community"),
    ],
    ids=lambda part: str(part)[:24] if isinstance(part, dict) else "",
)
def test_what_cannot_stand_on_a_certificate_is_refused(earn, amara, wrong, said):
    if "title_role" in wrong:
        with pytest.raises(Refused, match="A title is one line"):
            earn(amara, title=" ")
    else:
        with pytest.raises(Refused, match=said):
            earn(amara, facts=facts_of(amara, **wrong))
    assert not Certificate.objects.exists()


@pytest.mark.parametrize(
    "how",
    [
        {"subject": "no-kind"},
        {"valid_for": timedelta(hours=1)},
        {"completed_at": timezone.now() + YEAR},
        {"edition": -1},
    ],
    ids=["subject", "an hour", "tomorrow", "edition"],
)
def test_an_award_that_makes_no_sense_is_refused(earn, amara, how):
    with pytest.raises(Refused):
        earn(amara, **how)


def test_facts_come_back_as_they_were_kept(amara):
    said = facts_of(amara, approval=APPROVAL, credits=APPROVAL.credits)
    assert Facts.read(said.as_json()) == said


def test_what_a_certificate_says_is_never_saved_again(earn, amara):
    made = earn(amara)
    made.title = "Something grander"
    with pytest.raises(CertificateKeptError):
        made.save()
    with pytest.raises(CertificateKeptError):
        made.save(update_fields=["title"])
    with pytest.raises(CertificateKeptError):
        made.delete()
    with pytest.raises(CertificateKeptError):
        Certificate(community=made.community, number="X", facts={}).save()


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Something grander"},
        {"facts": {"learner": "Somebody Else"}},
        {"completed_at": timezone.now() - 3 * YEAR},
        {"expires_at": timezone.now() + 9 * YEAR},
        {"number": "LIVER-2026-999999"},
        {"seal": ""},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_row_changed_behind_our_back_is_told_as_altered(earn, amara, change):
    made = earn(amara)
    if "facts" in change:
        change = {"facts": made.facts | change["facts"]}
    Certificate.objects.filter(pk=made.pk).update(**change)
    assert Certificate.objects.get(pk=made.pk).state() == State.ALTERED


def test_a_seal_of_another_community_is_no_seal(earn, amara, dora):
    mine, theirs = earn(amara), earn(dora)
    key = theirs.sealed_with
    forged = key.signs(mine.sealed_words())
    Certificate.objects.filter(pk=mine.pk).update(sealed_with=key, seal=forged)
    assert Certificate.objects.get(pk=mine.pk).state() == State.ALTERED


def test_an_award_is_kept_with_what_its_caller_keeps_or_not_at_all(earn, amara):
    with transaction.atomic():
        earn(amara)
        transaction.set_rollback(True)
    assert not Certificate.objects.exists()


def test_a_second_number_is_drawn_where_the_first_is_taken(earn, amara, erin, monkeypatch):
    drawn = iter(["LIVER-2026-AAAAAA", "LIVER-2026-AAAAAA", "LIVER-2026-BBBBBB"])
    monkeypatch.setattr(awarding, "new_number", lambda slug, year: next(drawn))
    assert [earn(amara).number, earn(erin).number] == ["LIVER-2026-AAAAAA", "LIVER-2026-BBBBBB"]


# --- The desk -------------------------------------------------------------------------------------


def test_an_editor_revokes_with_a_reason_and_the_holder_reads_it(earn, amara, erin, committed):
    made = earn(amara)
    with committed():
        actions.revoke(certificate=made, by=erin.viewer, why="The module was withdrawn.")
    made = Certificate.objects.get()
    assert made.state() == State.REVOKED
    assert "The module was withdrawn." in mail.outbox[-1].body
    with pytest.raises(Refused, match="already"):
        actions.revoke(certificate=made, by=erin.viewer, why="Again.")
    with pytest.raises(Refused, match="not issued again"):
        actions.reissue(certificate=made, by=erin.viewer, why="x", facts=made.said)


@pytest.mark.parametrize("person", ["amara", "nadia", "chen", "faye", "dora", "visitor"])
def test_nobody_but_editors_of_the_community_revokes(request, earn, amara, person):
    made = earn(amara)
    by = request.getfixturevalue(person).viewer
    for act in (
        lambda: actions.revoke(certificate=made, by=by, why="x"),
        lambda: actions.reissue(
            certificate=made, by=by, why="x", facts=replace(made.said, learner="A B")
        ),
    ):
        with pytest.raises(Refused):
            act()


def test_editors_do_not_revoke_their_own_nor_without_a_reason(earn, amara, erin):
    with pytest.raises(Refused):
        actions.revoke(certificate=earn(erin), by=erin.viewer, why="x")
    with pytest.raises(Refused, match="Say why"):
        actions.revoke(certificate=earn(amara), by=erin.viewer, why=" ")
    with pytest.raises(Refused, match="patient"):
        actions.revoke(certificate=earn(amara), by=erin.viewer, why="NHS no 943 476 5919")


def test_a_reissue_keeps_the_number_and_what_the_holder_chose(earn, amara, erin, committed):
    made = earn(amara)
    actions.allow(certificate=made, by=amara.viewer, shows_name="full")
    with committed():
        new = actions.reissue(
            certificate=made,
            by=erin.viewer,
            why="Married.",
            facts=replace(made.said, learner="Amara Osei-Kerr"),
        )
    old = Certificate.objects.get(pk=made.pk)
    assert new.number == f"{old.number}-R1"
    assert (old.state(), new.state()) == (State.REPLACED, State.VALID)
    assert old.replaced_by == new
    assert (new.shows_name, new.expires_at) == ("full", old.expires_at)
    assert [letter.subject for letter in mail.outbox] == [
        "Liver: Your certificate was issued again"
    ]
    again = actions.reissue(
        certificate=new, by=erin.viewer, why="A slip.", facts=replace(new.said, learner="A Kerr")
    )
    assert again.number == f"{old.number}-R2"
    with pytest.raises(Refused, match="newest"):
        actions.reissue(certificate=old, by=erin.viewer, why="x", facts=new.said)
    assert earn(amara, completed_at=made.completed_at) == again
