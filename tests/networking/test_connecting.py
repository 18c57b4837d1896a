"""Asking, answering and parting, each as quietly as it should be."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from nacre.members.models import Connection
from nacre.members.refusals import Refused
from nacre.networking import actions
from nacre.networking.limits import A_DAY
from nacre.networking.relations import relation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(amara, erin):
    """Amara has asked Erin to connect."""
    return actions.ask_to_connect(by=amara.viewer, other=erin.membership, note="From Leeds")


def test_a_no_looks_like_waiting(amara, erin, asked, committed):
    with committed():
        actions.decline_connection(by=erin.viewer, connection=asked)
    assert relation_of(amara.viewer, erin.membership).state == "asked"
    assert relation_of(erin.viewer, amara.membership).state == "none"
    assert not mail.outbox
    assert Connection.objects.get().note == ""


def test_whoever_asks_back_is_connected_at_once(amara, erin, asked):
    actions.decline_connection(by=erin.viewer, connection=asked)
    actions.ask_to_connect(by=erin.viewer, other=amara.membership)
    assert Connection.objects.are_connected(amara.membership, erin.membership)


def test_nobody_is_asked_again_and_again(amara, erin, asked):
    actions.decline_connection(by=erin.viewer, connection=asked)
    with pytest.raises(Refused, match="asked already"):
        actions.ask_to_connect(by=amara.viewer, other=erin.membership)
    actions.end_connection(by=amara.viewer, connection=Connection.objects.get())
    with pytest.raises(Refused, match="after three months"):
        actions.ask_to_connect(by=amara.viewer, other=erin.membership)
    Connection.objects.update(asked_at=timezone.now() - timedelta(days=91))
    actions.ask_to_connect(by=amara.viewer, other=erin.membership)


def test_only_the_one_who_was_asked_answers(amara, otto, asked):
    for person in (amara, otto):
        with pytest.raises(Refused):
            actions.accept_connection(by=person.viewer, connection=asked)


def test_the_note_stays_out_of_the_letter(amara, erin, committed):
    with committed():
        actions.ask_to_connect(by=amara.viewer, other=erin.membership, note="From Leeds")
    assert "Amara Osei asks to connect" in mail.outbox[0].subject
    assert "Leeds" not in mail.outbox[0].body


def test_a_day_has_an_end(amara, make_colleague):
    most = A_DAY["connections"][0]
    people = [make_colleague(f"C{n}") for n in range(most + 1)]
    for person in people[:most]:
        actions.ask_to_connect(by=amara.viewer, other=person.membership)
    with pytest.raises(Refused, match="go on tomorrow"):
        actions.ask_to_connect(by=amara.viewer, other=people[most].membership)
