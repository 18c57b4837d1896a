"""Where published pages lead out of the house, and whether somebody still answers there."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.pages.models.page import BasePage
from nacre.pages.querysets import PageLinkQuerySet

LONGEST = 1000
DEAD_AFTER = 2  # failures on different days: a host has its bad nights


class PageLink(CommunityOwned):
    """One outside address on one published page: when it was last good, since when it fails."""

    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="outside_links")
    url = models.CharField(_("address"), max_length=LONGEST)
    asked_at = models.DateTimeField(null=True, blank=True)
    good_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateField(null=True, blank=True)
    failed_on = models.DateField(null=True, blank=True)
    failed_days = models.PositiveSmallIntegerField(default=0)
    said = models.CharField(_("what came back"), max_length=120, blank=True)

    objects: ClassVar[Any] = PageLinkQuerySet.as_manager()

    wagtail_reference_index_ignore = True  # no editor asks where it is used

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "url"], name="one_link_a_page_and_address")
        ]
        indexes = [models.Index(fields=["community", "failed_days"], name="links_that_fail")]

    def __str__(self) -> str:
        return self.url

    @property
    def is_dead(self) -> bool:
        """Whether it failed on two different days, with nothing good in between."""
        return self.failed_days >= DEAD_AFTER

    def note_answer(self, now: datetime, *, said: str, is_good: bool) -> None:
        """Somebody answered; good or not, it is not dead."""
        self.asked_at, self.said = now, said[:120]
        self.failing_since = self.failed_on = None
        self.failed_days = 0
        if is_good:
            self.good_at = now

    def note_failure(self, now: datetime, day: date, *, said: str) -> None:
        """Nobody answered, or it is gone; a second failure of one day counts once."""
        self.asked_at, self.said = now, said[:120]
        self.failing_since = self.failing_since or day
        if self.failed_on != day:
            self.failed_days += 1
        self.failed_on = day
