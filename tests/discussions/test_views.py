"""The discussion below an article, as members and everybody else meet it."""

import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nacre.audiences.models import Audience
from nacre.communities.models import FundingRelationship, Sponsor
from nacre.discussions.models import Post, Thread
from nacre.discussions.versions import version_key
from nacre.evidence.models import Citation
from nacre.pages.models import BasePage

pytestmark = pytest.mark.django_db

PAGE = "/news/varices-again/"


def test_a_member_writes_in_the_box_and_lands_at_their_post(at, amara, article, committed):
    browser = at("liver", amara)
    page = browser.get(PAGE).text
    assert "Nobody has written yet" in page
    assert not Thread.objects.exists()
    action = re.search(r'<form class="composer" method="post" action="([^"]+)"', page)[1]
    assert "csrfmiddlewaretoken" in page
    with committed():
        sent = browser.post(action, {"text": "We band at two weeks.\nhttps://example.org"})
    post = Post.objects.get()
    assert sent["Location"] == f"{PAGE}#{post.anchor}"
    page = browser.get(PAGE).text
    assert f'id="{post.anchor}"' in page
    assert "We band at two weeks.<br>" in page
    assert "1 post by 1 member" in page
    assert 'rel="nofollow noopener noreferrer external"' in page


def test_each_reader_has_their_own_buttons(at, say, amara, otto, chen):
    post = say(amara, "We band at two weeks.")
    buttons = {
        who: set(re.findall(rf"(?:discussions|moderation)/posts/{post.key}/(\w*)", page))
        for who, page in (
            (who.user.given_name, at("liver", who).get(PAGE).text) for who in (amara, otto, chen)
        )
    }
    assert buttons == {
        "Amara": {"reply", "edit", "remove"},
        "Otto": {"reply", "flag"},
        "Chen": {"reply", "flag", ""},
    }


def test_a_change_shows_at_once_to_everybody(at, say, amara, otto, committed):
    with committed():
        post = say(amara, "We bend at two weeks.")
    theirs = at("liver", otto)
    assert "bend at two weeks" in theirs.get(PAGE).text
    browser = at("liver", amara)
    with committed():
        browser.post(f"/discussions/posts/{post.key}/edit/", {"text": "We band at two weeks."})
    page = theirs.get(PAGE).text
    assert "We band at two weeks." in page
    assert "bend" not in page
    with committed():
        browser.post(f"/discussions/posts/{post.key}/remove/")
    assert "Removed by its author." in theirs.get(PAGE).text


def test_what_was_typed_is_not_lost_when_it_is_refused(at, amara, article):
    answer = at("liver", amara).post(f"/discussions/{article.pk}/", {"text": "NHS no 943 476 5919"})
    assert answer.status_code == 200
    assert "NHS no 943 476 5919" in answer.text
    assert "Nothing was kept" in answer.text
    assert not Post.objects.exists()


def test_an_answer_and_a_flag_have_pages_of_their_own(at, say, amara, otto, committed):
    post = say(amara, "We band at two weeks.")
    browser = at("liver", otto)
    form = f"/discussions/posts/{post.key}/reply/"
    assert "We band at two weeks." in browser.get(form).text
    browser.post(form, {"text": "We wait for four."})
    answer = Post.objects.get(answers=post)
    assert browser.get(answer.url)["Location"] == f"{PAGE}#{answer.anchor}"
    form = f"/discussions/posts/{post.key}/flag/"
    assert "yellowcard.mhra.gov.uk" in browser.get(form).text
    with committed():
        browser.post(form, {"kind": "patient"})
    page = browser.get(PAGE).text
    assert "A moderator is looking at this post." in page
    assert "We band" not in page


def test_a_member_follows_and_stops(at, say, amara, otto):
    thread = say(amara, "We band at two weeks.").thread
    browser = at("liver", otto)
    browser.post(f"{thread.url}follow/")
    assert thread.follows.filter(membership=otto.membership).exists()
    assert "Stop letters" in browser.get(thread.url).text
    browser.post(f"{thread.url}unfollow/")
    assert not thread.follows.filter(membership=otto.membership).exists()


