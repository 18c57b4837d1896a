"""Codes that the body or a moderator hands out: each lets one person ask to join, as what it says."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.members.invite_codes import GOOD_FOR
from nacre.members.invite_querysets import InviteBatchQuerySet, InviteCodeQuerySet
from nacre.members.models.membership import Membership

Tier = Membership.Tier
# Never the house, never a sponsor.
INVITED = [(t.value, t.label) for t in (Tier.FULL, Tier.GUEST, Tier.LEARNING_ZONE_ONLY)]


class InviteBatch(CommunityOwned):
    """Codes made together for one occasion; how many became of what is counted from its codes."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tier = models.CharField(max_length=20, choices=INVITED)
    label = models.CharField(max_length=80)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    # Brought by the query `for_list`.
    made: int
    used: int
    withdrawn: int
    unused: int

    objects = InviteBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name_plural = "invite batches"
        indexes = [models.Index(fields=["community", "made_at"], name="invite_batches_by_time")]

    def __str__(self) -> str:
        return self.label

    @property
    def good_until(self):
        """When its codes end."""
        return self.made_at + GOOD_FOR

    @property
    def has_run_out(self) -> bool:
        """Whether they have ended."""
        return timezone.now() >= self.good_until


class InviteCode(models.Model):
    """One code, as a hash. Good for one person."""

    batch = models.ForeignKey(InviteBatch, on_delete=models.CASCADE, related_name="codes")
    code_hash = models.CharField(max_length=64, unique=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="invite_codes"
    )

    objects = InviteCodeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"invite code of {self.batch}"

    @property
    def problem(self) -> str:
        """Why it is no longer good, as whoever holds it is told; empty if it is good."""
        if self.used_at:
            return str(_("This code has been used; each is good for one person."))
        if self.withdrawn_at:
            return str(_("This code has been withdrawn by those who made it."))
        if self.batch.has_run_out:
            return str(_("This code has run out; codes are good for 30 days."))
        return ""
