"""Invented members: as many as asked, the same each time, and nobody real."""

import pytest
from django.core.management import CommandError, call_command

from nacre.members.actions import seed_members
from nacre.members.models import DirectoryEntry, Membership, User

pytestmark = pytest.mark.django_db


def test_a_community_gets_the_members_it_asked_for(liver, royal_free):
    seed_members(liver, 20, professions={"nurse": 12, "doctor": 8}, learning_zone_only=3)
    members = Membership.objects.of(liver).active()
    assert members.counted().count() == DirectoryEntry.objects.of(liver).count() == 20
    assert members.counted().filter(profession="nurse").count() == 12
    assert members.filter(tier="learning_zone_only").count() == 3


def test_invented_people_reach_nobody_and_cannot_sign_in_by_password(liver):
    seed_members(liver, 5)
    for user in User.objects.all():
        assert user.email.endswith("@example.org")
        assert not user.has_usable_password()


def test_the_commands_say_what_they_need(liver):
    call_command("seed_members", "liver", "3")
    call_command("rebuild_directory")
    assert DirectoryEntry.objects.of(liver).count() == 3
    with pytest.raises(CommandError):
        call_command("seed_members", "nowhere", "3")
