"""What a visitor may open in a community: for feeds, sitemap and whoever reads by machine."""

from nacre.communities.models import Community
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage
from nacre.pages.querysets import BasePageQuerySet


def open_pages(community: Community) -> BasePageQuerySet:
    """The pieces that anybody may open now, whoever asks."""
    return BasePage.objects.visible_to(Viewer.anonymous(community)).listed().pieces()


def with_sections(pages: list[BasePage], community: Community) -> list[BasePage]:
    """The same pages, each knowing its section: in one query for all of them."""
    home = community.site.root_page
    sections = {section.path: section for section in home.get_children()}
    ends = len(home.path) + home.steplen
    for page in pages:
        page.community = community
        page.section = sections.get(page.path[:ends])
    return pages
