"""The demonstration's people know one another, and running it twice changes nothing."""

import pytest
from django.utils import timezone

from nacre.launch.linking import link_up
from nacre.launch.personas import persona
from nacre.members.models import Connection
from nacre.networking.models import Conversation, Follow, Message
from tests.cast import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(liver, hepatitis):
    """The personas of the liver community and a dozen others."""
    for code in ("consultant", "nurse", "gp"):
        who = persona(code)
        person = make_person(liver, who.given_name, who.family_name, profession=who.profession)
        person.user.email = who.email
        person.user.save()
    for number in range(14):
        make_person(liver, f"Colleague{number}", "Lind", profession="doctor", source="demo")


def test_personas_find_connections_and_conversations(liver, crowd):
    assert link_up(liver, timezone.now()) > 12
    assert Conversation.objects.of(liver).count() == 3
    assert Follow.objects.of(liver).exists()
    told = Message.objects.count()
    link_up(liver, timezone.now())
    assert Message.objects.count() == told
    assert not Connection.objects.filter(asked_at__gt=timezone.now()).exists()
