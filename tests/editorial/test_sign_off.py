"""A page with clinical claims is published by a clinician who did not write it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db.transaction import atomic
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, TaskState, Workflow

from nacre.editorial.actions import open_desk, remind_editors, seat_editor
from nacre.editorial.models import (
    ClinicalEditor,
    ClinicalSignOffTask,
    NewsPage,
    SignOffAct,
    SignOffMissingError,
)
from nacre.members.models import User
from tests.cast import make_person


def _act(at, person, page, action, comment="Please"):
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return at("liver", person).post(address, {"comment": comment})


def test_a_desk_is_opened_once(liver, desk):
    assert open_desk(liver) == desk
    assert Workflow.objects.filter(name__contains=liver.name).count() == 1
    assert ClinicalSignOffTask.objects.count() == 1


def test_duty_gives_and_takes_the_admin(liver, nell):
    assert nell.user.groups.get().name == "liver journalists"
    nell.membership.duty = "clinical_editor"
    nell.membership.save()
    assert nell.user.groups.get().name == "liver clinical editors"
    nell.membership.status = "left"
    nell.membership.save()
    assert not nell.user.groups.exists()


def test_a_journalist_sends_and_a_clinical_editor_publishes(at, sent, edith, board, committed):
    assert "Draft" in at("liver", edith).get("/cms/").text
    with committed():
        _act(at, edith, sent, "approve")
    page = NewsPage.objects.get(pk=sent.pk)
    assert page.live
    assert page.reviewed_on is not None


def test_the_page_says_who_signed_it_off(at, sent, edith, liver):
    seat = ClinicalEditor.objects.get(user=edith.user)
    _act(at, edith, sent, "approve")
    assert NewsPage.objects.get(pk=sent.pk).reviewed_by == seat


def test_a_patient_in_the_comment_of_a_step_is_not_kept(at, sent, edith):
    _act(at, edith, sent, "reject", comment="Is this about NHS number 943 476 5919?")
    comment = TaskState.objects.get(status="rejected").comment
    assert comment == "Is this about NHS number [NHS number removed]?"


def test_a_journalist_cannot_sign_off(at, sent, nell):
    _act(at, nell, sent, "approve")
    assert not NewsPage.objects.get(pk=sent.pk).live


def test_nobody_signs_off_what_they_wrote(at, draft, nell, edith, erin, board):
    draft.save_revision(user=edith.user)
    draft.get_workflow().start(draft, edith.user)
    _act(at, nell, draft, "approve")  # the journalist's word is the sub-edit's alone
    page = NewsPage.objects.get(pk=draft.pk)
    task = page.current_workflow_task_state.task.specific
    assert "approve" not in {name for name, *_ in task.get_actions(page, edith.user)}
    assert not task.get_task_states_user_can_moderate(edith.user).exists()
    with pytest.raises(PermissionDenied):
        task.on_action(page.current_workflow_task_state, edith.user, "approve")
    _act(at, edith, page, "approve")
    assert not NewsPage.objects.get(pk=page.pk).live
    erin.membership.save()
    _act(at, erin, page, "approve")
    assert NewsPage.objects.get(pk=page.pk).live


def test_nobody_publishes_past_the_sign_off(at, draft, nell, edith):
    for person in (nell, edith):
        rights = draft.permissions_for_user(User.objects.get(pk=person.user.pk))
        assert not rights.can_publish()
        form = {"title": "Draft", "slug": "draft", "body-count": "0", "action-publish": "1"}
        edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
        at("liver", person).post(edit, form)
        publish = reverse("wagtailadmin_api:pages:action", args=[draft.pk, "publish"])
        assert at("liver", person).post(publish).status_code == 403
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        at("liver", person).post(f"{bulk}?id={draft.pk}")
    assert not NewsPage.objects.get(pk=draft.pk).live


def test_below_the_admin_nothing_appears_unsigned(draft, nell, edith, settings):
    operator = User.objects.create_superuser("olga@example.org", given_name="Olga")
    revision = draft.get_latest_revision()
    for way in (
        revision.publish,
        lambda: revision.publish(user=operator, skip_permission_checks=True),
        lambda: PublishPageRevisionAction(revision, user=operator).execute(True),
        lambda: draft.save_revision(approved_go_live_at=timezone.now() + timedelta(days=1)),
    ):
        with pytest.raises(SignOffMissingError, match="makes clinical claims"), atomic():
            way()
    assert not NewsPage.objects.get(pk=draft.pk).live


def test_an_old_sign_off_is_none_for_an_edited_text(at, sent, edith, nell):
    _act(at, edith, sent, "approve")
    page = NewsPage.objects.get(pk=sent.pk)
    approved = page.get_latest_revision()
    page.standfirst = "A comma, more"
    edited = page.save_revision(user=nell.user)
    with pytest.raises(SignOffMissingError), atomic():
        edited.publish(user=edith.user, skip_permission_checks=True)
    # Wagtail saves into the revision that is there while somebody types.
    approved.content = edited.content
    approved.save()
    with pytest.raises(SignOffMissingError), atomic():
        approved.publish()
    assert NewsPage.objects.get(pk=sent.pk).standfirst == ""


def test_an_operator_neither_signs_off_nor_publishes_without_a_reason(at, sent):
    olga = make_person(sent.community, "Olga", "Petrov")
    User.objects.filter(pk=olga.user.pk).update(is_superuser=True, is_staff=True)
    _act(at, olga, sent, "approve")
    address = reverse("sign_offs:publish", args=[sent.pk])
    at("liver", olga).post(address, {"reason": "please"})
    assert not NewsPage.objects.get(pk=sent.pk).live
    reason = "The safety notice must stand today, and the board is at a meeting."
    at("liver", olga).post(address, {"reason": reason})
    assert NewsPage.objects.get(pk=sent.pk).live
    act = SignOffAct.objects.get(kind="overridden")
    assert (act.user, act.note) == (olga.user, reason)
    assert reason in at("liver", olga).get(reverse("sign_offs:history", args=[sent.pk])).text


def test_only_operators_publish_anyway(at, sent, edith, nell):
    for person in (edith, nell):
        at("liver", person).post(reverse("sign_offs:publish", args=[sent.pk]), {"reason": "x" * 30})
    assert not NewsPage.objects.get(pk=sent.pk).live


def test_a_term_that_ended_takes_the_sign_off_at_once(at, sent, edith, liver):
    said = {"key": "marsh", "name": "Edith Marsh"}
    seat = seat_editor(community=liver, said=said, user=edith.user)
    # As the day goes by, nobody saves anything.
    type(seat).objects.update(term_ends_on=timezone.localdate() - timedelta(days=1))
    _act(at, edith, sent, "approve")
    assert not NewsPage.objects.get(pk=sent.pk).live
    assert edith.user.groups.exists()
    remind_editors()
    assert not edith.user.groups.exists()
    seat.refresh_from_db()
    seat.term_ends_on = None
    seat.save()
    assert edith.user.groups.exists()


def test_a_copy_is_a_draft_again(at, article, edith, news):
    address = reverse("wagtailadmin_pages:copy", args=[article.pk])
    form = {
        "new_title": "Copied",
        "new_slug": "copied",
        "new_parent_page": news.pk,
        "publish_copies": "on",
    }
    at("liver", edith).post(address, form)
    assert not Page.objects.filter(slug="copied", live=True).exists()


def test_another_community_cannot_sign_off(at, ms, sent):
    quentin = make_person(ms, "Quentin", "Q", profession="doctor", duty="clinical_editor")
    task = sent.current_workflow_task_state.task.specific
    assert task.get_actions(sent, quentin.user) == []
    for host in ("ms", "liver"):
        state = sent.current_workflow_task_state
        address = reverse("wagtailadmin_pages:workflow_action", args=[sent.pk, "approve", state.pk])
        assert at(host, quentin).post(address).status_code == 403
    assert not NewsPage.objects.get(pk=sent.pk).live


@pytest.mark.parametrize(
    "sort",
    [
        "newspage",
        "journalreviewpage",
        "conferencepage",
        "interviewpage",
        "resourcepage",
        "toolkitpage",
    ],
)
def test_every_kind_of_page_has_a_form(at, nell, news, sort):
    address = reverse("wagtailadmin_pages:add", args=["editorial", sort, news.pk])
    assert at("liver", nell).get(address).status_code == 200


def test_an_editor_adds_a_paper_that_another_community_reads(at, edith, liver, ms):
    from nacre.evidence.actions import add_citation
    from nacre.evidence.models import Citation

    add_citation(doi="10.1/x", shelf=ms, title="T", journal_abbrev="Gut", year=2020)
    form = {
        "doi": "https://doi.org/10.1/X",
        "pmid": "",
        "title": "Mine",
        "author_lines": "A B",
        "journal_abbrev": "Gut",
        "year": "2021",
    }
    at("liver", edith).post(reverse("wagtailsnippets_evidence_citation:add"), form)
    assert Citation.objects.get().title == "T"
    assert set(Citation.objects.get().shelves.all()) == {liver, ms}
    form["doi"] = "10.1/new"
    at("liver", edith).post(reverse("wagtailsnippets_evidence_citation:add"), form)
    assert Citation.objects.on_the_shelf_of(liver).get(doi="10.1/new").authors == ["A B"]
    assert not Citation.objects.on_the_shelf_of(ms).filter(doi="10.1/new").exists()


def test_the_preview_of_a_draft_opens_for_its_editors(at, draft, nell, amara):
    address = reverse("wagtailadmin_pages:view_draft", args=[draft.pk])
    assert "Draft" in at("liver", nell).get(address).text
    assert at("liver", amara).get(address).status_code == 403


def test_letters_lead_to_the_host_of_the_community(at, draft, nell, edith, mailoutbox, committed):
    with committed():
        draft.get_workflow().start(draft, nell.user)
    asked = {letter.to[0]: letter.body for letter in mailoutbox}
    assert "//liver.nacre.localhost:8000/sign-off/" in asked[edith.user.email]
    assert len(mailoutbox) == len(asked)  # one letter each
    assert "//nacre.localhost" not in asked[edith.user.email]
    mailoutbox.clear()
    with committed():
        _act(at, edith, NewsPage.objects.get(pk=draft.pk), "approve")
    told = {letter.to[0]: letter.body for letter in mailoutbox}
    assert "//liver.nacre.localhost:8000/news/draft/" in told[nell.user.email]
