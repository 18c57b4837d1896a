"""What is planned over all the desks that somebody sits at: openings, expiries, reviews.

It names pages that nobody may know of yet, so it is asked with a viewer who has a desk, and it
looks at the communities in which they have one and at no other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Revision

from nacre.communities.models import Community
from nacre.editorial.desks import desks_of
from nacre.editorial.models import ConferencePage
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage


@dataclass(frozen=True)
class Planned:
    """One thing that happens to a page: when, what, and where it is edited."""

    day: date
    at: datetime | None  # a review has a day and no hour
    what: str
    title: str
    community: str
    url: str
    elsewhere: str = ""  # the same moment on the clocks of the meeting's place

    @property
    def order(self) -> tuple[date, str, str]:
        """By day and hour; what has no hour comes first."""
        return (self.day, timezone.localtime(self.at).isoformat() if self.at else "", self.title)


def planned(viewer: Viewer, first: date, last: date) -> list[Planned]:
    """What is planned from one day to another, both included, at all desks of a viewer."""
    desks = {desk.pk: desk for desk in desks_of(viewer)}
    start, end = _midnight(first), _midnight(last + timedelta(days=1))
    span, days = (start, end - timedelta(microseconds=1)), (first, last)
    moments = ("opens_at", "expire_at", "embargo_until", "go_live_at")
    asked = Q(review_due_on__range=days) | Q(review_put_off_to__range=days)
    for name in moments:
        asked |= Q(**{f"{name}__range": span})
    pages = list(BasePage.objects.filter(asked, community__in=desks).order_by("path"))
    zones = _zones(pages)
    found = [
        entry
        for page in pages
        for entry in (*_moments_of(page, desks, zones, span), *_review_of(page, desks, days))
    ]
    found += _changes(desks, span)
    return sorted(found, key=lambda entry: entry.order)


def _moments_of(
    page: BasePage, desks: dict[int, Community], zones: dict[str, str], span: tuple
) -> Iterator[Planned]:
    desk = desks[page.community_id]
    zone = zones.get(page.path[: -page.steplen], "")
    opens = page.opens_at
    if page.live and opens and span[0] <= opens <= span[1]:
        is_embargo = opens != page.go_live_at
        yield _entry(page, desk, opens, _("Embargo ends") if is_embargo else _("Goes live"), zone)
    if not page.live:
        moments = [m for m in (page.embargo_until, page.go_live_at) if m]
        meant = max(moments, default=None)
        if meant and span[0] <= meant <= span[1]:
            yield _entry(page, desk, meant, _("To go live, not signed off yet"), zone)
    if page.live and page.expire_at and span[0] <= page.expire_at <= span[1]:
        yield _entry(page, desk, page.expire_at, _("Expires"), "")


def _review_of(page: BasePage, desks: dict[int, Community], days: tuple) -> Iterator[Planned]:
    due = page.review_due
    if page.live and due and days[0] <= due <= days[1]:
        desk = desks[page.community_id]
        yield Planned(due, None, _("Review due"), page.title, desk.name, edit_url(desk, page.pk))


def _changes(desks: dict[int, Community], span: tuple) -> list[Planned]:
    """Signed-off changes to pages that are open already."""
    waiting = {
        int(revision.object_id): revision
        for revision in Revision.objects.filter(approved_go_live_at__range=span)
    }
    pages = BasePage.objects.filter(pk__in=waiting, community__in=desks)
    return [
        _entry(
            page,
            desks[page.community_id],
            waiting[page.pk].approved_go_live_at,
            _("Change goes live"),
            "",
        )
        for page in pages
    ]


def _entry(page: BasePage, desk: Community, at: datetime, what: str, zone: str) -> Planned:
    elsewhere = ""
    if zone:
        place = ZoneInfo(zone)
        there = date_format(at.astimezone(place), "j F, H:i:s")
        elsewhere = _("%(when)s in %(place)s") % {
            "when": there,
            "place": zone.rpartition("/")[2].replace("_", " "),
        }
    day = timezone.localtime(at).date()
    return Planned(day, at, what, page.title, desk.name, edit_url(desk, page.pk), elsewhere)


def _zones(pages: list[BasePage]) -> dict[str, str]:
    """The time zones of the meetings that pages lie below, by the meeting's place in the tree."""
    above = {page.path[: -page.steplen] for page in pages}
    meetings = ConferencePage.objects.filter(path__in=above)
    return dict(meetings.values_list("path", "time_zone"))


def edit_url(desk: Community, pk: int) -> str:
    """Where a page is edited, on the host of its own community."""
    return desk.url(f"/cms/pages/{pk}/edit/")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
