"""A colleague is invited by a member: to the community, or to something they should read."""

import uuid
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.members.models.membership import Membership
from nacre.members.querysets import ReferralQuerySet

KEPT_FOR = timedelta(days=28)  # then the address of whoever did not come is erased
REMIND_AFTER = timedelta(days=7)  # once


class Referral(CommunityOwned):
    """One letter to one colleague. The key in its link is all that opens it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    referred_by = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="referrals_made"
    )
    email = models.CharField(max_length=254, blank=True)  # empty once it is erased
    address_hash = models.CharField(max_length=64)
    note = models.CharField(max_length=500, blank=True)
    item_path = models.CharField(max_length=300, blank=True)
    item_title = models.CharField(max_length=255, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)  # "do not write to me again"
    membership = models.OneToOneField(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="referral"
    )
    joined_at = models.DateTimeField(null=True, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes = [
            models.Index(fields=["community", "sent_at"], name="referrals_by_time"),
            models.Index(fields=["community", "address_hash"], name="referrals_by_address"),
        ]

    def __str__(self) -> str:
        return f"Referral of {self.sent_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        """Whether its link still leads in."""
        too_old = timezone.now() - self.sent_at >= KEPT_FOR
        return self.joined_at is None and self.refused_at is None and not too_old

    @property
    def standing(self) -> str:
        """How far it came, as its sender is told; a refusal looks like silence."""
        if self.joined_at:
            return str(_("Joined"))
        if self.email:
            return str(_("Invited"))
        return str(_("Did not come; the address is erased"))


class QuietAddress(models.Model):
    """An address, as a hash, to which no member's invitation is sent again, from any community."""

    address_hash = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"quiet since {self.since:%Y-%m-%d}"
