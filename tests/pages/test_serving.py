"""A page opens to its audience, says why to others, and is outdated by what changes it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import SECRET


def test_a_member_reads_what_is_for_members(at, amara, closed_page):
    answer = at("liver", amara).get("/news/cirrhosis-bundle/")
    assert answer.status_code == 200
    assert SECRET in answer.text


def test_a_visitor_is_told_why_and_reads_nothing(at, closed_page):
    answer = at("liver").get("/news/cirrhosis-bundle/")
    assert answer.status_code == 200
    assert SECRET not in answer.text
    assert "Cirrhosis bundle" in answer.text
    assert "Open to members of Liver" in answer.text


def test_a_pending_member_reads_what_a_visitor_reads(at, ben, closed_page):
    assert SECRET not in at("liver", ben).get("/news/cirrhosis-bundle/").text


def test_the_learning_zone_opens_to_nurses_and_tells_consultants_why_not(
    at, nadia, amara, nurses_page
):
    assert SECRET in at("liver", nadia).get("/learning/nurse-led-clinic/").text
    refused = at("liver", amara).get("/learning/nurse-led-clinic/").text
    assert SECRET not in refused
    assert "Open to nurses of Liver" in refused


def test_learning_zone_only_does_not_open_the_news(at, nadia, closed_page):
    assert SECRET not in at("liver", nadia).get("/news/cirrhosis-bundle/").text


def test_a_member_of_another_community_is_a_visitor_here(at, dora, closed_page):
    assert SECRET not in at("liver", dora).get("/news/cirrhosis-bundle/").text


def test_what_one_read_is_not_served_to_another(at, amara, closed_page):
    assert SECRET in at("liver", amara).get("/news/cirrhosis-bundle/").text
    assert SECRET not in at("liver").get("/news/cirrhosis-bundle/").text
    assert SECRET not in at("liver").get("/news/cirrhosis-bundle/").text


def test_publishing_shows_at_once(at, amara, closed_page, committed):
    browser = at("liver", amara)
    browser.get("/news/cirrhosis-bundle/")
    closed_page.intro = "A corrected sentence."
    with committed():
        closed_page.save_revision().publish()
    assert "A corrected sentence." in browser.get("/news/cirrhosis-bundle/").text


def test_leaving_closes_at_once(at, amara, closed_page, committed):
    browser = at("liver", amara)
    assert SECRET in browser.get("/news/cirrhosis-bundle/").text
    amara.membership.status = "left"
    with committed():
        amara.membership.save()
    assert SECRET not in browser.get("/news/cirrhosis-bundle/").text


def test_an_unpublished_page_is_gone(at, amara, closed_page, committed):
    browser = at("liver", amara)
    browser.get("/news/cirrhosis-bundle/")
    with committed():
        closed_page.unpublish()
    assert browser.get("/news/cirrhosis-bundle/").status_code == 404


def test_a_warm_page_needs_no_database_query(at, amara, closed_page):
    browser = at("liver", amara)
    browser.get("/news/cirrhosis-bundle/")
    browser.get("/news/cirrhosis-bundle/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        browser.get("/news/cirrhosis-bundle/")
    assert len(queries) <= 2


def test_a_page_of_one_community_does_not_exist_on_another(at, dora, closed_page):
    assert at("ms", dora).get("/news/cirrhosis-bundle/").status_code == 404


def test_posting_to_a_page_is_refused(at, amara, closed_page):
    assert at("liver", amara).post("/news/cirrhosis-bundle/").status_code == 405


def test_every_page_runs_scripts_of_the_installation_alone(at, amara, closed_page):
    for browser in (at("liver"), at("liver"), at("liver", amara)):  # a visitor's page is kept
        policy = browser.get("/news/cirrhosis-bundle/")["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe-inline" not in policy
    assert "unsafe-inline" in at("liver", amara).get("/cms/")["Content-Security-Policy"]
