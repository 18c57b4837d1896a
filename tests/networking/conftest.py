"""Colleagues who have been members for a while, and how two of them become contacts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nacre.members.models import Connection
from nacre.networking import actions
from nacre.networking.models import Conversation
from tests.cast import make_person

LONG_AGO = timedelta(days=60)


@pytest.fixture
def amara(amara):
    """The hepatologist, a member for two months: beyond the limits of newcomers."""
    return _settled(amara)


@pytest.fixture
def erin(erin):
    """The clinical editor, a member for two months."""
    return _settled(erin)


def _settled(person):
    person.membership.activated_at = timezone.now() - LONG_AGO
    person.membership.save()
    return person


@pytest.fixture
def make_colleague(liver):
    """More hepatologists: `make_colleague("Otto")`."""

    def make(given, family="Lind", **fields):
        fields = {"profession": "doctor", "role": "consultant"} | fields
        return _settled(make_person(liver, given, family, **fields))

    return make


@pytest.fixture
def otto(make_colleague):
    """A third colleague."""
    return make_colleague("Otto")


@pytest.fixture
def connected():
    """`connected(amara, erin)`: the two are contacts."""

    def connect(one, other):
        return Connection.objects.create(
            community=one.community,
            requested_by=one.membership,
            addressed_to=other.membership,
            state="accepted",
            answered_at=timezone.now(),
        )

    return connect


@pytest.fixture
def write():
    """`write(amara, erin, "words")`: the conversation after it."""

    def send(by, to, text, **more) -> Conversation:
        return actions.begin_conversation(by=by.viewer, to=[to.membership], text=text, **more)

    return send
