"""Members write to one another: who may, how much, and what never gets through."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from nacre.members.models import Connection
from nacre.members.refusals import Refused
from nacre.networking import actions
from nacre.networking.limits import A_DAY
from nacre.networking.models import Conversation, Message, Participant
from tests.cast import make_person

pytestmark = pytest.mark.django_db
# Of the range kept for examples, which no patient has; beside a cue it is stopped all the same.
NUMBER = "999 000 0018"
STOPPED = f"Could you look at my patient, NHS number {NUMBER}, seen on Monday?"


def test_a_stranger_writes_twice_and_then_waits_for_an_answer(amara, erin, write):
    write(amara, erin, "May I ask about your clinic?")
    conversation = write(amara, erin, "It is about the drains.")
    with pytest.raises(Refused, match="not answered yet"):
        write(amara, erin, "Hello?")
    actions.send_message(by=erin.viewer, conversation=conversation, text="Of course.")
    write(amara, erin, "Thank you.")
    assert Conversation.objects.count() == 1


def test_newcomers_write_to_fewer_strangers_a_day(liver, erin, make_colleague, write):
    newcomer = make_person(liver, "Nina", "Holt", profession="doctor")
    for number in range(A_DAY["strangers"][1]):
        write(newcomer, make_colleague(f"C{number}"), "Good morning")
    with pytest.raises(Refused, match="go on tomorrow"):
        write(newcomer, erin, "Good morning")
    Conversation.objects.update(started_at=timezone.now() - timedelta(days=2))
    write(newcomer, erin, "Good morning")


def test_one_text_for_many_is_refused(amara, make_colleague, connected, write):
    text = "Dear colleague, please come to my course next month; it is a very good one."
    for number in range(4):
        other = make_colleague(f"C{number}")
        connected(amara, other)
        if number < 3:
            write(amara, other, text)
    with pytest.raises(Refused, match="in your own"):
        write(amara, other, text)


def test_only_contacts_are_written_to_together(amara, erin, otto, connected):
    connected(amara, erin)
    both = [erin.membership, otto.membership]
    with pytest.raises(Refused, match="all are your contacts"):
        actions.begin_conversation(by=amara.viewer, to=both, text="Hello both")
    connected(otto, amara)
    actions.begin_conversation(by=amara.viewer, to=both, text="Hello both")
    assert Participant.objects.count() == 3


@pytest.mark.parametrize("person", ["nadia", "faye", "ben", "dora"])
def test_whoever_takes_no_part_neither_writes_nor_is_written_to(request, person, amara, write):
    other = request.getfixturevalue(person)
    with pytest.raises(Refused):
        write(other, amara, "Hello")
    with pytest.raises(Refused):
        write(amara, other, "Hello")
    assert not Conversation.objects.exists()


def test_company_staff_in_a_full_tier_are_kept_out_all_the_same(liver, amara, write):
    seller = make_person(liver, "Sam", "Vale", profession="pharma_staff", tier="full")
    with pytest.raises(Refused):
        write(seller, amara, "Hello")
    with pytest.raises(Refused):
        write(amara, seller, "Hello")


def test_a_letter_says_who_and_never_what(amara, erin, write, committed):
    with committed():
        write(amara, erin, "The secret of the abstract")
        write(amara, erin, "and a second line")
    told = [letter for letter in mail.outbox if letter.to == [erin.user.email]]
    assert len(told) == 1  # one until they have read it
    assert "Amara Osei wrote to you" in told[0].subject
    assert "secret" not in told[0].body + told[0].alternatives[0][0]
    assert told[0].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_no_letter_after_it_was_stopped(amara, erin, write, committed):
    actions.stop_mail(membership=erin.membership)
    with committed():
        write(amara, erin, "Hello")
    assert not mail.outbox


def test_stopped_text_is_found_nowhere(
    at, amara, erin, connected, write, tmp_path, settings, caplog, committed
):
    connected(amara, erin)
    conversation = write(amara, erin, "Hello")
    caplog.set_level(logging.DEBUG)
    with committed(), pytest.raises(Refused) as refused:
        actions.send_message(by=amara.viewer, conversation=conversation, text=STOPPED)
    assert "0018" not in str(refused.value)
    with pytest.raises(Refused):
        write(amara, erin, STOPPED, is_checked=True)
    with committed():
        at("liver", amara).post(f"/messages/{conversation.key}/", {"text": STOPPED})
        at("liver", amara).post(f"/connections/ask/{erin.membership.key}/", {"note": STOPPED})
    assert NUMBER not in everything_kept()
    assert "9990000018" not in everything_kept()
    assert NUMBER not in caplog.text
    assert not any(NUMBER in letter.body for letter in mail.outbox)


def everything_kept() -> str:
    """Each value of each row of each table, as text."""
    kept = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
            kept += [str(row) for row in cursor.fetchall()]
    return "\n".join(kept)


def test_what_only_might_identify_somebody_is_asked_about_once(amara, erin, write):
    doubtful = "You can reach me on 01632 555 014 or at someone@example.net"
    with pytest.raises(Refused, match="tick that you have checked"):
        write(amara, erin, doubtful)
    write(amara, erin, doubtful, is_checked=True)
    assert Message.objects.get().text == doubtful


def test_a_member_put_on_pause_does_not_write(amara, erin, chen, connected, write):
    connected(amara, erin)
    write(amara, erin, "You are all fools")
    flag = actions.flag_message(by=erin.viewer, message=Message.objects.get(), reason="unkind")
    actions.decide_flag(by=chen.viewer, flag=flag, decision="paused", why="Not in that tone.")
    with pytest.raises(Refused, match="paused your writing"):
        write(amara, erin, "And again")


def test_a_pair_put_away_comes_back_with_the_next_message(amara, erin, write, connected):
    connected(amara, erin)
    conversation = write(amara, erin, "Hello")
    actions.leave_conversation(by=erin.viewer, conversation=conversation)
    assert not Conversation.objects.visible_to(erin.viewer).exists()
    write(amara, erin, "Are you there?")
    assert Conversation.objects.visible_to(erin.viewer).exists()


def test_a_closed_door_opens_for_the_answer_alone(amara, erin, write):
    actions.change_choices(by=amara.viewer, openness="connections")
    with pytest.raises(Refused, match="cannot be reached"):
        write(erin, amara, "Hello")
    conversation = write(amara, erin, "May I ask something?")
    actions.send_message(by=erin.viewer, conversation=conversation, text="Please do.")
    assert not Connection.objects.exists()
