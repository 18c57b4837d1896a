"""What search engines are told: the pages that a visitor may open, and where the list of them is."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from nacre.communities.models import Community
from nacre.communities.request import Request, here
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage

CLOSED = ("/cms/", "/accounts/", "/search/", "/images/", "/documents/", "/api/")


class OpenPages(Sitemap):
    """Everything of a community that anybody may open now, the lists that lead to it included."""

    limit = 5000

    def __init__(self, community: Community) -> None:
        self.community = community

    def items(self) -> Any:
        """In the order of the tree, which does not change from page to page of the sitemap."""
        visitor = Viewer.anonymous(self.community)
        return BasePage.objects.visible_to(visitor).listed().order_by("path")

    def location(self, item: BasePage) -> str:
        """Its address on the community's host."""
        return item.path_in_community

    def lastmod(self, item: BasePage) -> datetime | None:
        """When it last changed for readers: never before it opened."""
        moments = [m for m in (item.last_published_at, item.opens_at) if m]
        return max(moments, default=None)


@require_safe
def sitemap(request: Request) -> HttpResponse:
    """The sitemap of the community, or its index where it has many pages."""
    asked: dict[str, Any] = {"pages": OpenPages(here(request))}
    if "p" not in request.GET and asked["pages"].paginator.num_pages > 1:
        return sitemaps.index(request, asked, sitemap_url_name="pages:sitemap_section")
    return sitemaps.sitemap(request, asked)


@require_safe
def sitemap_section(request: Request, section: str) -> HttpResponse:
    """One of several parts of the sitemap."""
    return sitemaps.sitemap(request, {"pages": OpenPages(here(request))}, section=section)


@require_safe
def robots(request: Request) -> HttpResponse:
    """What robots may leave alone, and where the sitemap is."""
    closed = "".join(f"Disallow: {path}\n" for path in CLOSED)
    where = here(request).url("/sitemap.xml")
    return HttpResponse(f"User-agent: *\n{closed}\nSitemap: {where}\n", content_type="text/plain")
