"""A member's certificates and the desk: what each opens, and what stays closed."""

import json
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nacre.certificates import actions
from nacre.certificates.component import Certificates
from nacre.certificates.models import Badge, Certificate
from nacre.insights.periods import Month
from nacre.privacy.exporting import collect
from tests.cast import make_person
from tests.certificates.conftest import TITLE, YEAR

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(earn, amara) -> Certificate:
    """Amara's certificate."""
    return earn(amara)


def own_addresses(made) -> list[str]:
    """What only the holder opens."""
    parts = ("", "pdf/", "facts.json", "badge.jwt", "badge.svg")
    return [made.path + part for part in parts]


def test_a_member_looks_at_what_they_earned_and_takes_it_along(at, made, amara):
    browser = at("liver", amara)
    page = browser.get("/certificates/").text
    for word in (TITLE, "Valid", made.number, f"{made.path}pdf/"):
        assert word in page
    answer = browser.get(f"{made.path}pdf/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-1.7")
    said = json.loads(browser.get(f"{made.path}facts.json").content)
    assert (said["learner"], said["state"], said["score"]) == ("Amara Osei", "valid", 92)


def test_a_member_chooses_what_others_see_and_sees_it(at, made, amara):
    browser = at("liver", amara)
    assert "A. O." in browser.get(made.path).text
    sent = browser.post(made.path, {"shows_name": "full", "shows_score": "on"})
    assert sent["Location"] == made.path
    made.refresh_from_db()
    assert (made.shows_name, made.shows_score, made.is_reminded) == ("full", True, False)
    answer = browser.post(made.path, {"shows_name": "everything"})
    assert answer.status_code == 200
    assert "error" in answer.text


def test_a_badge_is_made_by_a_button_and_taken_back(at, made, amara):
    browser = at("liver", amara)
    assert browser.get(f"{made.path}badge.jwt").status_code == 404
    browser.post(f"{made.path}badge/", {"wanted": "yes"})
    assert browser.get(f"{made.path}badge.jwt").status_code == 200
    assert browser.get(f"{made.path}badge/").status_code == 405
    browser.post(f"{made.path}badge/", {"wanted": "no"})
    assert browser.get(f"{made.path}badge.jwt").status_code == 404
    assert not Badge.objects.in_hand().exists()


def test_somebody_of_the_learning_zone_alone_has_all_of_it(at, earn, nadia):
    theirs = earn(nadia)
    browser = at("liver", nadia)
    assert TITLE in browser.get("/certificates/").text
    assert browser.get(f"{theirs.path}pdf/").status_code == 200
    browser.post(f"{theirs.path}badge/", {"wanted": "yes"})
    assert Badge.objects.count() == 1


def test_whoever_left_still_has_what_they_earned(at, made, amara):
    amara.membership.status = "left"
    amara.membership.save()
    assert at("liver", amara).get(f"{made.path}pdf/").status_code == 200


@pytest.mark.parametrize("person", ["nadia", "chen", "dora", "ben", "faye", "visitor"])
def test_nobody_else_opens_or_changes_it(request, at, made, amara, person):
    actions.opt_in_badge(certificate=made, by=amara.viewer)
    browser = at("liver", request.getfixturevalue(person))
    before = list(Certificate.objects.values())
    for path in own_addresses(made):
        answer = browser.get(path)
        assert answer.status_code in {403, 404}
        assert TITLE not in answer.text
        assert browser.post(path, {"shows_name": "full"}).status_code in {403, 404, 405}
    assert browser.post(f"{made.path}badge/", {"wanted": "no"}).status_code in {403, 404}
    for path in ("", "revoke/", "reissue/"):
        desk = f"/certificates/issued/{made.key}/{path}"
        assert browser.get(desk).status_code == 403
        assert browser.post(desk, {"why": "x", "learner": "x"}).status_code in {403, 405}
    assert browser.get("/certificates/issued/?q=Osei").status_code == 403
    assert list(Certificate.objects.values()) == before
    assert Badge.objects.in_hand().count() == 1


