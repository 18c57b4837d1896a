"""Each clinician's word for one text of a page, and whether an interest of theirs touches it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.editorial.models.editor import ClinicalEditor
from nacre.editorial.querysets import ApprovalQuerySet
from nacre.pages.models import BasePage


class ClinicianApproval(models.Model):
    """A clinical editor approved exactly this text; a changed comma is another text."""

    class Kind(models.TextChoices):
        APPROVED = "approved", _("Approved")
        PLACED = "placed", _("Placed from a blueprint")

    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.APPROVED)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    editor = models.ForeignKey(
        ClinicalEditor, null=True, on_delete=models.PROTECT, related_name="+"
    )
    conflicts = models.TextField(blank=True)  # as they were on the day, one a line
    approved_at = models.DateTimeField(default=timezone.now)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "fingerprint", "editor"], name="one_approval_a_text_and_editor"
            )
        ]
        ordering = ["approved_at", "pk"]

    def __str__(self) -> str:
        return f"{self.editor or self.get_kind_display()}: {self.page_id}"
