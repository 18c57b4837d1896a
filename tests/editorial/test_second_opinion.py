"""A page appears when enough clinicians without an interest in it have approved exactly its text."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from nacre.communities.models import FundingRelationship, Sponsor
from nacre.editorial.actions import note_sign_off, open_desk, publish_placed, seat_editor
from nacre.editorial.models import ClinicalEditor, NewsPage, ResourcePage, ToolkitPage
from nacre.pages.models import SectionPage
from tests.cast import make_person

TAMARISK = {"category": "honoraria", "organisation": "Tamarisk Pharma Ltd", "year": 2026}


@pytest.fixture
def nell(liver):
    """A journalist."""
    open_desk(liver)
    return make_person(liver, "Nell", "Garrity", profession="editorial_staff", duty="journalist")


@pytest.fixture
def seat(liver):
    """Gives somebody a seat on the board with what they declared."""

    def _seat(given, declared="none"):
        open_desk(liver)
        person = make_person(liver, given, "Marsh", profession="doctor", duty="clinical_editor")
        said = {"key": given.lower(), "name": f"Dr {given} Marsh", "declarations": [declared]}
        seat_editor(community=liver, said=said, user=person.user)
        return person

    return _seat


@pytest.fixture
def sponsored(liver):
    """A sponsor of one page."""
    sponsor = Sponsor.objects.create(slug="tamarisk", name="Tamarisk Pharma")
    return FundingRelationship.objects.create(
        community=liver, sponsor=sponsor, scope="module", kind="sponsored_nonpromotional",
        statement="Sponsored by Tamarisk Pharma.",
    )  # fmt: skip


@pytest.fixture
def sent(liver, nell):
    """Sends a draft of some kind for sign-off."""

    def _sent(model=NewsPage, slug="draft", **fields):
        section = SectionPage.objects.of(liver).get(slug="news")
        page = model(
            title="Draft", slug=slug, community=liver, live=False, owner=nell.user, **fields
        )
        section.add_child(instance=page)
        page.save_revision(user=nell.user)
        page = model.objects.get(pk=page.pk)
        page.get_workflow().start(page, nell.user)
        return model.objects.get(pk=page.pk)

    return _sent


def _approve(at, person, page):
    fresh = type(page).objects.get(pk=page.pk)
    state = fresh.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    at("liver", person).post(address, {"comment": ""})
    return type(page).objects.get(pk=page.pk)


def _word(page, person):
    task = page.current_workflow_task_state.task.specific
    task.on_action(page.current_workflow_task_state, person.user, "approve")


def test_news_needs_one_clinician(at, sent, seat):
    assert _approve(at, seat("Edith"), sent()).live


@pytest.mark.parametrize("model", [ToolkitPage])
def test_what_teaches_needs_two_and_names_both(at, sent, seat, model, committed):
    edith, oona = seat("Edith"), seat("Oona")
    page = _approve(at, edith, sent(model, aim="A", registration_purpose="R"))
    assert not page.live
    assert "Dr Edith Marsh approved it" in at("liver", oona).get("/cms/").text
    assert not _approve(at, edith, page).live, "nobody is two clinicians"
    page = _approve(at, oona, page)
    assert page.live
    names = [person["name"] for person in page.byline if person["label"] == "Reviewed by"]
    assert names == ["Dr Edith Marsh", "Dr Oona Marsh"]


def test_a_reference_about_a_medicine_needs_two(at, sent, seat):
    edith = seat("Edith")
    assert not _approve(at, edith, sent(ResourcePage, standfirst="Starting rifaximin.")).live
    assert _approve(at, edith, sent(ResourcePage, slug="other", standfirst="Ward rounds.")).live


def test_whoever_has_an_interest_is_never_the_only_one(at, sent, seat, sponsored, amara, committed):
    conflicted, other, third = seat("Ada", TAMARISK), seat("Bea", TAMARISK), seat("Cleo")
    page = _approve(at, conflicted, sent(funded_by=sponsored))
    assert not page.live
    assert not _approve(at, other, page).live, "two with an interest are none without"
    with committed():
        assert _approve(at, third, page).live
    told = at("liver", amara).get(page.path_in_community).text
    claim = "Declared interest (honoraria or speaker&#x27;s fees): Tamarisk Pharma funds this page."
    assert claim in told


def test_an_interest_asks_for_a_second_even_after_one_without(at, sent, seat, sponsored):
    page = sent(funded_by=sponsored)
    assert _approve(at, seat("Cleo"), page).live


def test_a_changed_comma_needs_both_again(at, sent, seat, nell):
    page = _approve(at, seat("Edith"), sent(ToolkitPage, aim="A", registration_purpose="R"))
    draft = page.get_latest_revision_as_object()
    draft.standfirst = "One comma, more."
    draft.save_revision(user=nell.user)
    assert not _approve(at, seat("Oona"), ToolkitPage.objects.get(pk=page.pk)).live


@pytest.mark.parametrize(
    ("days", "may"), [(0, True), (364, True), (366, False), (800, False), (None, False)]
)
def test_a_declaration_is_good_for_a_year(at, sent, seat, days, may):
    edith, page = seat("Edith"), sent()
    confirmed = None if days is None else timezone.localdate() - timedelta(days=days)
    ClinicalEditor.objects.filter(user=edith.user).update(interests_confirmed_on=confirmed)
    if not may:
        with pytest.raises(PermissionDenied, match="Dr Edith Marsh"):
            _word(page, edith)
    assert _approve(at, edith, page).live is may


def test_whoever_has_no_seat_approves_nothing(at, sent, liver, nell):
    edda = make_person(liver, "Edda", "Vane", profession="nurse", duty="clinical_editor")
    page = sent()
    with pytest.raises(PermissionDenied, match="clinical editor in office"):
        _word(page, edda)
    assert not _approve(at, edda, page).live


def test_an_author_who_said_nothing_of_interests_keeps_a_page_back(at, sent, seat):
    edith = seat("Edith")
    page = sent(author_name="Dr Una Vale")
    with pytest.raises(PermissionDenied, match="Dr Una Vale has not said anything about interests"):
        _word(page, edith)
    assert not _approve(at, edith, page).live
    said = sent(slug="said", author_name="Dr Una Vale", author_declares="none")
    assert _approve(at, edith, said).live
    assert {"name": "Dr Una Vale", "declared": "No relevant interests."} in said.interests


def test_an_editor_who_wrote_must_have_confirmed(at, sent, seat):
    edith, writer = seat("Edith"), seat("Wren")
    ClinicalEditor.objects.filter(user=writer.user).update(interests_confirmed_on=date(2020, 1, 1))
    page = sent(author_name="Dr Wren Marsh")
    with pytest.raises(PermissionDenied, match="Dr Wren Marsh ran out on 1 January 2021"):
        _word(page, edith)


def test_no_way_round_below_the_admin(sent):
    page = sent()
    with pytest.raises(PermissionDenied, match="clinical editor"):
        page.get_latest_revision().publish(skip_permission_checks=True)
    assert not NewsPage.objects.get(pk=page.pk).live


def test_what_a_blueprint_places_appears(article):
    publish_placed(page=article)
    assert NewsPage.objects.get(pk=article.pk).live
    note_sign_off(page=article, by=None)
    assert NewsPage.objects.get(pk=article.pk).reviewed_by is not None
