"""Searching finds what is open to somebody, and nothing else."""

import pytest

from nacre.members.actions.directory import refresh_directory
from nacre.pages.search.results import find
from tests.cast import make_page

HOSTILE = (
    '"',
    "'; DROP TABLE pages;--",
    "((((",
    "NEAR(a b)",
    "title:*",
    "a* OR b",
    "\x00\x01",
    "-" * 500,
    "%",
    "AND OR NOT",
    "{}[]^~:\\",
    "£€é ß 漢字",
    "x" * 5000,
    "^ liver",
    "\u202eesrever \u200f\u05d1\u05d3\u05d9\u05e7\u05d4",
    "🩺🧪",
    "SELECT pk FROM pages_searchword",
    "liver\x00cirrhosis",
    "cirrhosis " * 1000,
    ",,,,",
    "{{ query }} <script>",
    '"unbalanced liver',
)


def test_a_member_finds_a_closed_page_and_a_visitor_does_not(at, amara, closed_page, visitor):
    assert "Cirrhosis bundle" in at("liver", amara).get("/search/?q=cirrhosis").text
    told = at("liver").get("/search/?q=cirrhosis").text
    assert "Cirrhosis bundle" not in told
    assert "Nothing found" in told


def test_nothing_of_another_community_is_found(at, dora, amara, ms, closed_page):
    for browser in (at("ms", dora), at("liver", dora)):
        assert "Cirrhosis bundle" not in browser.get("/search/?q=cirrhosis").text


def test_words_of_the_title_come_first(liver, amara):
    make_page(liver, "news", "Ascites at home")
    make_page(liver, "news", "Something else", standfirst="About ascites.")
    cards = find(amara.viewer, "ascites").cards
    assert [card.title for card in cards] == ["Ascites at home", "Something else"]


def test_a_synonym_of_a_topic_finds_its_pages(liver, amara, hepatitis, closed_page):
    hepatitis.synonyms = ["HDV"]
    hepatitis.save()
    closed_page.topics.add(hepatitis)
    closed_page.save_revision().publish()
    assert [card.title for card in find(amara.viewer, "hdv").cards] == ["Cirrhosis bundle"]


def test_members_find_colleagues_and_visitors_do_not(at, amara, nadia, erin):
    refresh_directory(erin.membership)
    assert "Erin Shaw" in at("liver", amara).get("/search/?q=shaw").text
    for outsider in (None, nadia):
        assert "Erin Shaw" not in at("liver", outsider).get("/search/?q=shaw").text


@pytest.mark.parametrize("query", HOSTILE)
def test_no_question_breaks_the_search(at, amara, closed_page, query):
    assert at("liver", amara).get("/search/", {"q": query}).status_code == 200


def test_pages_of_results_that_do_not_exist_are_the_last(at, amara, closed_page):
    for page in ("0", "-1", "9999", "x"):
        answer = at("liver", amara).get("/search/", {"q": "cirrhosis", "page": page})
        assert answer.status_code == 200


def test_the_feed_has_what_is_public_and_nothing_else(at, amara, closed_page, public_page):
    for person in (None, amara):
        answer = at("liver", person).get("/feed/")
        assert answer.headers["Content-Type"].startswith("application/rss+xml")
        assert "Open letter" not in answer.text  # a section is a list, not news
        assert "Cirrhosis bundle" not in answer.text
