"""When a page opens to its readers, when its review is due, and who works out both.

`opens_at` is worked out on each save from what was typed: the embargo of the page, or of what lies
above it, and the hour to go live. Readers are let in by comparing it with the clock
(`BasePageQuerySet.open_now`), so a page that is published under an embargo appears by itself.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from nacre.pages.querysets import UNLISTED_AFTER

UNDER_REVIEW_AFTER = timedelta(days=30)  # domain: then readers are told more than “overdue”


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or the last of a month that has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


class Opening(Page):
    """The moments of a page: embargo, opening, review."""

    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Nobody but the desk learns of the page before this second"),
    )
    # The later of embargo and going live, those of the pages above included; empty: open.
    opens_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)
    review_due_on = models.DateField(
        null=True, blank=True, help_text=_("Empty: as the kind of page asks for")
    )
    review_put_off_to = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    review_months: int | None = None  # from publishing to the review that its kind asks for
    hour: datetime | None = None  # when to go live, while it is being published

    def inherited_embargo(self) -> datetime | None:
        """The embargo of what it belongs to, for pages that have none of their own."""
        return None

    def embargo_for_below(self) -> datetime | None:
        """The embargo that pages below take where they have none of their own."""
        return None

    def zone_below(self, parent: Any) -> str:
        """The time zone in which its embargo is typed; empty: that of the installation."""
        return ""

    def opening(self) -> datetime | None:
        """The latest of its own moments and of those of the pages above; None: open at once."""
        above = self.ancestors_of_ours().aggregate(latest=models.Max("opens_at"))["latest"]
        own = self.embargo_until or self.inherited_embargo()
        moments = [m for m in (own, self.hour or self.go_live_at, above) if m]
        return max(moments, default=None)

    def date_review(self, was_published: bool) -> None:
        """Set the review that its kind asks for; publishing it again is a review."""
        today = timezone.localdate()
        is_done = was_published and self.review_due_on is not None and self.review_due_on < today
        if self.review_months and (self.review_due_on is None or is_done):
            self.review_due_on = months_later(today, self.review_months)

    @property
    def is_held(self) -> bool:
        """Whether its opening is still to come."""
        return bool(self.opens_at and self.opens_at > timezone.now())

    @property
    def review_due(self) -> date | None:
        """The day of its next review, a postponement included."""
        days = [day for day in (self.review_due_on, self.review_put_off_to) if day]
        return max(days) if self.review_due_on else None

    @property
    def is_overdue(self) -> bool:
        """Whether its review date has passed."""
        return self._is_past(timedelta())

    @property
    def is_under_review(self) -> bool:
        """Whether the review is a month late, so that readers must know."""
        return self._is_past(UNDER_REVIEW_AFTER)

    @property
    def is_unlisted(self) -> bool:
        """Whether the review is so late that lists leave the page out."""
        return self._is_past(UNLISTED_AFTER)

    def _is_past(self, by: timedelta) -> bool:
        return bool(self.review_due and self.review_due + by < timezone.localdate())


class OpenAtItsHour(PublishPageRevisionAction):
    """Publish a page that nobody has read yet at once, closed until its hour.

    Wagtail would wait for a command to find it. A change to a page that is open already is
    scheduled Wagtail's way: until then readers have the page as it is.
    """

    def _publish_revision(self, revision: Any, object: Any, **kwargs: Any) -> None:
        now, hour = timezone.now(), object.go_live_at
        rows = type(object).objects.filter(pk=object.pk)
        was_live, opened_at, live_revision = rows.values_list(
            "live", "opens_at", "live_revision_id"
        ).get()
        is_new = not was_live or (opened_at is not None and opened_at > now)
        if is_new and hour and hour > now:
            object.hour, object.go_live_at = hour, None
        if is_new:
            object.date_by_opening(object.opening(), now)
        object.date_review(was_live and live_revision is not None)
        super()._publish_revision(revision, object, **kwargs)
        if object.hour:
            object.go_live_at = object.hour
            type(object).objects.filter(pk=object.pk).update(go_live_at=hour)
