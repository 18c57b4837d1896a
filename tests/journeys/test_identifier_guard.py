"""The guard in a real browser: it reads along, mends, and keeps nothing."""

import json
import mimetypes
import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django import forms
from django.template import engines

from nacre.confidentiality import scan
from nacre.confidentiality.forms import GuardedTextField
from nacre.confidentiality.rules import PACK

ORIGIN = "http://guard.example.org"
VALUE = "943 476 5919"
NUMBER = re.compile(r"476(\W|%20|u00a0)*5919")  # alone, four digits turn up in any key
VECTORS = json.loads((PACK.parents[2] / "vectors.json").read_text())
PAGE = """<!doctype html><html lang="en"><title>Note</title><main><h1>Note</h1>
<form method="post">{{ form }}<button name="send">Send</button></form></main></html>"""
DECIDE = """async (texts) => {
  const { guard } = await import("/static/confidentiality/identifier-scan.js");
  const checks = await import("/static/confidentiality/identifier-checks.js");
  const pack = await (await fetch("/static/confidentiality/rules.json")).json();
  const scan = guard(pack, checks);
  return texts.map((text) => scan(text));
}"""
KEPT = """async () => JSON.stringify([
  {...localStorage}, {...sessionStorage}, document.cookie,
  await indexedDB.databases(), location.href, history.state,
])"""


class NoteForm(forms.Form):
    """A form as any component writes it."""

    note = GuardedTextField(label="Note", max_length=2000)


@pytest.fixture
def page(chromium):
    """A page with one guarded field, answered from files; every request is noted."""
    context = chromium.new_context()
    tab = context.new_page()
    tab.asked = []

    def answer(route):
        path = urlsplit(route.request.url).path
        tab.asked.append(route.request.url + (route.request.post_data or ""))
        if path.startswith("/static/confidentiality/"):
            file = PACK.parent / path.rpartition("/")[2]
            kind = mimetypes.guess_type(file)[0]
            route.fulfill(body=file.read_bytes(), content_type=kind)
        else:
            html = engines["django"].from_string(PAGE).render({"form": NoteForm()})
            route.fulfill(body=html, content_type="text/html")

    tab.route("**/*", answer)
    tab.goto(f"{ORIGIN}/")
    yield tab
    context.close()


@pytest.mark.browser
def test_chromium_decides_as_the_server_does(page):
    texts = [vector["text"] for vector in VECTORS]
    said = page.evaluate(DECIDE, texts)
    assert [scan(text).as_dict() for text in texts] == said


@pytest.mark.browser
def test_what_must_be_refused_is_said_while_typing_and_does_not_leave_the_browser(page):
    page.locator("textarea").click()
    page.locator("textarea").press_sequentially(f"Her NHS number is {VALUE}, what now?", delay=5)
    status = page.locator("identifier-guard .guard[role=status]")
    status.get_by_text("NHS number").first.wait_for()
    described = page.locator("textarea").get_attribute("aria-describedby")
    assert status.get_attribute("id") in described.split()
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Send").click()
    assert not any(NUMBER.search(request) for request in page.asked)
    assert not NUMBER.search(page.evaluate(KEPT))


@pytest.mark.browser
def test_one_tap_mends_it(page):
    page.locator("textarea").click()
    page.locator("textarea").fill(f"Her NHS number is {VALUE}, what now?")
    page.get_by_role("button", name="Replace what is marked").click()
    mended = "Her NHS number is [NHS number removed], what now?"
    assert page.locator("textarea").input_value() == mended
    page.get_by_role("button", name="Send").click()
    page.wait_for_load_state()
    assert not any(NUMBER.search(request) for request in page.asked)


@pytest.mark.browser
def test_a_doubt_is_asked_about_and_the_answer_is_sent(page):
    page.locator("textarea").click()
    page.locator("textarea").fill("Ring her on 07911 123456")
    page.get_by_label("I have checked", exact=False).check()
    page.get_by_role("button", name="Send").click()
    page.wait_for_load_state()
    assert any("note_checked=phone" in request for request in page.asked)
