"""Works from ORCID are offered and picked; without the network that is said, and nothing breaks."""

import contextlib
import io
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest

from nacre.members.actions import set_orcid
from nacre.members.models import Profile
from nacre.members.orcid_client import (
    MOST_BYTES,
    OrcidUnavailableError,
    OrcidUnknownError,
    fetch_works,
    works_in,
)

ANSWER = (Path(__file__).parent / "answers" / "orcid-works.json").read_bytes()
ORCID = "0000-0002-1825-0097"


def opener(answer: bytes | Exception):
    """What stands in for the network: it answers, or fails."""

    def opened(request, timeout):
        assert timeout < 10
        assert request.full_url == f"https://pub.example.org/v3.0/{ORCID}/works"
        if isinstance(answer, Exception):
            raise answer
        return io.BytesIO(answer)

    return opened


def fetched(answer: bytes | Exception):
    """The works that an answer leads to."""
    return fetch_works(ORCID, base="https://pub.example.org/v3.0/", opener=opener(answer))


def test_works_come_newest_first_each_once_with_their_doi():
    chapter, article = fetched(ANSWER)
    assert (chapter.title, chapter.year, chapter.doi) == (
        "Nurse-led clinics, a chapter",
        "2024",
        "",
    )
    assert (article.title, article.doi) == ("A pathway for ascites", "10.5555/zebra.1")
    assert (article.journal, article.sort) == ("Journal of Invented Hepatology", "journal article")


def test_an_unknown_id_is_told_from_a_silent_register():
    with pytest.raises(OrcidUnknownError):
        fetched(HTTPError("", 404, "Not found", {}, None))


@pytest.mark.parametrize(
    "failure",
    [
        URLError("no route"), TimeoutError(), ConnectionResetError(),
        HTTPError("", 503, "", {}, None),
    ],
)  # fmt: skip
def test_no_answer_is_a_state_of_its_own(failure):
    with pytest.raises(OrcidUnavailableError):
        fetched(failure)


@pytest.mark.parametrize(
    "answer",
    [b"", b"<html>", b"[]", b"{}", b'{"group": [3]}', b'{"group": [{"work-summary": [{}]}]}',
     b"[" * 100_000, b" " * (MOST_BYTES + 1), b"\xff\xfe"],
)  # fmt: skip
def test_another_form_of_answer_is_no_works(answer):
    with contextlib.suppress(OrcidUnavailableError):
        assert works_in(answer) == []


@pytest.fixture
def register(settings):
    """ORCID's register on this machine, which answers what it is told to."""
    said = {"status": 200, "body": ANSWER}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(said["status"])
            self.end_headers()
            self.wfile.write(said["body"])

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.NACRE_ORCID_URL = f"http://127.0.0.1:{server.server_port}/v3.0"
    yield said
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.django_db
def test_a_member_picks_works_and_nothing_else_is_shown(at, amara, erin, listed, register):
    client = at("liver", amara)
    assert client.post("/members/me/research/", {"orcid": ORCID}).url == "/members/me/works/"
    client.post("/members/me/works/fetch/")
    assert "A pathway for ascites" in client.get("/members/me/works/").text
    assert "A pathway" not in at("liver", erin).get(amara.membership.profile_url).text
    client.post("/members/me/works/", {"work": ["101", "999"]})
    page = at("liver", erin).get(amara.membership.profile_url).text
    assert "https://doi.org/10.5555/zebra.1" in page
    assert "Nurse-led clinics" not in page
    assert "As stated by the member" in page


@pytest.mark.django_db
def test_looking_asks_nobody(at, amara, listed, settings):
    settings.NACRE_ORCID_URL = "http://127.0.0.1:1"
    set_orcid(by=amara.viewer, orcid=ORCID)
    assert "Ask ORCID for my publications" in at("liver", amara).get("/members/me/works/").text
    assert at("liver", amara).get("/members/me/works/fetch/").status_code == 405


@pytest.mark.django_db
def test_a_silent_register_is_said_and_what_was_picked_stays(at, amara, listed, settings):
    settings.NACRE_ORCID_URL = "http://127.0.0.1:1"
    set_orcid(by=amara.viewer, orcid=ORCID)
    work = {"code": "1", "title": "Kept", "journal": "", "year": "", "doi": "", "sort": ""}
    Profile.objects.filter(orcid=ORCID).update(works=[work])
    client = at("liver", amara)
    page = client.post("/members/me/works/fetch/", follow=True).text
    assert "ORCID does not answer at the moment" in page
    assert "Kept" in page


@pytest.mark.django_db
def test_an_unknown_id_is_said(at, amara, listed, register):
    register["status"] = 404
    set_orcid(by=amara.viewer, orcid=ORCID)
    page = at("liver", amara).post("/members/me/works/fetch/", follow=True).text
    assert "ORCID does not know this iD" in page


@pytest.mark.django_db
def test_a_mistyped_id_is_refused_with_the_reason(at, amara):
    page = at("liver", amara).post("/members/me/research/", {"orcid": "0000-0002-1825-0098"})
    assert "must be wrong" in page.text


@pytest.mark.django_db
def test_only_orcid_can_say_that_an_id_is_somebodys(amara):
    set_orcid(by=amara.viewer, orcid=ORCID, authenticated=True)
    assert Profile.objects.get().orcid_authenticated_at
    set_orcid(by=amara.viewer, orcid=ORCID)
    assert Profile.objects.get().orcid_authenticated_at
    set_orcid(by=amara.viewer, orcid="0000-0001-5109-3700")
    assert Profile.objects.get().orcid_authenticated_at is None


def test_the_recorded_answer_is_as_orcid_writes_it():
    assert {"group", "path"} <= json.loads(ANSWER).keys()
