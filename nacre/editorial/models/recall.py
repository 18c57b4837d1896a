"""What follows when a paper that we cite is retracted: an editor's task, and what readers are told."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.editorial.models.change import PageChange
from nacre.editorial.querysets import ReaderNoticeQuerySet, RecallQuerySet
from nacre.evidence.models import CitationNotice
from nacre.members.models import Membership
from nacre.pages.models import BasePage

WORKING_DAYS = 5


def due_after(day: dt.date, working_days: int = WORKING_DAYS) -> dt.date:
    """The day by which an editor has looked: Saturdays and Sundays do not count, bank holidays do."""
    while working_days:
        day += dt.timedelta(days=1)
        working_days -= day.weekday() < 5
    return day


class Recall(CommunityOwned):
    """One page to look at, because a paper that it cites no longer stands as it did."""

    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="recalls")
    notice = models.ForeignKey(CitationNotice, on_delete=models.CASCADE, related_name="recalls")
    opened_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    done = models.TextField(_("what was done"), blank=True)

    objects = RecallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "notice"], name="one_recall_a_page_and_notice")
        ]
        indexes = [models.Index(fields=["community", "closed_at", "due_on"], name="recalls_due")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.notice}"

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed and nobody has closed it."""
        return self.closed_at is None and self.due_on < timezone.localdate()


class ReaderNotice(CommunityOwned):
    """Somebody who read a page, or was mailed it, was told what became of it or its paper: once.

    A member by their account, whatever communities they are in; anybody else by a hash of the
    address that the page was mailed to.
    """

    notice = models.ForeignKey(
        CitationNotice,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="reader_notices",
    )
    change = models.ForeignKey(
        PageChange, null=True, blank=True, on_delete=models.CASCADE, related_name="reader_notices"
    )
    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.CASCADE, related_name="reader_notices"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    address_hash = models.CharField(max_length=64, blank=True)
    told_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = ReaderNoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "user"],
                condition=models.Q(user__isnull=False),
                name="one_reader_notice_a_person",
            ),
            models.UniqueConstraint(
                fields=["notice", "address_hash"],
                condition=~models.Q(address_hash=""),
                name="one_reader_notice_an_address",
            ),
            models.UniqueConstraint(
                fields=["change", "user"],
                condition=models.Q(user__isnull=False),
                name="one_change_notice_a_person",
            ),
            models.UniqueConstraint(
                fields=["change", "address_hash"],
                condition=~models.Q(address_hash=""),
                name="one_change_notice_an_address",
            ),
            models.CheckConstraint(
                condition=models.Q(notice__isnull=True) ^ models.Q(change__isnull=True),
                name="told_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id or self.change_id} told to {self.membership_id or self.address_hash[:8]}"

    @property
    def about(self) -> Any:
        """What they were told of: the change of a page, or the notice of a paper."""
        return self.change or self.notice


class QuietReader(CommunityOwned):
    """A member who wants no letters about what became of papers; their home still says it."""

    membership = models.OneToOneField(
        Membership, on_delete=models.CASCADE, related_name="quiet_reader"
    )
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"quiet reader {self.membership_id}"
