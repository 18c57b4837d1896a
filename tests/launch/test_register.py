"""The demonstration's invented register."""

import pytest

from nacre.launch.register import load_invented_register
from nacre.members.models import ProfessionalRegistration, RegisterEntry, User

pytestmark = pytest.mark.django_db


def test_those_who_wait_stand_on_it_in_different_ways():
    for number in range(5):
        user = User.objects.create_user(f"u{number}@example.org", given_name="Ada", family_name="Quill")  # fmt: skip
        ProfessionalRegistration.objects.create(user=user, regulator="GMC", number=f"900000{number}")  # fmt: skip
    load_invented_register()
    outcomes = [u.evidence.get(sort="register_match").outcome for u in User.objects.order_by("pk")]
    assert outcomes == ["match", "match", "review", "match", "not_found"]
    assert RegisterEntry.objects.count() == 4
