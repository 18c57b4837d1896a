"""A person who asks to be forgotten is found nowhere but where it was agreed."""

import pytest
from django.core.management import call_command

from nacre.members.models import User
from nacre.privacy import erasing
from nacre.privacy.models import Erasure
from tests.privacy.lives import WORDS, links_to_account, live, traces_in_the_database

pytestmark = pytest.mark.django_db

# The body's own list, and the numbers of accounts in the log of the editing desk.
AGREED = {"members_memberlistentry"}
AGREED_LINKS = {"wagtailcore.PageLogEntry.user", "wagtailcore.ModelLogEntry.user"}


@pytest.fixture
def lived(at, amara, chen, erin, closed_page):
    live(at, amara, chen, erin, closed_page)
    return amara


def test_the_plan_is_shown_and_kept_to(lived):
    steps = {step.label: step.count for step in erasing.plan(lived.user)}
    proof = erasing.erase(lived.user, asked_by="operator")
    assert {label: count for label, (_, count) in proof.counts.items()} == steps
    assert steps["Memberships"] == 1


def test_no_table_holds_a_word_of_the_person(lived):
    assert traces_in_the_database(WORDS)
    erasing.erase(lived.user, asked_by="operator")
    left = traces_in_the_database(WORDS)
    assert {trace.table for trace in left} <= AGREED


def test_no_column_holds_the_number_of_the_account(lived):
    number = lived.user.pk
    assert len(links_to_account(number)) > 5
    erasing.erase(lived.user, asked_by="operator")
    assert links_to_account(number) <= AGREED_LINKS


def test_others_lose_nothing(lived, erin, dora):
    before = erasing.plan(dora.user)
    erasing.erase(lived.user, asked_by="operator")
    assert erasing.plan(dora.user) == before
    assert erin.user.evidence.count() == 1  # what amara found of her stays, without amara


def test_a_restored_backup_is_erased_again(lived):
    number, address = lived.user.pk, lived.user.email
    erasing.erase(lived.user, asked_by="member")
    User.objects.create(pk=number, email=address)
    assert len(erasing.repeat_all()) == 1
    assert not User.objects.filter(pk=number).exists()
    assert erasing.repeat_all() == []


def test_the_number_of_an_account_alone_erases_nobody(lived):
    number = lived.user.pk
    erasing.erase(lived.user, asked_by="member")
    User.objects.create(pk=number, email="somebody.else@example.org")
    assert erasing.repeat_all() == []


def test_the_proof_names_nobody(lived):
    erasing.erase(lived.user, asked_by="member")
    text = str(Erasure.objects.values().get()).casefold()
    assert not [word for word in WORDS if word in text]


def test_the_command_shows_the_plan_and_does_nothing_unasked(lived, capsys):
    call_command("erase_person", lived.user.email)
    assert "Memberships" in capsys.readouterr().out
    assert User.objects.filter(pk=lived.user.pk).exists()
    call_command("erase_person", lived.user.email, yes=True)
    assert not User.objects.filter(pk=lived.user.pk).exists()
