"""Nobody gets lost between the rooms of the desk, and nobody is shown a door that stays shut."""

import pytest

from nacre.editorial.rooms import rooms_for, ways_for

pytestmark = pytest.mark.django_db
BAR = 'aria-label="Rooms of the desk"'
FREE = "Nothing waits for your word in Liver."


def test_each_room_says_where_one_is_and_leads_to_the_others(at, nell):
    browser = at("liver", nell)
    for room in rooms_for(nell.viewer):
        if room.url.startswith("/cms/"):
            continue
        text = browser.get(room.url).text
        assert f'href="{room.url}" aria-current="page"' in text
        for other in rooms_for(nell.viewer):
            assert f'href="{other.url}"' in text


def test_the_searches_in_vain_have_the_way_back_to_the_desk(at, erin, desk):
    assert BAR in at("liver", erin).get("/search/in-vain/").text


def test_money_has_no_door_for_a_clinical_editor(at, erin, nell, desk):
    assert "/desk/funding/" in at("liver", nell).get("/desk/papers/").text
    assert "/desk/funding/" not in at("liver", erin).get("/desk/papers/").text
    assert "/desk/funding/" not in at("liver", erin).get("/cms/").text


def test_whoever_sits_at_no_desk_has_no_rooms(dora, amara, faye, visitor):
    assert [rooms_for(who.viewer) for who in (dora, amara, faye, visitor)] == [[]] * 4


def test_a_page_at_the_desk_leads_to_what_else_there_is_about_it(at, erin, article):
    text = at("liver", erin).get(f"/desk/changes/{article.pk}/").text
    assert f'href="/desk/changes/{article.pk}/" aria-current="page"' in text
    assert f'href="/desk/fact-checks/{article.pk}/"' in text
    assert f'href="/cms/pages/{article.pk}/edit/"' in text
    assert f"/desk/certificates/{article.pk}/" not in text


def test_a_reader_has_no_ways_about_a_page(amara, visitor, article):
    assert ways_for(article, amara.viewer, "") == ways_for(article, visitor.viewer, "") == []


def test_the_menu_of_a_page_in_the_editor_has_the_same_ways(at, erin, article):
    text = at("liver", erin).get(f"/cms/pages/{article.pk}/edit/").text
    assert f"/desk/changes/{article.pk}/" in text
    assert f"/cms/sign-offs/{article.pk}/" in text


def test_nothing_waits_is_only_said_where_nothing_waits(at, erin, article, desk):
    browser = at("liver", erin)
    assert FREE in browser.get("/cms/").text
    type(article).objects.filter(pk=article.pk).update(review_due_on="2020-01-01", owner=erin.user)
    text = browser.get("/cms/").text
    assert FREE not in text
    assert "Review due" in text
