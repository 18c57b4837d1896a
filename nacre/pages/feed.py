"""The feeds of a community, its sections and topics: what is open to everybody, and no more."""

import re
from datetime import UTC, date, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape
from django.views.decorators.http import conditional_page, require_safe

from nacre.communities.models import Community
from nacre.communities.request import Request, here
from nacre.members.viewer import Viewer
from nacre.pages.cards import mark_of
from nacre.pages.models import BasePage, SectionPage, Topic
from nacre.pages.public import open_pages, with_sections

ITEMS = 30
TAGGED_SINCE = 2025  # a tag names a year in which its host was ours (RFC 4151); it never changes
SORTS: dict[str, Any] = {"rss": Rss201rev2Feed, "atom": Atom1Feed}
# What XML forbids, and what it advises against.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


@require_safe
@conditional_page
def feed(request: Request, sort: str = "rss") -> HttpResponse:
    """The newest pages of the community."""
    community = here(request)
    return _answer(community, sort, open_pages(community), "/", "/feed")


@require_safe
@conditional_page
def section_feed(request: Request, section: str, sort: str = "rss") -> HttpResponse:
    """The newest pages of a section."""
    community = here(request)
    visitor = Viewer.anonymous(community)
    sections = SectionPage.objects.visible_to(visitor).child_of(community.site.root_page)
    found = get_object_or_404(sections, slug=section)
    pages = open_pages(community).descendant_of(found)
    where = found.path_in_community
    return _answer(community, sort, pages, where, f"/feed/{section}", found.title)


@require_safe
@conditional_page
def topic_feed(request: Request, slug: str, sort: str = "rss") -> HttpResponse:
    """The newest pages on a topic."""
    community = here(request)
    topic = get_object_or_404(Topic.objects.of(community), slug=slug)
    pages = open_pages(community).about([slug])
    where = f"/topics/{slug}/"
    return _answer(community, sort, pages, where, f"/feed/topics/{slug}", topic.label)


def _answer(
    community: Community, sort: str, pages: Any, where: str, path: str, title: str = ""
) -> HttpResponse:
    """The feed as XML, with when it last changed."""
    if sort not in SORTS:
        raise Http404
    newest = with_sections(list(pages.newest().specific()[:ITEMS]), community)
    written = SORTS[sort](
        title=_clean(f"{community.name}: {title}" if title else community.name),
        link=community.url(where),
        description=_clean(community.strapline or community.name),
        language="en-gb",
        feed_url=community.url(f"{path}.atom" if sort == "atom" else f"{path}/"),
        author_name=_clean(community.name),
    )
    changed = max((_changed(page) for page in newest), default=_launch(community))
    for page in newest:
        written.add_item(**_item(page, community))
    written.latest_post_date = lambda: changed
    answer = HttpResponse(written.writeString("utf-8"), content_type=written.content_type)
    answer["Last-Modified"] = changed.strftime("%a, %d %b %Y %H:%M:%S GMT")
    return answer


def _item(page: BasePage, community: Community) -> dict[str, Any]:
    """A page in a feed: whoever funded it is named first; its id outlasts a change of address."""
    funders = " ".join(funding.statement for funding in page.funding)
    mark = f"{said}. " if (said := mark_of(page)) else ""
    return {
        "title": _clean(page.title),
        "link": community.url(page.path_in_community),
        # Readers of feeds take it for HTML, so that a “<” of the text must be written as one.
        "description": escape(_clean(f"{funders} {mark}{page.standfirst}".strip())),
        "unique_id": f"tag:{community.host},{TAGGED_SINCE}:page:{page.pk}",
        "unique_id_is_permalink": False,
        "pubdate": page.first_published_at,
        "updateddate": _changed(page),
    }


def _changed(page: BasePage) -> datetime:
    """When it appeared, or was last changed so that readers should know: no comma moves it."""
    moments = [m for m in (page.first_published_at, page.opens_at, page.changed_at) if m]
    return max(moments).astimezone(UTC)


def _launch(community: Community) -> datetime:
    day = community.launched_on or date(2025, 1, 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _clean(text: str) -> str:
    return NOT_IN_XML.sub("", text)
