"""axe finds nothing, no page reaches another host, and the home is light."""

import gzip
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

WIDTHS = (390, 1280)
REPORT_LINK = "main a[href*='/reports/20']"
FETCH = """urls => Promise.all(urls.map(async url => {
  const answer = await fetch(url);
  const body = new Uint8Array(await answer.arrayBuffer());
  return [url, answer.headers.get("content-type") || "", Array.from(body)];
}))"""
SIGNED_IN = (
    "/", "/news/", "/members/", "/members/?q=nurse", "/members/searches/", "/members/me/",
    *(f"/members/me/{part}/" for part in ("work", "visibility")),
    "/search/?q=liver", "/reports/",
)  # fmt: skip
SIGNED_OUT = ("/", "/news/", "/join/", "/accounts/login/", "/search/?q=liver", "/no-such-page/")


def violations(page) -> list[str]:
    """What axe finds, one line each."""
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]


def first_link(page, start: str, selector: str) -> str:
    """The address of the first link of a kind on a page."""
    page.goto(start)
    return page.locator(selector).first.get_attribute("href")


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", SIGNED_OUT)
def test_a_visitor_meets_no_barrier(as_persona, demonstration, path, width):
    page = as_persona(None, width=width)
    page.goto(demonstration.url("liver", path))
    assert violations(page) == []


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_a_member_meets_no_barrier(as_persona, demonstration, width):
    page = as_persona("consultant", width=width)
    article = first_link(page, demonstration.url("liver", "/news/"), ".card__heading a")
    profile = first_link(page, demonstration.url("liver", "/members/"), "main a[href^='/members/']")
    found = {}
    for path in (*SIGNED_IN, article, profile):
        page.goto(demonstration.url("liver", path))
        if problems := violations(page):
            found[path] = problems
    assert found == {}


def wait_for_reports(page, demonstration) -> None:
    """The worker compiles the first reports behind a freshly served demonstration."""
    for _ in range(60):
        page.goto(demonstration.url("liver", "/reports/"))
        if page.locator(REPORT_LINK).count():
            return
        page.wait_for_timeout(1_000)
    raise AssertionError("The worker compiled no report within a minute.")


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_a_client_meets_no_barrier_in_a_report(as_persona, demonstration, width):
    page = as_persona("body-client", width=width)
    wait_for_reports(page, demonstration)
    report = first_link(page, demonstration.url("liver", "/reports/"), REPORT_LINK)
    page.goto(report)
    assert violations(page) == []


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/demo/", "/enquire/"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_hub_has_no_barrier(as_persona, demonstration, path, width):
    page = as_persona(None, width=width)
    page.goto(demonstration.url("", path))
    assert violations(page) == []


@pytest.mark.browser
def test_the_signed_in_home_is_light_and_stays_at_home(as_persona, demonstration):
    page = as_persona("nurse")
    page.goto("about:blank")  # what the last page still asks for is not the home's
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.url)))
    page.goto(demonstration.url("liver"))
    page.wait_for_timeout(1_500)
    assert {urlsplit(url).hostname for _, url in asked} == {"liver.nacre.localhost"}
    urls = [url for method, url in asked if method == "GET"]
    assert len(urls) <= 8, urls
    parts = page.evaluate(FETCH, urls)
    kinds = {"text/html", "text/css", "text/javascript", "application/javascript"}
    text = [bytes(body) for _, sort, body in parts if sort.split(";")[0] in kinds]
    assert sum(len(gzip.compress(body)) for body in text) < 40_000
    assert sum(len(body) for url, _, body in parts if ".woff2" in url) < 100_000


@pytest.mark.browser
def test_nothing_scrolls_sideways_at_320_pixels(as_persona, demonstration):
    page = as_persona("nurse", width=320)
    for path in ("/", "/news/", "/members/", "/members/me/"):
        page.goto(demonstration.url("liver", path))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
