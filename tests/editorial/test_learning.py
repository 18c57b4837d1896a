"""Work for the community is proposed as CPD to whoever did it, and to nobody else."""

import pytest
from django.urls import reverse

from nacre.cpd import actions as cpd
from nacre.cpd.models import Entry
from nacre.editorial import actions
from tests.editorial.papers import make_paper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
SAID = {"relevance": 6, "newsworthiness": 3, "changes_practice": True, "comment": "Sober"}


def test_a_days_ratings_are_one_proposal_without_what_was_said(liver, desk, erin, amara, committed):
    papers = [make_paper(liver, f"Invented bile {number}") for number in range(2)]
    for paper in papers:
        actions.keep_for_rating(citation=paper, by=erin.viewer)
    actions.offer_to_rate(per_week=3, by=amara.viewer)
    for paper in papers:
        with committed():
            actions.rate_paper(citation=paper, by=amara.viewer, **SAID)
    entry = Entry.objects.get()
    assert entry.membership == amara.membership
    assert (entry.source, entry.claimed, entry.evidence) == ("rating", 10, {"papers": 2})
    assert "Sober" not in str(Entry.objects.values().get())


def test_whoever_signs_a_text_off_has_a_proposal_and_its_author_none(at, sent, edith, committed):
    state = sent.current_workflow_task_state
    path = reverse("wagtailadmin_pages:workflow_action", args=[sent.pk, "approve", state.pk])
    with committed():
        at("liver", edith).post(path, {"comment": ""})
    entry = Entry.objects.get()
    assert entry.membership == edith.membership
    assert (entry.source, entry.claimed) == ("sign_off", 15)
    assert entry.title == f"Clinical review: {sent.title}"


def test_answers_to_an_interview_are_proposed_once_they_are_sent(nell, amara, committed):
    ask = actions.ask_for_interview(
        membership=amara.membership, subject="On running a clinic by bus", message="",
        questions=["How did it begin?", "What next?"], by=nell.viewer,
    )  # fmt: skip
    answers = {ask.questions.first().pk: "With one bus."}
    for is_final in (False, True):
        with committed():
            actions.save_answers(
                ask=ask, by=amara.viewer, answers=answers, said={}, is_final=is_final
            )
        assert Entry.objects.count() == is_final
    assert Entry.objects.get().claimed == 15
    assert "one bus" not in str(Entry.objects.values().get())


def test_a_retraction_adds_a_note_and_leaves_the_credit(amara, review, citing, retract):
    for page in (review, citing):
        entry = cpd.propose(
            membership=amara.membership, source="reading", source_key=f"page:{page.pk}",
            title=page.title, minutes=20, pages=[page.pk],
        )  # fmt: skip
        cpd.accept_entries(by=amara.viewer, keys=[entry.key])
    for _again in range(2):
        retract()
    for entry in Entry.objects.all():
        assert entry.note == "About a paper behind this: Retraction, 15 April 2021: Error in Data."
        assert (entry.claimed, entry.state) == (20, "accepted")
