"""Anybody checks a certificate: what they see, what they do not, and in which words."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nacre.certificates import actions
from nacre.certificates.models import Certificate
from nacre.communities.models import EnabledComponent
from nacre.privacy.erasing import erase
from tests.certificates.conftest import APPROVAL, TITLE, facts_of

pytestmark = pytest.mark.django_db

SECRETS = ("Osei", "Amara", "GMC", "7654321", "92", "1 hour", "Recognise", "Alderley", "148233")


@pytest.fixture
def made(earn, amara) -> Certificate:
    """Amara's certificate, with everything on it."""
    facts = facts_of(amara, registration="GMC 7654321", approval=APPROVAL)
    return earn(amara, facts=facts)


def seen(at, made, who=None) -> str:
    """The words of the public page."""
    page = at("liver", who).get(made.public_path).text
    return page[page.index("<main") : page.index("</main>")]


def test_a_stranger_sees_initials_title_date_and_state(at, made):
    page = seen(at, made)
    for word in ("Valid", TITLE, "A. O.", "Completed"):
        assert word in page
    assert not [word for word in SECRETS if word in page]
    assert made.number not in page


def test_no_search_engine_and_no_cache_keeps_the_page(at, made):
    answer = at("liver").get(made.public_path)
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]
    assert made.public_path not in at("liver").get("/sitemap.xml").text


def test_the_holder_decides_what_more_is_shown(at, made, amara):
    actions.allow(
        certificate=made, by=amara.viewer, shows_name="full", shows_score=True, shows_credits=True
    )
    page = seen(at, made)
    for word in ("Amara Osei", "92 %", "Code: 148233"):
        assert word in page
    for word in ("7654321", "Alderley"):
        assert word not in page
    actions.allow(certificate=made, by=amara.viewer)
    assert "Amara Osei" not in seen(at, made)


def test_each_state_is_told_apart(at, made, earn, amara, erin, clock):
    assert ">Valid<" in seen(at, made)
    clock(made.expires_at)
    assert f"held until {made.last_day:%-d %B %Y}" in seen(at, made)
    clock(made.awarded_at + timedelta(days=1))
    actions.revoke(certificate=made, by=erin.viewer, why="A question was wrong.")
    page = seen(at, made)
    assert ">Revoked<" in page
    assert "was revoked on" in page
    assert "A question was wrong" not in page
    Certificate.objects.filter(pk=made.pk).update(title="Something grander")
    page = seen(at, made)
    assert ">Altered<" in page
    assert "Something grander" not in page


def test_what_was_issued_again_leads_to_the_new_one(at, made, erin, amara):
    facts = facts_of(amara, learner="Beatrice Osei")
    new = actions.reissue(certificate=made, by=erin.viewer, why="A slip.", facts=facts)
    assert new.public_path in seen(at, made)
    assert "B. O." in seen(at, new)


def test_a_forgotten_holder_leaves_a_page_without_anybody(at, made, amara):
    token = actions.opt_in_badge(certificate=made, by=amara.viewer).path
    erase(amara.user, asked_by="member")
    left = Certificate.objects.get()
    assert (left.number, left.facts, left.membership) == (made.number, {}, None)
    page = seen(at, made)
    assert "No longer available" in page
    assert TITLE not in page
    assert "A. O." not in page
    assert at("liver").get(token).status_code == 404


@pytest.mark.parametrize(
    "address",
    [str(uuid.UUID(int=7)), "12", "%00", "x" * 300, "'; drop table", "../../etc/passwd"],
    ids=["unknown", "number", "zero byte", "long", "sql", "path"],
)
def test_an_unknown_certificate_is_a_404_in_words(at, made, address):
    answer = at("liver").get(f"/verify/{address}/")
    assert answer.status_code == 404
    if "/" not in address:
        assert "There is no such certificate" in answer.text


def test_another_community_does_not_know_it(at, made, ms):
    assert at("ms").get(made.public_path).status_code == 404


def test_the_page_costs_the_same_few_queries(at, made, erin, amara):
    browser = at("liver")
    browser.get(made.public_path)
    with CaptureQueriesContext(connection) as asked:
        browser.get(made.public_path)
    assert len(asked) <= 2


