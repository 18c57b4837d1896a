"""A part of the demonstration's members say more of themselves, the same on each machine."""

import pytest
from django.utils import timezone

from nacre.launch.profiles import enrich
from nacre.members.actions import seed_members
from nacre.members.models import Membership, Profile

pytestmark = pytest.mark.django_db


def test_some_members_say_more_and_most_are_confirmed(liver, royal_free, hepatitis):
    seed_members(liver, 60, professions={"nurse": 60})
    Membership.objects.update(interests=["hepatitis-d"])
    made = enrich(liver, timezone.now(), {"hepatitis-d": "Hepatitis D"})
    assert 0 < made < 30
    assert Profile.objects.filter(subspecialties=["Hepatitis D"]).count() == made
    assert Membership.objects.filter(confirmed_at__isnull=False).exists()


def test_a_second_time_changes_no_profile(liver, royal_free, hepatitis):
    seed_members(liver, 60, professions={"nurse": 60})
    now = timezone.now()
    enrich(liver, now, {})
    before = list(Profile.objects.order_by("pk").values())
    assert enrich(liver, now, {}) == 0
    assert list(Profile.objects.order_by("pk").values()) == before


def test_nobody_is_confirmed_before_they_came(liver, royal_free, amara):
    enrich(liver, timezone.now(), {})
    amara.membership.refresh_from_db()
    assert amara.membership.confirmed_at is None