def test_an_editor_of_another_community_has_no_desk_here(at, made, ms):
    ed = make_person(ms, "Ed", "Itor", duty="clinical_editor")
    assert at("ms", ed).get(f"/certificates/issued/{made.key}/").status_code == 404
    assert at("ms", ed).get("/certificates/issued/?q=Osei").text.count(made.number) == 0
    assert at("ms", ed).get(f"{made.path}pdf/").status_code == 404


def test_the_desk_finds_revokes_and_issues_again(at, made, erin, nadia, earn):
    other = earn(nadia)
    browser = at("liver", erin)
    for words, found in ((made.number[-6:].lower(), 1), ("osei", 1), ("decompensated", 2)):
        page = browser.get("/certificates/issued/", {"q": words}).text
        assert page.count('<li><p><a href="/certificates/issued/') == found
    assert "Nothing fits" in browser.get("/certificates/issued/", {"q": "nobody\x00"}).text
    desk = f"/certificates/issued/{made.key}/"
    assert "Amara Osei" in browser.get(desk).text
    assert browser.get(f"{made.path}pdf/").status_code == 200
    said = {"learner": "Amara Kerr", "registration": "", "why": "Married."}
    sent = browser.post(f"{desk}reissue/", said)
    assert "-R1" in browser.get(sent["Location"]).text
    assert "Go on from the newest" in browser.post(f"{desk}reissue/", said).text
    desk = f"/certificates/issued/{other.key}/"
    assert "error" in browser.post(f"{desk}revoke/", {"why": " "}).text
    browser.post(f"{desk}revoke/", {"why": "A question was wrong."})
    assert "A question was wrong." in browser.get(desk).text
    assert browser.get(f"{other.path}pdf/").status_code == 404
    assert "A question was wrong." in at("liver", nadia).get(other.path).text


def test_lists_ask_no_more_for_more_rows(at, made, amara, erin, earn):
    def asked(who, path) -> int:
        browser = at("liver", who)
        for _time in range(2):
            browser.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(path).status_code == 200
        return len(queries)

    pages = ((amara, "/certificates/"), (erin, "/certificates/issued/"))
    few = [asked(who, path) for who, path in pages]
    for n in range(9):
        earn(amara, subject=f"course:{n}")
    assert [asked(who, path) for who, path in pages] == few


def test_a_page_of_certificates_leads_to_the_next(at, amara, earn):
    for n in range(26):
        earn(amara, subject=f"course:{n}", title=f"Module {n}.")
    assert "Module 25." in at("liver", amara).get("/certificates/").text
    second = at("liver", amara).get("/certificates/?page=2").text
    assert second.count('class="certificate"') == 2
    assert at("liver", amara).get("/certificates/?page=x").status_code == 200


def test_what_ends_soon_says_so_above_the_list(at, earn, amara):
    earn(amara, ago=YEAR * 0.9)
    page = at("liver", amara).get("/certificates/").text
    assert "Renew it" in page
    assert "/learning/decompensated/" in page


def test_metrics_count_awards_and_holders(earn, amara, erin, dora, liver):
    made = earn(amara)
    earn(amara, subject="course:2")
    earn(erin)
    earn(dora)
    facts = replace(made.said, learner="A Kerr")
    actions.reissue(certificate=made, by=erin.viewer, why="x", facts=facts)
    component, month = Certificates(), Month.of(made.awarded_at)
    assert component.certificates_awarded(liver, month) == 3
    assert component.certificate_holders(liver, month) == 2
    assert component.certificates_awarded(liver, month.previous()) == 0


def test_an_export_has_the_certificates_of_a_member(made, amara):
    actions.opt_in_badge(certificate=made, by=amara.viewer)
    held = {part.label: part.rows for part in collect(amara.user).parts}
    (certificate,) = held["Certificates you earned"]
    assert certificate["title"] == TITLE
    assert "seal" not in certificate
    assert held["Badges you made of certificates"][0]["token"]
