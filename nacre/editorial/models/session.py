"""The sessions of a meeting: what its programme says, who reports from each, and the report."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.editorial.querysets import ConferenceSessionQuerySet
from nacre.members.models import Membership


class ConferenceSession(CommunityOwned):
    """One session of a meeting's programme, known by the society's own name for it."""

    conference = models.ForeignKey(
        "editorial.ConferencePage", on_delete=models.CASCADE, related_name="sessions"
    )
    uid = models.CharField(max_length=255)
    sequence = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=300)
    kind = models.CharField(_("kind of session"), max_length=40, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    is_all_day = models.BooleanField(default=False)
    room = models.CharField(max_length=160, blank=True)
    speakers = models.CharField(max_length=1000, blank=True)
    summary = models.TextField(blank=True)
    abstract_number = models.CharField(max_length=40, blank=True)
    abstract_doi = models.CharField(max_length=255, blank=True)
    embargo_until = models.DateTimeField(null=True, blank=True)
    is_cancelled = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=timezone.now)
    reporter = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    report = models.OneToOneField(
        "editorial.ConferenceReportPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = ConferenceSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "uid"], name="one_session_a_uid")
        ]
        indexes = [models.Index(fields=["conference", "starts_at"], name="sessions_by_time")]
        ordering = ["starts_at", "room", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def held_until(self) -> datetime | None:
        """Its embargo, or the one that the meeting puts on all reports."""
        return self.embargo_until or self.conference.reports_embargo_until

    @property
    def is_held(self) -> bool:
        """Whether nobody outside the desk may read more of it than title, time and room."""
        return bool(self.held_until and self.held_until > timezone.now())
