"""A community opens from its blueprint, and opening it again changes nothing that people changed."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import override_settings

from nacre.audiences.models import Audience
from nacre.communities.models import Community, FundingRelationship
from nacre.editorial.actions import publish_placed
from nacre.editorial.models import ClinicalEditor, NewsPage, ResourcePage, ToolkitRegistration
from nacre.insights.periods import Month, Period
from nacre.launch import blueprint, checks
from nacre.launch.interviews import link_interviews
from nacre.launch.launching import launch_community
from nacre.launch.people import Peopling
from nacre.launch.scenario import scenario_of
from nacre.launch.toolkits import register_nurses
from nacre.members.models import Membership
from nacre.pages.models import BasePage, SectionPage, Topic

UNTIL = Month.last_complete(datetime.now(UTC))


@pytest.fixture(scope="module")
def _opened_once(django_db_setup, django_db_blocker, tmp_path_factory):
    """It takes seconds, so the tests share it, each in a savepoint of its own."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        yield launch_community("immunology", until=UNTIL).pk, media
        transaction.set_rollback(True)


@pytest.fixture
def opened(_opened_once, db, settings):
    """The immunology community, just opened."""
    key, settings.MEDIA_ROOT = _opened_once
    return Community.objects.get(pk=key)


def test_a_community_opens_whole(opened, at):
    said = checks.read("immunology")
    assert opened.launched_on == UNTIL.previous(14).starts_on
    assert set(SectionPage.objects.of(opened).values_list("slug", flat=True)) >= {"news", "tools"}
    assert Topic.objects.of(opened).count() == len(said.community["topics"])
    assert NewsPage.objects.of(opened).live().count() == len(said.news)
    assert ClinicalEditor.objects.of(opened).count() == 2
    assert FundingRelationship.objects.filter(community=opened).count() >= 2
    assert all(page.document.file.size > 2000 for page in ResourcePage.objects.of(opened))
    assert at("immunology").get("/").status_code == 200


def test_everyone_may_read_what_is_public_and_members_the_rest(opened):
    audiences = {audience.slug: audience for audience in Audience.objects.of(opened)}
    assert audiences["public"].rule == {"everyone": True}
    assert audiences["members"].is_default
    open_news = NewsPage.objects.of(opened).filter(audience=audiences["public"])
    assert open_news.count() == 2


def test_pages_appeared_when_the_blueprint_says(opened):
    item = checks.read("immunology").news[0]
    page = NewsPage.objects.of(opened).get(slug=item["slug"])
    assert (datetime.now(UTC) - page.first_published_at).days in {
        item["days_ago"] - 1,
        item["days_ago"],
    }


def test_opening_again_leaves_alone_what_people_changed(opened):
    page = NewsPage.objects.of(opened).first()
    page.title = "Changed by an editor"
    publish_placed(page=page)
    opened.name = "Renamed"
    opened.save()
    before = BasePage.objects.of(opened).count()
    launch_community("immunology", until=UNTIL)
    page.refresh_from_db()
    assert page.title == "Changed by an editor"
    assert Community.objects.get(slug="immunology").name == "Renamed"
    assert BasePage.objects.of(opened).count() == before


def test_an_editor_may_serve_two_communities(opened, tmp_path):
    said = (blueprint.folder_of("immunology") / "community.yaml").read_text()
    said = said.replace("slug: immunology\n", "slug: allergy\n", 1)
    (tmp_path / "community.yaml").write_text(said)
    sister = launch_community(str(tmp_path), until=UNTIL)
    editors = Membership.objects.filter(duty=Membership.Duty.CLINICAL_EDITOR)
    assert set(editors.filter(community=sister).values_list("user")) == set(
        editors.filter(community=opened).values_list("user")
    )


def test_a_blueprint_that_is_not_sound_opens_nothing(db, tmp_path):
    (tmp_path / "community.yaml").write_text("slug: empty\n")
    with pytest.raises(checks.BlueprintError):
        launch_community(str(tmp_path))
    assert not Community.objects.filter(slug="empty").exists()


@pytest.mark.slow
def test_members_come_to_the_figures_of_the_blueprint(opened):
    now = datetime.now(UTC)
    peopling = Peopling(checks.read("immunology"), opened, UNTIL, now)
    assert peopling.fill() == 380
    assert Peopling(checks.read("immunology"), opened, UNTIL, now).fill() == 380
    counted = Membership.objects.of(opened).counted()
    whole = Period(UNTIL.starts_at, UNTIL.ends_at)
    assert counted.here_at_end_of(whole).count() == 380
    launch = Month(opened.launched_on.year, opened.launched_on.month).starts_at
    assert counted.here_at_end_of(Period(launch, launch)).count() == scenario_of(
        "immunology"
    ).at_launch(380)
    by_profession = checks.read("immunology").community["membership"]["professions"]
    nurses = counted.active().filter(profession="nurse").count()
    assert nurses == by_profession["nurse"]
    register_nurses(opened, UNTIL)
    registered = ToolkitRegistration.objects.of(opened)
    assert registered.members() == scenario_of("immunology").toolkit_registrants
    assert not registered.exclude(membership__profession="nurse").exists()
    assert link_interviews(opened) == len(checks.read("immunology").interviews)
    assert link_interviews(opened) == 0
