"""The page of results: facets, best bets, suggestions and why something was found, for each viewer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nacre.audiences.models import Audience
from nacre.editorial.actions import open_desk
from nacre.pages.models import BasePage, BestBet, SearchPosting, SearchWord
from nacre.pages.search.index import forget_unused_words
from nacre.pages.search.results import find
from tests.cast import make_page


def titles(person, query) -> list[str]:
    """What somebody finds, the first first."""
    return [card.title for card in find(person.viewer, query).cards]


def test_a_synonym_an_abbreviation_and_a_brand_find_the_page(liver, amara):
    make_page(liver, "news", "Second line for PBC", standfirst="Obeticholic acid and others.")
    for query in ("primary biliary cirrhosis", "pbc", "Ocaliva", "primary biliary cholangitis"):
        assert titles(amara, query) == ["Second line for PBC"]


def test_a_slip_is_forgiven_and_put_right(at, liver, amara):
    make_page(liver, "news", "Terlipressin at night")
    page = at("liver", amara).get("/search/?q=terlipresin").text
    assert "Terlipressin at night" in page
    assert 'Did you mean <a href="?q=terlipressin">terlipressin</a>' in page


def test_no_suggestion_betrays_a_word_of_a_closed_page(at, liver, amara, nadia, visitor):
    nurses = Audience.objects.get(community=liver, slug="nurses")
    make_page(liver, "news", "Zanorivex arrives", audience=nurses)
    assert "zanorivex" in at("liver", nadia).get("/search/?q=zanorivx").text
    for person in (amara, visitor):
        told = at("liver", person).get("/search/?q=zanorivx").text
        assert "anorivex" not in told
        assert "Did you mean" not in told


def test_nothing_of_an_unpublished_page_is_found_or_suggested(liver, amara):
    page = make_page(liver, "news", "Zanorivex arrives")
    page.unpublish()
    found = find(amara.viewer, "zanorivx")
    assert (found.cards, found.meant, found.facets) == ([], "", [])
    forget_unused_words(liver)
    assert not SearchWord.objects.filter(word="zanorivex").exists()


def test_a_deleted_page_leaves_no_words(liver, amara):
    page = make_page(liver, "news", "Zanorivex arrives")
    BasePage.objects.get(pk=page.pk).delete()
    assert not SearchPosting.objects.filter(page_id=page.pk).exists()


def test_a_page_is_found_by_what_it_says_now(liver, amara):
    page = make_page(liver, "news", "Old heading")
    page.title, page.intro = "Quite another matter", ""
    page.save_revision()
    assert titles(amara, "old heading") == ["Old heading"]
    page.save_revision().publish()
    assert titles(amara, "another matter") == ["Quite another matter"]
    assert titles(amara, "old") == []


def test_facets_count_what_the_viewer_may_open_and_nothing_else(liver, amara, nadia, hepatitis):
    nurses = Audience.objects.get(community=liver, slug="nurses")
    for name, fields in (("a", {}), ("b", {}), ("c", {"audience": nurses})):
        page = make_page(liver, "news", f"Ascites {name}", **fields)
        page.topics.add(hepatitis)
        page.save_revision().publish()
    make_page(liver, "news", "Ascites without a topic")
    make_page(liver, "news", "Ascites for nurses", audience=nurses)
    for person, number in ((amara, 2), (nadia, 1)):
        facets = {f["name"]: f["options"] for f in find(person.viewer, "ascites").facets}
        assert [option["count"] for option in facets["topic"]] == [number]


def test_a_facet_narrows_down_and_is_taken_off_again(at, liver, amara, hepatitis):
    page = make_page(liver, "news", "Ascites with a topic")
    page.topics.add(hepatitis)
    page.save_revision().publish()
    make_page(liver, "news", "Ascites without")
    browser = at("liver", amara)
    narrowed = browser.get("/search/?q=ascites&topic=hepatitis-d").text
    assert "Ascites with a topic" in narrowed
    assert "Ascites without" not in narrowed
    assert 'href="?q=ascites"' in narrowed
    assert "Nothing found" in browser.get("/search/?q=ascites&topic=no-such-topic").text


def test_a_result_shows_why_and_escapes_it(at, liver, amara):
    make_page(liver, "news", "Plain", standfirst="Rising ammonia & <b>asterixis</b> in the clinic.")
    page = at("liver", amara).get("/search/?q=asterixis").text
    assert "ammonia &amp; <mark>asterixis</mark> in the clinic" in page


def test_a_best_bet_stands_first_for_any_spelling_of_its_words(liver, amara, visitor):
    make_page(liver, "news", "PBC PBC PBC")
    chosen = make_page(liver, "news", "Where to begin")
    BestBet.objects.create(community=liver, page=chosen, words="PBC\nitching in PBC")
    for query in ("primary biliary cholangitis", "pruritus pbc"):
        assert titles(amara, query)[0] == "Where to begin"
    assert titles(visitor, "PBC") == []
    assert "Where to begin" not in titles(amara, "PBC cramps")


def test_an_editor_adds_a_best_bet_at_the_desk_of_their_community_only(at, liver, ms, erin, dora):
    found = make_page(liver, "news", "Where to begin")
    elsewhere = make_page(ms, "news", "Elsewhere")
    open_desk(liver)
    erin.membership.save()
    browser = at("liver", erin)
    assert (
        "itch at night" in browser.get("/cms/snippets/pages/bestbet/add/?words=itch+at+night").text
    )
    for page, number in ((elsewhere, 0), (found, 1)):
        browser.post("/cms/snippets/pages/bestbet/add/", {"words": "itch", "page": page.pk})
        assert BestBet.objects.count() == number
    refused = {"words": "NHS number 999 000 0018", "page": found.pk}
    browser.post("/cms/snippets/pages/bestbet/add/", refused)
    assert BestBet.objects.count() == 1
    assert at("ms", erin).get("/cms/snippets/pages/bestbet/").status_code in {302, 403}


def test_a_best_bet_lies_in_its_community(liver, ms):
    page = make_page(ms, "news", "Elsewhere")
    with pytest.raises(Exception, match="page of this community"):
        BestBet(community=liver, page=page, words="x").clean()


def test_the_number_of_questions_does_not_grow(liver, amara):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            find(amara.viewer, "ascites cirrhosis terlipresin")
        return len(queries)

    make_page(liver, "news", "Ascites and cirrhosis")
    asked()
    few = asked()
    for number in "abcdefgh":
        make_page(liver, "news", f"Ascites {number}", standfirst="Cirrhosis and terlipressin")
    asked()
    assert asked() <= few + 2


def test_freshness_decides_only_between_equals(liver, amara):
    make_page(liver, "news", "Ascites then")
    make_page(liver, "news", "Ascites now")
    make_page(liver, "news", "Another thing", standfirst="On ascites.")
    assert titles(amara, "ascites") == ["Ascites now", "Ascites then", "Another thing"]


def test_a_topic_that_is_renamed_is_found_by_its_new_name(liver, amara, hepatitis, closed_page):
    closed_page.topics.add(hepatitis)
    closed_page.save_revision().publish()
    hepatitis.label = "Zanoric disease"
    hepatitis.save()
    assert titles(amara, "zanoric disease") == ["Cirrhosis bundle"]
