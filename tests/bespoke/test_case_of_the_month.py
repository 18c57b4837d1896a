"""A bespoke component lives where it is switched on and nowhere else."""

from datetime import UTC, datetime

import pytest

from bespoke.case_of_the_month.actions import answer_case
from bespoke.case_of_the_month.component import CaseOfTheMonth
from bespoke.case_of_the_month.models import Answer, CasePage
from nacre.communities.models import Community, EnabledComponent
from nacre.components import registry
from nacre.insights.periods import Month
from nacre.launch.signals import community_launched
from nacre.pages.models import SectionPage


@pytest.fixture
def case(liver) -> CasePage:
    """A case in the news of liver."""
    page = CasePage(
        title="A yellow sclera",
        slug="a-yellow-sclera",
        findings="An invented person of 50.",
        question="What first?",
        options=["Ultrasound", "Wait"],
        right_option=0,
        explanation="An ultrasound shows whether ducts are wide.",
    )
    SectionPage.objects.of(liver).get(slug="news").add_child(instance=page)
    page.save_revision().publish()
    return CasePage.objects.get(pk=page.pk)


def switch_off(community: Community) -> None:
    """Take the component away from one community."""
    for row in EnabledComponent.objects.filter(community=community, slug=CaseOfTheMonth.slug):
        row.delete()


def test_a_member_answers_once_and_is_told_why(at, amara, case):
    browser = at("liver", amara)
    assert "Choose one" in browser.get("/news/a-yellow-sclera/").text
    told = browser.post(f"/cases/{case.pk}/answer/", {"option": "1"}, follow=True).text
    assert "The better answer is: Ultrasound" in told
    browser.post(f"/cases/{case.pk}/answer/", {"option": "0"})
    assert Answer.objects.get().option == 1


def test_switched_off_it_is_gone_here_and_stays_elsewhere(at, amara, ms, case, committed):
    browser = at("liver", amara)
    assert browser.get("/news/a-yellow-sclera/").status_code == 200
    with committed():
        switch_off(amara.community)
    assert browser.get("/news/a-yellow-sclera/").status_code == 404
    assert browser.post(f"/cases/{case.pk}/answer/", {"option": "0"}).status_code == 404
    liver = Community.objects.get(slug="liver")
    assert "cases_answered" not in metric_codes(liver)
    assert "cases_answered" in metric_codes(ms)


def metric_codes(community: Community) -> list[str]:
    """The metrics that a community's report would ask."""
    return [c.options["code"] for _, c in registry.contributions("metric", community.enabled)]


def test_the_metric_counts_one_community_in_one_month(amara, ms, case):
    answer_case(case=case, option=0, by=amara.viewer)
    Answer.objects.update(at=datetime(2026, 3, 5, tzinfo=UTC))
    count = registry._components[CaseOfTheMonth.slug].cases_answered
    assert count(amara.community, Month(2026, 3)) == 1
    assert count(amara.community, Month(2026, 4)) == 0
    assert count(ms, Month(2026, 3)) == 0


def test_visitors_and_pending_members_cannot_answer(at, ben, case):
    for person in (None, ben):
        assert (
            at("liver", person).post(f"/cases/{case.pk}/answer/", {"option": "0"}).status_code
            == 404
        )
    assert not Answer.objects.exists()


def test_a_hostile_option_is_refused(at, amara, case):
    for option in ("", "-1", "99", "0; drop table", "٣"):
        answer = at("liver", amara).post(f"/cases/{case.pk}/answer/", {"option": option})
        assert answer.status_code == 403
    assert not Answer.objects.exists()


def test_a_launched_community_with_the_component_shows_one_case(liver, ms):
    switch_off(ms)
    tools = SectionPage(title="Tools", slug="tools", community=liver)
    SectionPage.objects.of(liver).get(slug="news").get_parent().add_child(instance=tools)
    for community in (liver, ms, liver):
        found = Community.objects.get(pk=community.pk)
        community_launched.send(sender=Community, community=found)
    assert CasePage.objects.of(liver).count() == 1
    assert not CasePage.objects.of(ms).exists()
