"""Named questions about pages."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Max, Min, Q
from django.utils import timezone
from wagtail.query import PageQuerySet

from nacre.communities.querysets import CommunityOwnedQuerySet
from nacre.components import registry
from nacre.evidence.models import TAKEN_BACK

if TYPE_CHECKING:
    from nacre.communities.models import Community
    from nacre.members.viewer import Viewer


UNLISTED_AFTER = timedelta(days=180)  # domain: a review so long overdue leaves the lists


def _in_time(of: str = "") -> Q:
    """Whether a page, or one that it leads to, has opened and not expired, to this second."""
    now = timezone.now()
    has_opened = Q(**{f"{of}opens_at__isnull": True}) | Q(**{f"{of}opens_at__lte": now})
    return has_opened & (Q(**{f"{of}expire_at__isnull": True}) | Q(**{f"{of}expire_at__gt": now}))


def _placements():
    """Pages that show the text of another; few, and asked for by themselves."""
    return apps.get_model("pages", "BasePage").objects.filter(source__isnull=False).order_by()


class BasePageQuerySet(PageQuerySet):
    """Pages of the tree with what all of ours have in common."""

    def of(self, community: "Community"):
        """The pages of one community."""
        return self.filter(community=community)

    def at(self, url_path: str):
        """The page at a place in the tree, which has one such page: "/liver/news/varices/"."""
        return self.filter(slug=url_path.rstrip("/").rsplit("/", 1)[-1], url_path=url_path)

    def open_now(self):
        """What anybody at all may read now: it has appeared and was not withdrawn."""
        return self.appeared().standing()

    def appeared(self):
        """Published, past its embargo and its hour, and not expired, to this very second.

        The one place that compares with the clock. Wagtail's own `live` is settled by the worker
        a little later, and an embargoed page is live already. A page that shows the text of another
        has appeared only if that one has, and no company speaks in it.
        """
        is_open = Q(_in_time("source__"), source__live=True, source__promotion_label="")
        closed = _placements().exclude(is_open)
        return self.live().filter(_in_time()).exclude(pk__in=closed.values("pk"))

    def standing(self):
        """Without what was withdrawn, wherever it is shown."""
        withdrawn = _placements().filter(source__withdrawn_at__isnull=False)
        return self.filter(withdrawn_at__isnull=True).exclude(pk__in=withdrawn.values("pk"))

    def withdrawn(self):
        """What was withdrawn, wherever it is shown."""
        return self.filter(Q(withdrawn_at__isnull=False) | Q(source__withdrawn_at__isnull=False))

    def turns(self, now: datetime):
        """The moments at which a published page opens or expires: the last past one, the next."""
        asked: dict[str, Any] = {}
        for name in ("opens_at", "expire_at"):
            asked[f"{name}_past"] = Max(name, filter=Q(**{f"{name}__lte": now}))
            asked[f"{name}_next"] = Min(name, filter=Q(**{f"{name}__gt": now}))
        timed = self.live().filter(Q(opens_at__isnull=False) | Q(expire_at__isnull=False))
        return [moment for moment in timed.aggregate(**asked).values() if moment]

    def listable_to(self, viewer: "Viewer"):
        """Published pages whose title a viewer may see: all of the community's own.

        The body stays closed unless the page is also visible to the viewer. Of what a company says
        here not even the title is for those outside its audience.
        """
        return self._known_to(viewer).standing()

    def withdrawn_for(self, viewer: "Viewer"):
        """Withdrawn pages: a viewer may read title, day and reason at the address, and no more."""
        return self._known_to(viewer).withdrawn()

    def _known_to(self, viewer: "Viewer"):
        if viewer.community is None:
            return self.none()
        hidden = hidden_content_types(viewer.community)
        listed = self.of(viewer.community).appeared()
        listed = listed.filter(Q(promotion_label="") | Q(audience_id__in=viewer.audience_ids))
        return listed.exclude(content_type__in=hidden) if hidden else listed

    def visible_to(self, viewer: "Viewer"):
        """Published pages that a viewer may open: the one gate for reading."""
        return self.listable_to(viewer).filter(audience_id__in=viewer.audience_ids)

    def listed(self):
        """Without what is so long past its review that lists leave it out, and without parts."""
        return self.whole()._reviewed_since(timezone.localdate() - UNLISTED_AFTER)

    def whole(self):
        """Without pages that are a part of another: that one is listed, and leads to them."""
        parts = content_types_of_parts()
        return self.exclude(content_type__in=parts) if parts else self

    def recommended(self):
        """For what we recommend or mail: reviewed in time, about papers that nobody took back."""
        in_time = self.whole()._reviewed_since(timezone.localdate())
        return in_time.exclude(standing__in=TAKEN_BACK)

    def overdue(self):
        """What is past its review."""
        in_time = self._reviewed_since(timezone.localdate())
        return self.exclude(pk__in=in_time.order_by().values("pk"))

    def _reviewed_since(self, day: date):
        in_time = Q(review_due_on__isnull=True) | Q(review_due_on__gte=day)
        return self.filter(in_time | Q(review_put_off_to__gte=day))

    def without_promotion(self):
        """Pages in which no company speaks, for whatever recommends."""
        return self.filter(promotion_label="")

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
        pages = apps.get_model("pages", "BasePage").objects.visible_to(viewer)
        begun = self.filter(membership_id=viewer.membership_id, percent__range=(5, 90))
        return begun.filter(page__in=pages.order_by().values("pk")).order_by("-at")


class PageLinkQuerySet(CommunityOwnedQuerySet):
    """Outside addresses of published pages."""

    def due(self, since: datetime):
        """Those not asked since a moment, and all that failed the last time."""
        waiting = Q(asked_at__isnull=True) | Q(asked_at__lt=since)
        return self.filter(waiting | Q(failed_days__gt=0))

    def addresses(self):
        """Each address once."""
        return self.order_by().values_list("url", flat=True).distinct()

    def dead(self):
        """Those that failed on two different days, the page and its owner with them."""
        dead = self.filter(failed_days__gte=2).select_related("page__owner")
        return dead.order_by("failing_since", "page__title", "url")

    def latest_answer(self) -> datetime | None:
        """When one of them was asked last."""
        found: datetime | None = self.aggregate(latest=Max("asked_at"))["latest"]
        return found

    def shaky(self):
        """Those that failed on one day so far."""
        return self.filter(failed_days=1)


class SearchPostingQuerySet(models.QuerySet):
    """What search keeps of pages."""

    def within(self, viewer: "Viewer"):
        """What was kept of pages with an audience that a viewer belongs to; the gate comes after."""
        return self.filter(audience_id__in=viewer.audience_ids)


def content_types_of_parts() -> list[ContentType]:
    """Content types of pages that are a part of another, such as the modules of a course."""
    parts = [model for model in apps.get_models() if getattr(model, "is_part", False)]
    return list(ContentType.objects.get_for_models(*parts).values()) if parts else []


def hidden_content_types(community: "Community") -> list[ContentType]:
    """Content types whose component this community has not switched on."""
    hidden = registry.hidden_page_types(community.enabled)
    return list(ContentType.objects.get_for_models(*hidden).values()) if hidden else []
