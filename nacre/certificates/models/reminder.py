"""A letter that was written before a certificate ends: each once."""

from django.db import models
from django.utils import timezone

from nacre.certificates.models.certificate import Certificate


class Reminder(models.Model):
    """That a holder was told so many days before the end."""

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="reminders")
    days = models.PositiveSmallIntegerField()
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["certificate", "days"], name="reminded_once")
        ]

    def __str__(self) -> str:
        return f"{self.days} days before {self.certificate_id}"
