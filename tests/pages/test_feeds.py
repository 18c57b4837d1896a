"""Feeds, sitemap and robots.txt: valid, public, and cheap to ask for again."""

from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.dateparse import parse_datetime
from lxml import etree

from nacre.audiences.models import Audience
from nacre.editorial.actions import place_page
from nacre.editorial.models import NewsPage
from nacre.pages.models import SectionPage
from tests.cast import SECRET

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NASTY = "Fibrosis <F3 & “worse”\x0b"


def publish(liver, title: str, topic=None, **fields) -> NewsPage:
    """A news article for everybody."""
    fields.setdefault("audience", Audience.objects.get(community=liver, slug="public"))
    slug = "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split())
    page = NewsPage(title=title, slug=slug, standfirst=NASTY, community=liver, **fields)
    page.topics_when_placed = [topic] if topic else []
    return place_page(page=page, below=SectionPage.objects.of(liver).get(slug="news"))


@pytest.fixture
def articles(liver, hepatitis) -> list[NewsPage]:
    """Two public articles, one on a topic, and one for members."""
    members = Audience.objects.get(community=liver, slug="members")
    return [
        publish(liver, NASTY),
        publish(liver, "On hepatitis", hepatitis),
        publish(liver, SECRET, hepatitis, audience=members),
    ]


PATHS = ("/feed", "/feed/news", "/feed/topics/hepatitis-d")


@pytest.mark.parametrize("path", PATHS)
def test_an_rss_feed_has_all_that_the_standard_asks(at, articles, path):
    answer = at("liver").get(f"{path}/")
    assert answer["Content-Type"].startswith("application/rss+xml")
    assert SECRET not in answer.text
    rss = etree.fromstring(answer.content)
    assert (rss.tag, rss.get("version")) == ("rss", "2.0")
    channel = rss.find("channel")
    assert all(channel.findtext(name) for name in ("title", "link", "description"))
    own = channel.find(f"{ATOM}link[@rel='self']")
    assert urlsplit(own.get("href")).path == f"{path}/"
    assert parsedate_to_datetime(channel.findtext("lastBuildDate"))
    items = channel.findall("item")
    assert len(items) == (1 if "topics" in path else 2)
    assert len({item.findtext("guid") for item in items}) == len(items)
    for item in items:
        assert is_absolute(item.findtext("link"))
        assert item.find("guid").get("isPermaLink") == "false"
        assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo
        assert "&lt;F3 &amp; “worse”" in item.findtext("description")  # it is read as HTML


@pytest.mark.parametrize("path", PATHS)
def test_an_atom_feed_has_all_that_the_standard_asks(at, articles, path):
    answer = at("liver").get(f"{path}.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert SECRET not in answer.text
    feed = etree.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    assert all(feed.findtext(f"{ATOM}{name}") for name in ("id", "title"))
    assert parse_datetime(feed.findtext(f"{ATOM}updated")).tzinfo
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    own = feed.find(f"{ATOM}link[@rel='self']")
    assert urlsplit(own.get("href")).path == f"{path}.atom"
    entries = feed.findall(f"{ATOM}entry")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries) > 0
    for entry in entries:
        assert entry.findtext(f"{ATOM}id").startswith("tag:liver.nacre.localhost,")
        assert entry.findtext(f"{ATOM}title")
        assert parse_datetime(entry.findtext(f"{ATOM}updated")).tzinfo
        assert is_absolute(entry.find(f"{ATOM}link").get("href"))


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("\U0001f9ec \u05d3\u05d5\u05d7 A &amp; B", "\U0001f9ec \u05d3\u05d5\u05d7 A &amp; B"),
        ("One\x01\x7f\x85\ufffe two", "One two"),
        ("]]> <script>x()</script>", "]]> <script>x()</script>"),
    ],
)
def test_an_odd_title_stays_what_it_says_and_leaves_the_feed_valid(at, liver, title, shown):
    publish(liver, title)
    rss = etree.fromstring(at("liver").get("/feed/").content)
    atom = etree.fromstring(at("liver").get("/feed.atom").content)
    assert rss.findtext("channel/item/title") == shown
    [said] = atom.findall(f"{ATOM}entry/{ATOM}title")
    assert (said.text, said.get("type", "text")) == (shown, "text")


def is_absolute(url: str) -> bool:
    """Whether a link says its host."""
    return urlsplit(url).scheme == "http" and urlsplit(url).netloc.startswith("liver.")


@pytest.mark.parametrize("path", ["/feed/", "/feed.atom", "/feed/news/"])
def test_an_unchanged_feed_is_not_sent_again(at, liver, articles, path):
    browser = at("liver")
    first = browser.get(path)
    again = browser.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    since = browser.get(path, headers={"if-modified-since": first["Last-Modified"]})
    assert since.status_code == 304
    publish(liver, "Newer")
    assert browser.get(path, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_feed_asks_no_more_for_more_articles(at, liver, articles):
    browser = at("liver")
    for _ in range(2):  # until the community itself is kept
        browser.get("/feed/")
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            browser.get("/feed/")
        counts.append(len(queries))
        publish(liver, f"More {number}")
        publish(liver, f"Still more {number}")
    assert counts[0] == counts[1]


def test_sections_and_topics_that_are_not_there_have_no_feed(at, ms, articles):
    for path in ("/feed/nothing/", "/feed/topics/nothing/", "/feed/topics/nothing.atom"):
        assert at("liver").get(path).status_code == 404
    assert at("ms").get("/feed/topics/hepatitis-d/").status_code == 404


def test_pages_lead_to_their_feeds(at, articles):
    home, news = at("liver").get("/").text, at("liver").get("/news/").text
    assert 'type="application/rss+xml" href="/feed/"' in home
    assert 'type="application/atom+xml" href="/feed.atom"' in home
    assert 'href="/feed/news/"' in news
    assert 'href="/feed/news.atom"' in news


def test_the_sitemap_has_what_a_visitor_may_open(at, amara, articles, closed_page):
    for person in (None, amara):
        answer = at("liver", person).get("/sitemap.xml")
        places = {
            urlsplit(place.text).path
            for place in etree.fromstring(answer.content).iter(f"{MAP}loc")
        }
        assert places == {
            "/", "/news/", "/learning/", "/news/fibrosis-f3-worse/", "/news/on-hepatitis/",
        }  # fmt: skip


def test_robots_are_told_where_the_sitemap_is(at, liver):
    told = at("liver").get("/robots.txt").text
    assert "Sitemap: http://liver.nacre.localhost" in told
    assert "Disallow: /cms/" in told
    assert at("").get("/sitemap.xml").status_code == 404


def test_many_pages_make_several_sitemaps(at, articles, monkeypatch):
    monkeypatch.setattr("nacre.pages.sitemap.OpenPages.limit", 2)
    index = etree.fromstring(at("liver").get("/sitemap.xml").content)
    parts = [place.text for place in index.iter(f"{MAP}loc")]
    assert len(parts) == 3
    for part in parts:
        answer = at("liver").get(part.removeprefix("http://liver.nacre.localhost"))
        assert len(list(etree.fromstring(answer.content).iter(f"{MAP}url"))) <= 2
