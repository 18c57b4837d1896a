"""The one way a sponsor sees a text early: one revision, one person, until a moment, for facts."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from nacre.communities.models import CommunityOwned, Sponsor
from nacre.editorial.querysets import FactCheckQuerySet
from nacre.members.models import Membership
from nacre.pages.models import BasePage


class FactCheck(CommunityOwned):
    """A window in which a sponsor's observer reads one revision and lists factual errors."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    sponsor = models.ForeignKey(Sponsor, on_delete=models.PROTECT, related_name="+")
    observer = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    opened_at = models.DateTimeField(default=timezone.now)
    closes_at = models.DateTimeField()

    objects = FactCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return f"{self.sponsor} reads {self.page}"

    @property
    def is_open(self) -> bool:
        """Whether it can be read now."""
        return self.closes_at > timezone.now()


class FactualPoint(models.Model):
    """One thing that a sponsor says is not so; the editors decide."""

    class Decision(models.TextChoices):
        OPEN = "open", _("Not decided")
        TAKEN_UP = "taken up", _("Taken up")
        DECLINED = "declined", _("Declined")

    fact_check = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="points")
    passage = models.CharField(max_length=300)
    point = models.TextField(max_length=1000)
    source = models.CharField(max_length=300, blank=True)
    raised_at = models.DateTimeField(default=timezone.now)
    decision = models.CharField(max_length=8, choices=Decision.choices, default=Decision.OPEN)

    class Meta:
        ordering = ["raised_at", "pk"]

    def __str__(self) -> str:
        return self.passage
