"""A sponsor sees no draft, but for one revision in a window that an editor opened and that ends."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from nacre.communities.actions import answer_funding
from nacre.communities.funding import Answers
from nacre.communities.models import FundingRelationship, Sponsor
from nacre.editorial.actions import open_fact_check, sync_desk
from nacre.editorial.models import FactCheck, FactualPoint, NewsPage
from tests.cast import make_person

TEXT = "Half of them were better at week four"
POINT = {"passage": "Half of them", "point": "It was 47 of 100.", "source": "Table 2"}


@pytest.fixture
def draft(news, liver) -> NewsPage:
    """A draft that Tamarisk sponsors and may check for facts."""
    relationship = FundingRelationship(
        community=liver, sponsor=Sponsor.named("Tamarisk Pharma"), scope="module"
    )
    answer_funding(
        relationship=relationship, answers=Answers(agreement="sponsorship", text="facts")
    )
    page = NewsPage(
        title="Draft", slug="draft", standfirst=TEXT, community=liver, live=False,
        funded_by=relationship,
    )  # fmt: skip
    news.add_child(instance=page)
    page.save_revision()
    return NewsPage.objects.get(pk=page.pk)


@pytest.fixture
def window(draft, erin, faye) -> FactCheck:
    """The window, open for Faye for five days."""
    return open_fact_check(
        page=draft, observer=faye.membership, closes_at=timezone.now() + timedelta(days=5),
        by=erin.viewer, user=erin.user,
    )  # fmt: skip


def _every_address_of(draft):
    yield draft.path_in_community
    yield f"/search/?q={TEXT.split(maxsplit=1)[0]}"
    yield "/feed/"
    yield "/news/"
    yield "/cms/"
    yield f"/desk/fact-checks/{draft.pk}/"
    for name in ("edit", "view_draft", "history"):
        yield reverse(f"wagtailadmin_pages:{name}", args=[draft.pk])


def test_the_walk_of_a_sponsor_meets_no_draft(at, faye, draft, window):
    browser = at("liver", faye)
    for address in _every_address_of(draft):
        assert TEXT not in browser.get(address, follow=True).text
    faye.membership.duty = "journalist"  # whatever the duty says
    faye.membership.save()
    sync_desk(faye.membership)
    assert not faye.user.groups.exists()
    for address in _every_address_of(draft):
        assert TEXT not in at("liver", faye).get(address, follow=True).text


def test_in_the_window_one_reads_and_lists_facts_and_approves_nothing(
    at, faye, erin, draft, window
):
    address = f"/fact-checks/{window.key}/"
    browser = at("liver", faye)
    told = browser.get(address).text
    assert TEXT in told
    assert "nothing here is an approval" in told
    browser.post(address, POINT)
    point = FactualPoint.objects.get()
    assert not NewsPage.objects.get(pk=draft.pk).live
    desk = f"/desk/fact-checks/{draft.pk}/"
    assert "It was 47 of 100." in at("liver", erin).get(desk).text
    at("liver", erin).post(f"/desk/fact-checks/points/{point.pk}/", {"decision": "declined"})
    assert "Declined" in at("liver", erin).get(desk).text
    acts = PageLogEntry.objects.filter(page_id=draft.pk, action__startswith="nacre.fact_check")
    assert {act.action.rpartition(".")[2] for act in acts} == {"opened", "point", "decided"}


def test_what_is_written_after_is_not_in_the_window(at, faye, draft, window):
    draft.standfirst = "Later and different"
    draft.save_revision()
    told = at("liver", faye).get(f"/fact-checks/{window.key}/").text
    assert TEXT in told
    assert "Later and different" not in told


def test_it_is_for_that_person_until_that_moment(at, faye, erin, amara, dora, liver, window):
    address = f"/fact-checks/{window.key}/"
    other = make_person(liver, "Fox", "Ray", profession="pharma_staff", tier="sponsor_observer")
    for host, person in (("liver", other), ("liver", amara), ("ms", dora), ("liver", erin)):
        assert at(host, person).get(address).status_code == 404
    assert at("liver").get(address).status_code == 404
    at("liver", erin).post(f"/desk/fact-checks/{window.key}/close/")
    assert at("liver", faye).get(address).status_code == 404
    assert at("liver", faye).post(address, POINT).status_code == 404
    assert not FactualPoint.objects.exists()


def test_a_patient_in_a_point_is_not_kept(at, faye, window):
    form = POINT | {"point": "As in NHS number 943 476 5919."}
    at("liver", faye).post(f"/fact-checks/{window.key}/", form)
    assert not FactualPoint.objects.exists()


def test_nobody_at_arms_length_gets_a_window(draft, erin, faye):
    answer_funding(relationship=draft.funded_by, answers=Answers())
    with pytest.raises(ValidationError, match="at arm's length sees nothing"):
        open_fact_check(
            page=NewsPage.objects.get(pk=draft.pk), observer=faye.membership,
            closes_at=timezone.now() + timedelta(days=1), by=erin.viewer, user=erin.user,
        )  # fmt: skip


def test_editors_alone_open_one_and_not_for_long(at, draft, erin, faye, amara):
    with pytest.raises(PermissionDenied):
        open_fact_check(
            page=draft, observer=faye.membership, closes_at=timezone.now() + timedelta(days=1),
            by=amara.viewer, user=amara.user,
        )  # fmt: skip
    long = (timezone.now() + timedelta(days=60)).strftime("%Y-%m-%dT%H:%M")
    form = {"observer": faye.membership.pk, "closes_at": long}
    told = at("liver", erin).post(f"/desk/fact-checks/{draft.pk}/", form).text
    assert "within 14 days" in told
    assert not FactCheck.objects.exists()
    form["observer"] = amara.membership.pk
    at("liver", erin).post(f"/desk/fact-checks/{draft.pk}/", form)
    assert not FactCheck.objects.exists()
