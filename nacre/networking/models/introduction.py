"""One member asks a contact to introduce them to a third.

Three people agree or nothing is told: the asker, the contact who passes it on, and the one who is
to be met. Until the last has agreed, the asker does not learn whether the two know each other.
"""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.members.models import Membership
from nacre.networking.querysets import IntroductionQuerySet


class Introduction(CommunityOwned):
    """A wish to be introduced, and how far it came."""

    class State(models.TextChoices):
        ASKED = "asked", _("With the contact")
        PASSED_ON = "passed_on", _("With the person to be met")
        MADE = "made", _("Made")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_by = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="introductions_asked"
    )
    contact = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="introductions_to_make"
    )
    to_meet = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="introductions_offered"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    note = models.TextField(blank=True)
    contact_note = models.TextField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    passed_on_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by", "to_meet"],
                condition=models.Q(state__in=("asked", "passed_on")),
                name="one_open_introduction",
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked_by_id} to {self.to_meet_id}: {self.state}"

    @property
    def address(self) -> str:
        """The key as it stands in addresses."""
        return str(self.key)
