"""What a person agreed to, and the proof that they were forgotten."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import Community


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Questions about what people agreed to."""

    def latest_of(self, user_id: int, community: Community | None) -> dict[str, "Consent"]:
        """By purpose, what a person last said here."""
        found: dict[str, Consent] = {}
        for consent in self.filter(user_id=user_id, community=community).order_by("pk"):
            found[consent.purpose] = consent
        return found


class Consent(models.Model):
    """One answer to one question, in the words that were shown. Answers are only ever added."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents"
    )
    community = models.ForeignKey(
        Community, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    purpose = models.SlugField(max_length=40)
    is_given = models.BooleanField()
    wording = models.TextField()
    given_at = models.DateTimeField(default=timezone.now)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "community", "purpose"], name="what_a_person_said")]

    def __str__(self) -> str:
        return f"{self.purpose}: {'yes' if self.is_given else 'no'}"


class Erasure(models.Model):
    """The proof that somebody was forgotten. It names nobody."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account_number = models.BigIntegerField()
    address_hash = models.CharField(max_length=64)
    asked_by = models.CharField(
        max_length=10,
        choices=[("member", _("the member")), ("operator", _("the operator")),
                 ("restore", _("after a restored backup"))],
    )  # fmt: skip
    counts = models.JSONField(default=dict)
    erased_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Erasure {self.key}"