@pytest.mark.parametrize("person", ["visitor", "ben", "nadia", "faye", "dora"])
def test_outside_the_circle_nobody_reads_a_word(request, at, liver, say, amara, article, person):
    everyone = Audience.objects.get(community=liver, slug="public")
    BasePage.objects.filter(pk=article.pk).update(audience=everyone)
    post = say(amara, "bands-at-two-weeks")
    browser = at("liver", request.getfixturevalue(person))
    page = browser.get(PAGE).text
    assert "bands-at-two-weeks" not in page
    assert "composer" not in page
    for address in (f"/discussions/{article.pk}/", post.url, f"{post.url}reply/"):
        answer = browser.get(address)
        assert answer.status_code == 403
        assert "bands-at-two-weeks" not in answer.text
    for address in ("/feed/", "/sitemap.xml", "/search/?q=bands-at-two-weeks"):
        assert f"{post.key}" not in browser.get(address).text


def test_a_visitor_learns_how_many_take_part(at, liver, say, amara, otto, article):
    everyone = Audience.objects.get(community=liver, slug="public")
    BasePage.objects.filter(pk=article.pk).update(audience=everyone)
    assert "discuss this" not in at("liver").get(PAGE).text
    say(amara, "One")
    say(otto, "Two")
    assert "2 members discuss this" in at("liver", None).get(f"{PAGE}?anew").text


def test_a_page_that_a_company_funds_says_where_side_effects_go(at, liver, article, amara):
    assert "by Yellow Card" not in at("liver", amara).get(PAGE).text
    sponsor = Sponsor.objects.create(slug="tamarisk", name="Tamarisk")
    article.funded_by = FundingRelationship.objects.create(
        community=liver, sponsor=sponsor, kind="sponsored_nonpromotional", statement="Paid for."
    )
    article.save()
    assert "Report it by Yellow Card" in at("liver", amara).get(f"{PAGE}?anew").text


def twenty_posts(article, people) -> None:
    """A full discussion."""
    thread = Thread.objects.create(page=article, community=article.community)
    Post.objects.bulk_create(
        Post(thread=thread, membership=people[n % len(people)].membership, text=f"Say {n:02}.")
        for n in range(21)
    )


def test_an_article_with_twenty_posts_asks_the_database_eight_times_at_most(
    at, article, amara, otto, erin, hepatitis, closed_page
):
    article.papers.set(
        [Citation.objects.create(title=f"Paper {n}", pmid=n, year=2025) for n in "123"]
    )
    for page in (article, closed_page):
        page.topics.add(hepatitis)
        page.save()
    twenty_posts(article, [amara, otto, erin])
    browser = at("liver", amara)
    browser.get("/")
    at("liver", otto).get(PAGE)
    for _time in ("a second member's first visit", "the next"):
        with CaptureQueriesContext(connection) as asked:
            page = browser.get(PAGE).text
        assert len(asked) <= 8
    assert "Paper 1" in page
    assert "Cirrhosis bundle" in page
    assert "Say 19." in page
    assert "Say 20." not in page
    assert "Show all posts" in page


def test_drawing_a_discussion_anew_asks_five_questions_at_most(at, article, amara, otto, erin):
    twenty_posts(article, [amara, otto, erin])
    browser = at("liver", amara)
    for _time in range(2):
        browser.get(PAGE)
    caches["default"].delete(version_key(article.pk))
    with CaptureQueriesContext(connection) as asked:
        assert "Say 19." in browser.get(PAGE).text
    assert len(asked) <= 5


def test_the_last_post_of_a_long_discussion_is_on_its_second_page(at, article, say, amara, otto):
    twenty_posts(article, [otto])
    post = say(amara, "The last word.")
    place = at("liver", amara).get(post.url)["Location"]
    assert place == f"/discussions/{article.pk}/?page=2#{post.anchor}"
    assert "The last word." in at("liver", amara).get(place).text
