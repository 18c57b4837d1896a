"""An Open Badge: a certificate as a signed credential, made because its holder wanted it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from nacre.certificates.models.certificate import Certificate
from nacre.certificates.querysets import BadgeQuerySet
from nacre.communities.models import CommunityOwned

LIST_LENGTH = 131_072  # the least that the standard allows, so that one is lost among many


class Badge(CommunityOwned):
    """One signed credential. Taken back, it stays as a place in the list of what is revoked."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="badges")
    token = models.TextField(blank=True, editable=False)
    status_list = models.PositiveIntegerField(editable=False)
    status_index = models.PositiveIntegerField(editable=False)
    issued_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = BadgeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certificate"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_badge_a_certificate",
            ),
            models.UniqueConstraint(
                fields=["community", "status_list", "status_index"], name="one_badge_a_place"
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def path(self) -> str:
        """Where the credential lies, and its name."""
        return f"/badges/credentials/{self.key}/"
