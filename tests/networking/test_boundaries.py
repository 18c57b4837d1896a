"""Whoever is kept away does not come near, and cannot tell why."""

import pytest
from django.core import mail

from nacre.members.models import Connection
from nacre.members.refusals import Refused
from nacre.networking import actions
from nacre.networking.models import Follow, Introduction
from nacre.networking.suggestions import suggestions_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept_away(amara, otto):
    """Amara keeps Otto away."""
    actions.block_member(by=amara.viewer, other=otto.membership)


def why_not(act) -> str:
    """The sentence with which something is refused."""
    with pytest.raises(Refused) as refused:
        act()
    return str(refused.value)


def test_a_block_reads_like_a_preference(amara, otto, erin, kept_away, write):
    actions.change_choices(by=erin.viewer, openness="connections")
    for other in (amara, erin):
        assert why_not(lambda other=other: write(otto, other, "Hello")) == why_not(
            lambda other=other: actions.ask_to_connect(by=otto.viewer, other=other.membership)
        )
    assert why_not(lambda: write(otto, amara, "Hello")) == why_not(
        lambda: write(otto, erin, "Hello")
    )


def test_nobody_is_told_of_a_block(amara, otto, connected, committed, at):
    connected(amara, otto)
    with committed():
        actions.block_member(by=amara.viewer, other=otto.membership)
    assert not mail.outbox
    page = at("liver", otto).get(f"/members/{amara.membership.key}/")
    assert page.status_code == 200
    assert "away" in page.text  # what Otto may do himself, as with everybody
    assert "keeps you" not in page.text


def test_a_block_ends_what_there_was(amara, otto, erin, connected):
    connected(amara, otto)
    connected(amara, erin)
    connected(erin, otto)
    actions.start_following(by=otto.viewer, target=amara.membership)
    actions.block_member(by=amara.viewer, other=otto.membership)
    assert not Connection.objects.are_connected(amara.membership, otto.membership)
    assert not Follow.objects.exists()
    asked = why_not(
        lambda: actions.ask_introduction(
            by=otto.viewer, to_meet=amara.membership, contact=erin.membership, note="Please"
        )
    )
    assert "cannot be reached" in asked
    assert not Introduction.objects.exists()


def test_an_old_conversation_is_closed_to_both(amara, otto, connected, write):
    connected(amara, otto)
    conversation = write(otto, amara, "Hello")
    actions.block_member(by=amara.viewer, other=otto.membership)
    for person in (amara, otto):
        why_not(
            lambda person=person: actions.send_message(
                by=person.viewer, conversation=conversation, text="Hm"
            )
        )


def test_words_of_whoever_is_kept_away_are_not_read_in_a_group(
    at, amara, otto, erin, connected, write
):
    for one, other in ((amara, otto), (amara, erin), (erin, otto)):
        connected(one, other)
    conversation = actions.begin_conversation(
        by=erin.viewer, to=[amara.membership, otto.membership], text="The three of us"
    )
    actions.block_member(by=amara.viewer, other=otto.membership)
    actions.send_message(by=otto.viewer, conversation=conversation, text="Words of Otto")
    assert "Words of Otto" not in at("liver", amara).get(f"/messages/{conversation.key}/").text
    assert "Words of Otto" in at("liver", erin).get(f"/messages/{conversation.key}/").text


def test_neither_is_suggested_to_the_other(amara, royal_free, make_colleague):
    from nacre.members.actions import rebuild_directory

    ines = make_colleague("Ines", organisation=royal_free)
    rebuild_directory(amara.community)
    assert [s.membership for s in suggestions_for(amara.viewer)] == [ines.membership]
    actions.block_member(by=amara.viewer, other=ines.membership)
    assert suggestions_for(amara.viewer) == []
    assert suggestions_for(ines.viewer) == []
