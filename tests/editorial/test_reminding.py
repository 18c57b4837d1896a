"""Whoever is asked is reminded, a substitute stands in, the lead hears of what nobody answers."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from nacre.editorial.actions import remind_editors, seat_editor
from nacre.editorial.models import (
    ClinicalEditor,
    ClinicalSignOffTask,
    EditorAbsence,
    SignOffAct,
    SignOffRequest,
)
from nacre.editorial.signatories import whom_to_ask
from nacre.pages.models import Topic
from tests.cast import make_person
from tests.editorial.letters import link_for

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


@pytest.fixture
def seats(liver, board, edith, amara):
    """Three on the board: the lead, Edith, and Amara."""
    amara.membership.duty = "clinical_editor"
    amara.membership.save()
    return [board] + [
        seat_editor(
            community=liver, said={"key": p.user.email[:5], "name": p.user.name}, user=p.user
        )
        for p in (edith, amara)
    ]


@pytest.fixture
def send(draft, nell, committed):
    """Send the draft for sign-off."""

    def start():
        with committed():
            draft.get_workflow().start(draft, nell.user)

    return start


def run(committed, **ago) -> dict:
    """A day's work, with all that waits moved into the past."""
    if ago:
        for request in SignOffRequest.objects.all():
            request.sent_at -= timedelta(**ago)
            request.save(update_fields=["sent_at"])
    with committed():
        return remind_editors()


def test_everybody_but_the_lead_is_asked(seats, send, edith, amara, mailoutbox):
    send()
    assert {letter.to[0] for letter in mailoutbox} == {edith.user.email, amara.user.email}


def test_who_knows_the_subject_is_asked_first(seats, send, draft, liver, amara, mailoutbox):
    topic = Topic.objects.create(community=liver, label="Ascites", slug="ascites")
    draft.topics.add(topic)
    draft.save()
    seats[2].remit.add(topic)
    send()
    assert [letter.to for letter in mailoutbox] == [[amara.user.email]]


def test_the_lead_is_asked_if_nobody_else_can(board, send, erin, mailoutbox):
    send()
    assert [letter.to for letter in mailoutbox] == [[erin.user.email]]


def test_who_is_away_gets_no_letter(seats, send, liver, amara, mailoutbox):
    of_edith, of_amara = seats[1:]
    EditorAbsence.objects.create(
        community=liver,
        editor=of_edith,
        away_from=TODAY(),
        away_until=TODAY() + timedelta(days=3),
        substitute=of_amara,
    )
    send()
    assert [letter.to for letter in mailoutbox] == [[amara.user.email]]


def test_a_substitute_stands_in(board, liver, send, edith, mailoutbox):
    of_edith = ClinicalEditor.objects.get(user=edith.user)
    EditorAbsence.objects.create(
        community=liver,
        editor=of_edith,
        away_from=TODAY(),
        away_until=TODAY(),
        substitute=board,
    )
    send()
    (letter,) = mailoutbox
    assert letter.to == [board.user.email]
    assert "while Edith Marsh is away" in letter.body
    assert SignOffAct.objects.filter(kind="substituted").exists()


def test_reminders_go_once_and_then_the_lead_is_told(seats, send, at, erin, mailoutbox, committed):
    send()
    assert run(committed)["reminded"] == 0
    assert run(committed, days=3)["reminded"] == 2
    assert run(committed)["reminded"] == 0
    assert run(committed, days=4)["reminded"] == 2
    told = run(committed, days=1)
    assert (told["reminded"], told["lead_told"]) == (0, 1)
    assert mailoutbox[-1].to == [erin.user.email]
    assert "Nobody has signed off" in mailoutbox[-1].subject
    assert at("liver").get(link_for(erin, mailoutbox)).status_code == 200
    count = len(mailoutbox)
    assert not any(run(committed).values())
    assert len(mailoutbox) == count
    kinds = list(SignOffAct.objects.values_list("kind", flat=True))
    assert [kinds.count(k) for k in ("sent", "reminded", "lead told")] == [3, 4, 1]


def test_the_first_link_works_beside_that_of_a_reminder(
    seats, send, at, edith, mailoutbox, committed
):
    send()
    first = link_for(edith, mailoutbox)
    run(committed, days=3)
    assert link_for(edith, mailoutbox) != first
    for link in (first, link_for(edith, mailoutbox)):
        assert "to sign off" in at("liver").get(link).text


def test_what_ran_out_is_asked_anew(seats, send, mailoutbox, committed):
    send()
    SignOffRequest.objects.update(expires_at=timezone.now())
    with committed():
        done = remind_editors()
    assert done["expired"] == 2
    assert SignOffAct.objects.filter(kind="expired").count() == 2


def test_the_command_says_what_it_did(seats, send, committed):
    send()
    out = StringIO()
    with committed():
        call_command("remind_editors", "--json", stdout=out)
    assert json.loads(out.getvalue())["reminded"] == 0
    out = StringIO()
    call_command("verify_evidence_chain", "--of", "sign_offs", stdout=out)
    assert "The chain holds: 2 rows" in out.getvalue()


def test_queries_do_not_grow_with_the_board(
    seats, send, liver, draft, django_assert_max_num_queries
):
    for number in range(5):
        person = make_person(liver, f"P{number}", "Q", profession="nurse", duty="clinical_editor")
        seat_editor(community=liver, said={"key": f"p{number}", "name": "P"}, user=person.user)
    with django_assert_max_num_queries(12):
        assert len(whom_to_ask(ClinicalSignOffTask.objects.get(), draft)) == 7
