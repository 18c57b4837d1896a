"""Drafts are saved while somebody types: kept as any draft is, guarded as any draft is."""

from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.models import Revision
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from nacre.editorial.actions import ask_about_all
from nacre.editorial.blocks import PROSE
from nacre.editorial.models import NewsPage, SignOffRequest

LOUD = "NOBODY LIKES TO BE SHOUTED AT"
QUIETLY = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def save(at):
    """Saves a page as the editor's browser does, by itself or when a button is pressed."""

    def post(person, page, words, **how):
        text = rich_text(f"<p>{words}</p>", features=PROSE)
        said = {
            "title": page.title,
            "slug": page.slug,
            "author_name": "Nell Garrity",
            "author_declares": "none",
            "body": streamfield([("paragraph", text)]),
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
        }
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return at("liver", person).post(address, nested_form_data(said), **how)

    return post


def latest(page) -> str:
    return NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object().body_words()


def test_the_editor_saves_by_itself(at, nell, draft):
    told = at("liver", nell).get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).text
    assert "w-autosave" in told


def test_what_was_typed_is_kept_without_a_button(save, nell, draft):
    answer = save(nell, draft, "Band first.", **QUIETLY).json()
    assert answer["success"]
    assert "Band first." in latest(draft)


def test_a_draft_with_a_patient_is_not_kept_and_the_browser_is_told(save, nell, draft):
    answer = save(nell, draft, "She is NHS number 943 476 5919.", **QUIETLY)
    assert (answer.status_code, answer.json()["error_code"]) == (400, "validation_error")
    assert not Revision.objects.filter(content__icontains="5919").exists()


def test_it_voids_the_sign_off_that_waits_and_asks_anew_once_somebody_rests(
    save, nell, edith, erin, board, draft, committed, mailoutbox
):
    save(nell, draft, "Band first.")
    page = NewsPage.objects.get(pk=draft.pk)
    with committed():
        page.get_workflow().start(page, nell.user)
    (asked,) = SignOffRequest.objects.waiting()
    assert not asked.problem
    answer = save(erin, page, "Band first, then ask.", **QUIETLY)
    assert answer.json()["success"]
    assert "This text has changed" in SignOffRequest.objects.get(pk=asked.pk).problem
    assert ask_about_all() == 0
    with committed():
        assert ask_about_all(quiet=timedelta(0)) > 0
    asked.refresh_from_db()
    assert asked.state == SignOffRequest.State.VOID


def test_advice_is_given_when_somebody_saves_and_not_at_every_pause(save, at, nell, draft):
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    browser = at("liver", nell)
    for _ in range(2):
        save(nell, draft, LOUD, **QUIETLY)
    assert "in capitals throughout" not in browser.get(edit).text
    told = save(nell, draft, LOUD, follow=True).text
    assert told.count("in capitals throughout") == 1


def test_a_preview_does_not_use_up_what_the_editor_is_to_be_told(save, nell, draft):
    told = save(nell, draft, LOUD)
    browser = told.client
    browser.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk]))
    assert "in capitals throughout" in browser.get(told.url).text
