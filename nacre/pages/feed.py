"""The news feed of a community: what is open to everybody, and nothing of the rest."""

from django.http import HttpResponse
from django.utils.feedgenerator import Rss201rev2Feed
from django.views.decorators.http import require_safe

from nacre.communities.models import Community
from nacre.communities.request import Request, here
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage

ITEMS = 30
LISTS = ("homepage", "sectionpage")


@require_safe
def feed(request: Request) -> HttpResponse:
    """The newest pages that a visitor may open, whoever asks; funders are named first."""
    community = here(request)
    rss = Rss201rev2Feed(
        title=community.name,
        link=community.url("/"),
        description=community.strapline,
        language="en-gb",
        feed_url=community.url("/feed/"),
    )
    for page in open_pages(community):
        address = community.url(page.path_in_community)
        funders = " ".join(funding.statement for funding in page.funding)
        rss.add_item(
            title=page.title,
            link=address,
            description=f"{funders} {page.standfirst}".strip(),
            unique_id=address,
            pubdate=page.first_published_at,
        )
    return HttpResponse(rss.writeString("utf-8"), content_type=rss.content_type)


def open_pages(community: Community) -> list[BasePage]:
    """What a visitor may open, newest first."""
    visitor = Viewer.anonymous(community)
    pages = BasePage.objects.visible_to(visitor).exclude(content_type__model__in=LISTS)
    return list(pages.newest().specific()[:ITEMS])
