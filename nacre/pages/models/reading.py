"""Where a member stopped reading, so that they can go on there."""

from django.db import models
from django.utils import timezone

from nacre.members.models import Membership
from nacre.pages.models.page import BasePage
from nacre.pages.querysets import ReadingPlaceQuerySet


class ReadingPlace(models.Model):
    """How far a member came in a page; erased with the membership."""

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="reading_places"
    )
    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="+")
    percent = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)

    objects = ReadingPlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "page"], name="one_place_a_page")
        ]
        indexes = [models.Index(fields=["membership", "-at"], name="latest_reading")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.percent} %"
