"""What a reader of an article is told, and in which order."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from nacre.audiences.models import Audience
from nacre.communities.models import EnabledComponent, FundingRelationship, Sponsor
from nacre.editorial.actions import place_page, publish_placed
from nacre.editorial.models import (
    AboutPage,
    ConferencePage,
    ConferenceReportPage,
    InterviewPage,
    JournalReviewPage,
    NewsPage,
    ResourcePage,
)
from nacre.evidence.actions import add_citation, restate_citation
from nacre.pages.models import BasePage, SectionPage
from tests.cast import SECRET


@pytest.fixture
def review(news, board, liver):
    """A journal review with one finding."""
    paper = add_citation(
        doi="10.1002/hep.21178",
        shelf=liver,
        title="A simple index",
        journal_abbrev="Hepatology",
        year=2006,
        authors=["Sterling RK"],
    )
    page = JournalReviewPage(
        title="Counting instead of cutting",
        slug="counting",
        citation=paper,
        why_it_matters="It spares a biopsy.",
        population="People with two infections",
        findings=[
            {
                "type": "finding",
                "value": {
                    "outcome": "Relapse",
                    "measure": "RR",
                    "horizon": "52 weeks",
                    "events_intervention": 39,
                    "total_intervention": 300,
                    "events_control": 63,
                    "total_control": 300,
                },
            }
        ],
        commentary_by=board,
        commentary="Useful.",
        community=liver,
        reviewed_by=board,
    )
    return place_page(page=page, below=news)


def test_a_member_reads_all_and_a_visitor_only_why_it_is_closed(at, amara, article):
    told = at("liver", amara).get(article.path_in_community).text
    for words in ("Nell Garrity", "Journalist", "Dr Erin Shaw", "Band first", SECRET):
        assert words in told
    outside = at("liver").get(article.path_in_community).text
    assert "Varices again" in outside
    assert "Open to members of Liver" in outside
    assert SECRET not in outside
    assert "Band first" not in outside


def test_funding_is_said_before_the_text(at, nadia, amara, liver, grant, article, toolkit):
    told = at("liver", nadia).get(toolkit.path_in_community).text
    assert told.index(grant.statement) < told.index("Drain within a day")
    assert "No external funding." not in told
    told = at("liver", amara).get(article.path_in_community).text
    assert told.index("No external funding.") < told.index(SECRET)


def test_a_page_funded_apart_says_so_itself(liver, grant, toolkit, article):
    own = FundingRelationship.objects.create(
        community=liver,
        sponsor=Sponsor.objects.create(slug="tamarisk", name="Tamarisk"),
        scope="module",
        area="learning",
        kind="sponsored_nonpromotional",
        statement="This module is sponsored by Tamarisk.",
    )
    assert [f.pk for f in type(toolkit).objects.get(pk=toolkit.pk).funding] == [grant.pk]
    article.funded_by = own
    assert article.funding == [own]


def test_interests_of_those_who_answer_are_declared(at, amara, article):
    told = at("liver", amara).get(article.path_in_community).text
    assert "Tamarisk: Fee (2025)" in told
    assert "No relevant interests." in told
    assert told.index("Tamarisk: Fee (2025)") < told.index(SECRET)


def test_a_review_has_absolute_numbers_and_the_paper(at, amara, review):
    told = at("liver", amara).get(review.path_in_community).text
    for words in (
        "13 of 100 instead of 21 of 100",
        "NNT 13",
        "Sterling RK. A simple index. Hepatology. 2006.",
        "It spares",
    ):
        assert words in told


def test_a_retraction_is_said_above_the_text_at_once(at, amara, review, committed):
    browser = at("liver", amara)
    assert "retracted" not in browser.get(review.path_in_community).text.lower()
    with committed():
        restate_citation(citation=review.citation, status="retracted", note="Retracted, 2026.")
    told = browser.get(review.path_in_community).text
    assert told.index("Retracted, 2026.") < told.index("It spares a biopsy")


def test_every_kind_of_page_can_be_read(at, erin, news, liver, board):
    home = liver.site.root_page
    for below, page in (
        (home, AboutPage(title="About", slug="about")),
        (news, InterviewPage(title="I", slug="i", interviewee_name="Ada", approved_on=TODAY)),
        (news, ResourcePage(title="R", slug="r", version="1.2", kind="pdf")),
        (news, ConferencePage(title="C", slug="c", starts_on=TODAY, ends_on=TODAY)),
    ):
        page.community = liver
        placed = place_page(page=page, below=below)
        assert at("liver", erin).get(placed.path_in_community).status_code == 200
    report = ConferenceReportPage(title="CR", slug="cr", reporter_funding="Nobody", community=liver)
    report = place_page(page=report, below=ConferencePage.objects.get())
    told = at("liver", erin).get(report.path_in_community).text
    assert "not yet peer reviewed" in told
    assert "Nobody" in told


TODAY = date(2026, 11, 20)


def test_a_report_under_embargo_stays_closed(liver, news):
    meeting = place_page(
        page=ConferencePage(title="C", slug="c", starts_on=TODAY, ends_on=TODAY, community=liver),
        below=news,
    )
    later = timezone.now() + timedelta(days=2)
    report = ConferenceReportPage(
        title="Early", slug="early", reporter_funding="x", embargo_until=later, community=liver
    )
    meeting.add_child(instance=report)
    report.live = False
    report.save()
    publish_placed(page=report)
    assert not ConferenceReportPage.objects.open_now().filter(slug="early").exists()


def test_without_the_component_its_pages_are_gone_and_come_back(
    at, amara, liver, article, committed
):
    path = article.path_in_community
    assert at("liver", amara).get(path).status_code == 200
    with committed():
        EnabledComponent.objects.get(community=liver, slug="editorial").delete()
    assert at("liver", amara).get(path).status_code == 404
    assert "Varices again" not in at("liver", amara).get("/news/").text
    assert "Varices again" not in at("liver", amara).get("/search/?q=varices").text
    with committed():
        EnabledComponent.objects.create(community=liver, slug="editorial")
    assert at("liver", amara).get(path).status_code == 200


def test_the_feed_has_public_articles_with_their_funders_first(at, liver, article, grant):
    assert "Varices again" not in at("liver").get("/feed/").text
    grant.area = "news"
    grant.save()
    article.audience = Audience.objects.get(community=liver, slug="public")
    article.save()
    told = at("liver").get("/feed/").text
    assert "Varices again" in told
    assert told.index(grant.statement) < told.index(article.standfirst)
    assert SECRET not in told


def test_the_body_is_searched_and_stays_closed(at, amara, article):
    assert "Varices again" in at("liver", amara).get(f"/search/?q={SECRET}").text
    assert "Varices again" not in at("liver").get(f"/search/?q={SECRET}").text


def test_an_article_needs_few_queries_when_it_is_kept(
    at, amara, article, django_assert_max_num_queries
):
    browser = at("liver", amara)
    browser.get(article.path_in_community)
    with django_assert_max_num_queries(4):
        browser.get(article.path_in_community)


def test_dates_stand_with_the_exact_moment(at, amara, article):
    told = at("liver", amara).get(article.path_in_community).text
    assert re.search(r'<time datetime="\d{4}-\d\d-\d\dT', told)
    assert isinstance(article.first_published_at, datetime)


def test_related_pages_are_open_ones_on_the_same_topic(at, liver, news, article, hepatitis, amara):
    nurses = Audience.objects.get(community=liver, slug="nurses")
    for title, audience in (("Open one", None), ("Closed one", nurses)):
        page = NewsPage(title=title, slug=title[:4].lower(), community=liver)
        if audience:
            page.audience = audience
        page.topics_when_placed = [hepatitis]
        place_page(page=page, below=news)
    article.topics.set([hepatitis])
    publish_placed(page=article)
    told = at("liver", amara).get(article.path_in_community).text
    assert "Open one" in told
    assert "Closed one" not in told
    assert BasePage.objects.filter(title="Closed one").exists()
    assert SectionPage.objects.of(liver).exists()
