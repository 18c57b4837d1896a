"""A question to the directory that a member keeps, and whether they hear of new answers."""

from datetime import datetime

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.members.models.membership import Membership
from nacre.members.saved_search_querysets import SavedSearchQuerySet

MOST_KNOWN = 1000  # among more people than these nobody is told who is new
LONGEST = 1000  # characters of a question as it stands in an address


class SavedSearch(CommunityOwned):
    """What was asked, under a name of the member's own, and who fitted when we last looked.

    New is who fits now and did not then, whatever made them fit: they joined, moved, or opened a
    part of their profile. Somebody who fitted all along is not new for having changed anything.
    """

    class Alert(models.TextChoices):
        WEEKLY = "weekly", _("Once a week")
        NEVER = "never", _("Never")

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=LONGEST)  # as in an address; see Question.query
    alert = models.CharField(max_length=6, choices=Alert.choices, default=Alert.WEEKLY)
    saved_at = models.DateTimeField(default=timezone.now)
    looked_at = models.DateTimeField(default=timezone.now)
    fitted = models.PositiveIntegerField(default=0)  # how many, when we last looked
    fresh = models.PositiveIntegerField(default=0)  # how many of them were told as new
    known = models.JSONField(default=list)  # the memberships that fitted then

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "saved searches"
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "query"], name="one_saved_search_a_question"
            )
        ]
        indexes = [models.Index(fields=["alert", "looked_at"], name="saved_searches_due")]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """Where the directory answers it as it is now."""
        return f"{reverse('members:member_list', urlconf='nacre.config.urls')}?{self.query}"

    @property
    def is_weekly(self) -> bool:
        """Whether the member wants to hear of somebody new."""
        return self.alert == self.Alert.WEEKLY

    @property
    def is_too_wide(self) -> bool:
        """Whether too many fitted to say who is new."""
        return self.fitted > MOST_KNOWN

    def look(self, fitted: int, known: list[int], *, at: datetime, fresh: int = 0) -> None:
        """Note who fits at a moment; among too many, those known before stay known."""
        self.looked_at, self.fitted, self.fresh = at, fitted, fresh
        if not self.is_weekly:  # nobody will ask who is new
            self.known = []
        elif not self.is_too_wide:
            self.known = sorted(known)