def test_looking_changes_nothing(at, made):
    before = Certificate.objects.values().get()
    for path in (made.public_path, "/verify/", "/badges/issuer/", "/badges/keys/"):
        assert at("liver").get(path).status_code == 200
    assert Certificate.objects.values().get() == before


# --- The form ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        lambda number, code: (number, code),
        lambda number, code: (number.lower(), code.replace("-", "").lower()),
        lambda number, code: (f" {number.replace('-', '–')} ", f" {code.replace('-', ' ')} "),
    ],
    ids=["as printed", "small letters", "typed from paper"],
)
def test_number_and_code_from_paper_lead_to_the_page(at, made, typed):
    number, code = typed(made.number, made.check_code)
    answer = at("liver").post("/verify/", {"number": number, "code": code})
    assert answer["Location"] == made.public_path


def test_a_number_without_its_code_finds_nothing(at, made, amara):
    for number, code in (
        (made.number, "2222-2222"),
        ("LIVER-2026-222222", made.check_code),
        (made.number, ""),
        ("x\x00", "y"),
        ("LIVER-2026-222222", "none"),
    ):
        answer = at("liver").post("/verify/", {"number": number, "code": code})
        assert answer.status_code == 200
        assert "error" in answer.text
        assert TITLE not in answer.text


def test_the_form_may_be_sent_from_a_browser(made, liver):
    """A page that hides where it is from its own forms has them refused as forged."""
    browser = Client(HTTP_HOST="liver.nacre.localhost", enforce_csrf_checks=True)
    page = browser.get("/verify/")
    assert page["Referrer-Policy"] == "same-origin"
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page.text)[1]
    sent = {"number": made.number, "code": made.check_code, "csrfmiddlewaretoken": token}
    assert browser.post("/verify/", sent)["Location"] == made.public_path


def test_guessing_codes_ends_after_a_few(at, made):
    browser = at("liver")
    for _n in range(30):
        browser.post("/verify/", {"number": made.number, "code": "2222-2222"})
    answer = browser.post("/verify/", {"number": made.number, "code": made.check_code})
    assert "ten minutes" in answer.text


def test_a_badge_is_checked_by_file_or_text(at, made, amara, erin, ms):
    token = actions.opt_in_badge(certificate=made, by=amara.viewer).token
    browser = at("liver")
    for sent in (
        {"text": token},
        {"file": SimpleUploadedFile("b.jwt", token.encode())},
    ):
        page = browser.post("/verify/", {"badge": "1", **sent}).text
        assert "notice--good" in page
        assert made.public_path in page
    assert "Forged" in browser.post("/verify/", {"badge": "1", "text": token[:-9]}).text
    page = at("ms").post("/verify/", {"badge": "1", "text": token}).text
    assert "It was issued by Liver" in page
    actions.revoke(certificate=made, by=erin.viewer, why="x")
    assert "notice--danger" in browser.post("/verify/", {"badge": "1", "text": token}).text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose a file, or paste"),
        ({"text": "hello"}, "Not a badge that we can read"),
        ({"file": SimpleUploadedFile("b.png", b"\x89PNG\r\n\x1a\n")}, "Not a badge that we can"),
        ({"file": SimpleUploadedFile("b.jwt", b"")}, "empty"),
        ({"file": SimpleUploadedFile("b.jwt", b"a" * 300_000)}, "larger than any"),
        ({"text": "<script>alert(1)</script>"}, "Not a badge that we can read"),
    ],
    ids=["nothing", "words", "picture", "empty", "large", "script"],
)
def test_strange_input_is_answered_in_words(at, made, sent, said):
    answer = at("liver").post("/verify/", {"badge": "1", **sent})
    assert answer.status_code == 200
    assert said in answer.text
    assert "<script>alert" not in answer.text


def test_switched_off_nothing_of_it_has_an_address(at, made, liver):
    EnabledComponent.objects.filter(community=liver, slug="certificates").delete()
    for path in (made.public_path, "/verify/", "/badges/keys/"):
        assert at("liver").get(path).status_code == 404
