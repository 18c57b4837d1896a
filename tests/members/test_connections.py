"""Who is connected with whom, and that the database keeps it to one row a pair."""

import pytest
from django.db import IntegrityError

from nacre.members.models import Connection
from tests.cast import make_person

pytestmark = pytest.mark.django_db


def connect(one, other, state="accepted"):
    """Two of the cast, connected or about to be."""
    return Connection.objects.create(
        community=one.community,
        requested_by=one.membership,
        addressed_to=other.membership,
        state=state,
    )


def test_two_are_connected_whoever_asked(amara, erin, nadia):
    connect(amara, erin)
    connections = Connection.objects.all()
    assert connections.are_connected(amara.membership, erin.membership)
    assert connections.are_connected(erin.membership.pk, amara.membership.pk)
    assert not connections.are_connected(amara.membership, nadia.membership)
    assert not connections.are_connected(amara.membership, None)


def test_only_accepted_connections_count_as_connections(amara, erin, nadia, chen):
    connect(erin, amara)
    connect(amara, chen)
    connect(amara, nadia, "pending")
    mine = Connection.objects.accepted_keys_of(amara.membership)
    assert mine == {erin.membership.pk, chen.membership.pk}
    assert Connection.objects.accepted_keys_of(nadia.membership) == frozenset()
    assert Connection.objects.accepted_keys_of(None) == frozenset()


def test_a_pair_has_one_row_whoever_asks_second(amara, erin):
    connect(amara, erin, "declined")
    with pytest.raises(IntegrityError):
        connect(erin, amara, "pending")


def test_nobody_connects_with_themselves(amara):
    with pytest.raises(IntegrityError):
        connect(amara, amara)


def test_the_far_end_of_a_connection_is_the_other_person(liver, amara, erin):
    made = connect(amara, erin)
    assert made.other_id(amara.membership.pk) == erin.membership.pk
    assert made.other_id(erin.membership.pk) == amara.membership.pk
    stranger = make_person(liver, "Otto", "Lind", profession="doctor")
    assert not Connection.objects.between(amara.membership, stranger.membership).exists()
