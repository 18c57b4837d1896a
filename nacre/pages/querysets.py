"""Named questions about pages."""

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.query import PageQuerySet

from nacre.components import registry

if TYPE_CHECKING:
    from nacre.communities.models import Community
    from nacre.members.viewer import Viewer


class BasePageQuerySet(PageQuerySet):
    """Pages of the tree with what all of ours have in common."""

    def of(self, community: "Community"):
        """The pages of one community."""
        return self.filter(community=community)

    def listable_to(self, viewer: "Viewer"):
        """Published pages whose title a viewer may see: all of the community's own.

        The body stays closed unless the page is also visible to the viewer.
        """
        if viewer.community is None:
            return self.none()
        hidden = hidden_content_types(viewer.community)
        listed = self.of(viewer.community).live()
        return listed.exclude(content_type__in=hidden) if hidden else listed

    def visible_to(self, viewer: "Viewer"):
        """Published pages that a viewer may open: the one gate for reading."""
        return self.listable_to(viewer).filter(audience_id__in=viewer.audience_ids)

    def pieces(self):
        """Pages that are read, not the lists that lead to them."""
        return self.exclude(content_type__model__in=("homepage", "sectionpage"))

    def newest(self):
        """Most recently published first."""
        return self.order_by("-first_published_at", "-pk")

    def about(self, topics: list[str] | tuple[str, ...]):
        """Pages on any of the topics."""
        return self.filter(topics__slug__in=topics).distinct()

    def for_cards(self):
        """With what a card shows, in a number of queries that does not grow."""
        return self.select_related("audience", "content_type").prefetch_related("topics")


class ReadingPlaceQuerySet(models.QuerySet):
    """Places where members stopped."""

    def unfinished(self, viewer: "Viewer"):
        """What a viewer began, did not finish and may still open, latest first."""
        begun = self.filter(membership_id=viewer.membership_id, percent__range=(5, 90))
        return begun.filter(page__live=True, page__audience_id__in=viewer.audience_ids).order_by(
            "-at"
        )


def hidden_content_types(community: "Community") -> list[ContentType]:
    """Content types whose component this community has not switched on."""
    hidden = registry.hidden_page_types(community.enabled)
    return list(ContentType.objects.get_for_models(*hidden).values()) if hidden else []
