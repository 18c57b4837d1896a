"""A connection has two ends, and both decide whether a third person may read of it."""

import pytest

from nacre.members.connected import connections_shown
from nacre.members.models import Connection
from nacre.members.visibility import profile_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def linked(liver, amara, erin):
    """Amara and Erin know one another and let members read of it."""
    for person in (amara, erin):
        person.membership.visibility = {"connections": "community"}
        person.membership.save()
    return Connection.objects.create(
        community=liver, requested_by=amara.membership, addressed_to=erin.membership,
        state="accepted",
    )  # fmt: skip


def names(of, viewer) -> list[str]:
    """Whose names a viewer reads among somebody's connections."""
    shown = profile_of(of.membership, viewer.viewer)
    return [p.name for p in connections_shown(of.membership, shown, viewer.viewer)]


def test_both_opened_theirs(linked, amara, chen):
    assert names(amara, chen) == ["Erin Shaw"]


@pytest.mark.parametrize("closed", ["amara", "erin"])
def test_one_did_not(linked, amara, chen, closed, request):
    membership = request.getfixturevalue(closed).membership
    membership.visibility = {"connections": "me"}
    membership.save()
    assert names(amara, chen) == []


def test_ones_own_are_no_secret_to_oneself(linked, amara, erin):
    erin.membership.visibility = {"connections": "me"}
    erin.membership.save()
    assert names(amara, amara) == ["Erin Shaw"]


def test_who_only_asked_is_no_connection(linked, amara, chen):
    Connection.objects.update(state="pending")
    assert names(amara, chen) == []
