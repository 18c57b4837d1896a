"""A member brings a message to the moderators, who decide and say why."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.members.models import Membership
from nacre.networking.models.conversation import Message
from nacre.networking.querysets import MessageFlagQuerySet


class MessageFlag(CommunityOwned):
    """One message, one member who flags it, one decision."""

    class Reason(models.TextChoices):
        UNKIND = "unkind", _("Unkind, harassing or discriminating")
        SELLING = "selling", _("Selling or advertising")
        PATIENT = "patient", _("Could identify a patient")
        FALSE_NAME = "false_name", _("Not who they say they are")
        OTHER = "other", _("Something else")

    class Decision(models.TextChoices):
        LEFT = "left", _("Leave the message as it is")
        HIDDEN = "hidden", _("Take the message away")
        PAUSED = "paused", _("Take it away, and no writing for 14 days")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="flags")
    flagged_by = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="message_flags"
    )
    reason = models.CharField(max_length=12, choices=Reason.choices)
    note = models.CharField(max_length=500, blank=True)
    flagged_at = models.DateTimeField(default=timezone.now)
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True)
    decided_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    why = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = MessageFlagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "flagged_by"], name="one_flag_a_member")
        ]
        indexes = [
            models.Index(fields=["community", "decided_at", "flagged_at"], name="flags_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.message_id}"
