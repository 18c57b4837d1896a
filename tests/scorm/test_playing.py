"""The host of packages: three addresses, no cookie, and nothing of anybody else."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nacre.scorm import actions, limits
from nacre.scorm.checks import play_host_is_apart
from nacre.scorm.models import PackageAttempt, ScoState
from nacre.scorm.playing import frame_url, token_of
from tests.scorm.conftest import core

pytestmark = pytest.mark.django_db
HOST = "nacre-play.localhost"


@pytest.fixture
def played(begin):
    """An attempt, its address, and a browser on the host of packages."""
    attempt = begin(more={"a b.txt": "0123456789", "code.js": "1", "data.bin": "x"})
    return attempt, f"/{token_of(attempt)}", Client(HTTP_HOST=f"{HOST}:8000")


def body(answer) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


def test_the_frame_page_is_framed_by_its_community_alone(played):
    attempt, base, browser = played
    answer = browser.get(f"{base}/")
    policy = answer["Content-Security-Policy"]
    assert answer.status_code == 200
    assert "frame-ancestors http://liver.nacre.localhost" in policy
    assert "default-src 'none'" in policy
    assert frame_url(attempt).startswith(f"http://{HOST}:8000/")


@pytest.mark.parametrize(
    ("path", "kind"),
    [("part.html", "text/html"), ("code.js", "text/javascript"), ("a%20b.txt", "text/plain"), ("data.bin", "application/octet-stream")],
)  # fmt: skip
def test_files_come_with_their_type_and_a_closed_policy(played, path, kind):
    _attempt, base, browser = played
    answer = browser.get(f"{base}/files/{path}")
    assert answer["Content-Type"] == kind
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "connect-src 'self'" in answer["Content-Security-Policy"]
    assert "form-action 'self'" in answer["Content-Security-Policy"]
    assert not answer.cookies


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [("bytes=2-4", 206, b"234"), ("bytes=7-", 206, b"789"), ("bytes=-2", 206, b"89"), ("bytes=2-99", 206, b"23456789"), ("bytes=50-", 416, b""), ("bytes=0-1,4-5", 200, b"0123456789"), ("lines=1", 200, b"0123456789")],
)  # fmt: skip
def test_parts_of_a_file_are_served(played, asked, status, part):
    _attempt, base, browser = played
    answer = browser.get(f"{base}/files/a b.txt", headers={"range": asked})
    assert (answer.status_code, body(answer)) == (status, part)


def test_nothing_else_is_on_this_host(played, amara):
    attempt, base, browser = played
    browser.force_login(amara.user)
    other = token_of(attempt)[:-3] + "abc"
    for path in (
        "/", "/members/", "/cms/", "/accounts/login/", base, f"{base}/files/", f"{base}/files/gone.html",
        f"{base}/files/../part.html", f"{base}/files/%2e%2e/part.html", f"{base}/files//part.html",
        f"{base}/files/a%5cb", f"{base}/files/a%00b", f"{base}/members/", f"/{other}/", f"/{'x' * 60}/",
    ):  # fmt: skip
        answer = browser.get(path)
        assert answer.status_code == 404, path
        assert not answer.cookies, path


def test_one_token_opens_one_package(played, bring, amara):
    _attempt, base, browser = played
    other = bring(more={"secret.txt": "x"})
    assert browser.get(f"{base}/files/secret.txt").status_code == 404
    assert browser.get(f"{base}/files/../{other.key}/secret.txt").status_code == 404


def test_a_token_grows_old(played, monkeypatch):
    _attempt, base, browser = played
    monkeypatch.setattr(limits, "LAUNCH_HOURS", -1)
    assert browser.get(f"{base}/").status_code == 404
    assert browser.post(f"{base}/begin/").status_code == 404


def test_a_worker_of_the_browser_is_not_let_in(played):
    _attempt, base, browser = played
    answer = browser.get(f"{base}/files/code.js", headers={"service-worker": "script"})
    assert answer.status_code == 404


def test_a_launch_begins_and_a_beacon_is_kept_without_a_cookie(played):
    attempt, base, _browser = played
    strict = Client(HTTP_HOST=HOST, enforce_csrf_checks=True)
    told = strict.post(f"{base}/begin/").json()
    said = {
        "launch": told["launch"],
        "run": 1,
        "commit": 1,
        "sco": "i1",
        "cmi": core("completed", "75"),
        "final": True,
    }
    answer = strict.post(
        f"{base}/commit/", json.dumps(said), content_type="text/plain;charset=UTF-8"
    )
    assert answer.json() == {
        "result": True,
        "errorCode": 0,
        "outcome": "kept",
        "total_time": "0000:00:00",
    }
    assert not answer.cookies
    attempt.refresh_from_db()
    assert (attempt.is_complete, attempt.score) == (True, 75)


def test_reading_changes_nothing(played):
    attempt, base, browser = played
    before = attempt.launch
    for path in ("/", "/files/part.html", "/begin/", "/commit/"):
        browser.get(base + path)
    attempt.refresh_from_db()
    assert attempt.launch == before
    assert browser.get(f"{base}/commit/").status_code == 405
    assert browser.post(f"{base}/").status_code == 405


GOOD = {"launch": 1, "run": 1, "commit": 1, "sco": "i1", "cmi": {}}
BAD = {
    "no JSON": b"{", "a list": b"[]", "not a number": json.dumps(GOOD | {"cmi": {"a": float("nan")}}).encode(),
    "another item": json.dumps(GOOD | {"sco": "i9"}).encode(), "an item that is none": json.dumps(GOOD | {"sco": ["i1"]}).encode(),
    "no data": json.dumps(GOOD | {"cmi": "x"}).encode(), "a negative number": json.dumps(GOOD | {"commit": -1}).encode(),
    "a huge number": json.dumps(GOOD | {"launch": 10**40}).encode(), "text for a number": json.dumps(GOOD | {"run": "1"}).encode(),
    "deep": json.dumps(GOOD | {"cmi": eval("{'a':" * 40 + "1" + "}" * 40)}).encode(),  # noqa: S307
    "very deep": b'{"cmi":' + b"[" * 100_000,
    "wide": json.dumps(GOOD | {"cmi": {str(n): n for n in range(45_000)}}).encode(),
    "a zero byte": json.dumps(GOOD | {"cmi": {"suspend_data": "\x00"}}).encode(),
    "half a character": b'{"launch":1,"run":1,"commit":1,"sco":"i1","cmi":{"a":"\\ud800"}}',
    "long suspend data": json.dumps(GOOD | {"cmi": {"suspend_data": "x" * 64_001}}).encode(),
    "not UTF-8": b"\xff\xfe\xfa",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(BAD))
def test_hostile_words_are_refused_and_kept_nowhere(played, name):
    _attempt, base, browser = played
    answer = browser.post(f"{base}/commit/", BAD[name], content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["result"] is False
    assert not ScoState.objects.exists()


def test_too_much_is_refused(played):
    _attempt, base, browser = played
    much = b"x" * (limits.COMMIT_BYTES + 1)
    assert browser.post(f"{base}/commit/", much, content_type="text/plain").status_code == 413


def test_the_older_window_hears_that_it_is_the_older(played):
    attempt, base, browser = played
    actions.begin_launch(attempt=attempt)
    answer = browser.post(f"{base}/commit/", json.dumps(GOOD), content_type="application/json")
    assert (answer.status_code, answer.json()["superseded"]) == (409, True)


def test_a_removed_package_plays_no_more(played, erin):
    attempt, base, browser = played
    actions.remove_package(package=attempt.package, by=erin.viewer)
    assert browser.post(f"{base}/begin/").status_code == 404
    assert not PackageAttempt.objects.exists()


def test_a_package_cannot_act_in_the_community(played, at, amara):
    browser = at("liver", amara)
    answer = browser.post("/messages/", {"text": "x"}, headers={"origin": f"http://{HOST}:8000"})
    assert answer.status_code == 403
    assert "Packages may not do this" in answer.text


def test_many_files_ask_the_database_once(played, django_assert_num_queries):
    _attempt, base, browser = played
    browser.get(f"{base}/files/part.html")
    with django_assert_num_queries(0):
        for _ in range(5):
            body(browser.get(f"{base}/files/part.html"))


def test_a_closing_window_may_leave_out_what_is_kept(played):
    attempt, base, browser = played
    first = GOOD | {
        "launch": attempt.launch,
        "cmi": {"suspend_data": "a", "interactions": {"0": {"id": "q"}}},
    }
    browser.post(f"{base}/commit/", json.dumps(first), content_type="text/plain")
    last = first | {"commit": 2, "cmi": {"suspend_data": "b"}, "partial": True, "final": True}
    browser.post(f"{base}/commit/", json.dumps(last), content_type="text/plain")
    kept = ScoState.objects.get().cmi
    assert (kept["suspend_data"], kept["interactions"]) == ("b", {"0": {"id": "q"}})


def test_time_since_the_launch_is_what_limits_a_session(played):
    attempt, _base, _browser = played
    assert attempt.launched_at > timezone.now() - timedelta(minutes=1)


@pytest.mark.parametrize(
    ("host", "found"),
    [("nacre.localhost", "scorm.E001"), ("play.nacre.localhost", "scorm.W001"), ("play.example.net", None)],
)  # fmt: skip
def test_a_host_within_reach_of_our_cookies_is_told(settings, host, found):
    settings.NACRE_PLAY_HOST = host
    assert next((message.id for message in play_host_is_apart()), None) == found
