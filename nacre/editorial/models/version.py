"""The versions of a file behind one link: what changed, who answered for it, what took its place."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.editorial.library_querysets import DocumentVersionQuerySet, UnitUseQuerySet
from nacre.members.models import Membership, Organisation
from nacre.pages.models import BasePage, CommunityDocument


class DocumentVersion(models.Model):
    """One published version of a page's file. It is made by publishing the page, and never typed."""

    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="versions")
    number = models.CharField(max_length=20)
    document = models.ForeignKey(CommunityDocument, on_delete=models.PROTECT, related_name="+")
    file_hash = models.CharField(max_length=40, blank=True)  # of the file that was signed off
    what_changed = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(default=timezone.now)
    superseded_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)  # when all who work with it had their letters

    objects = DocumentVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="one_file_version_a_number"),
            models.UniqueConstraint(
                fields=["page"],
                condition=models.Q(superseded_at=None),
                name="one_current_version_a_page",
            ),
        ]
        ordering = ["-published_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.page_id}, version {self.number}"

    @property
    def is_intact(self) -> bool:
        """Whether the file is still the one that was signed off."""
        return self.document.file_hash == self.file_hash

    @property
    def file_name(self) -> str:
        """The name under which it is saved: an old version says so wherever it lies later."""
        name = self.document.filename
        return name if self.superseded_at is None else f"superseded-{name}"

    @property
    def successor(self) -> Any:
        """What took its place; None for the current one, and where the file was taken away."""
        later = DocumentVersion.objects.filter(page=self.page_id, pk__gt=self.pk)
        return later.order_by("pk").first()


class VersionNotice(models.Model):
    """A member was told of a version; nobody is told twice."""

    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="notices")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "membership"], name="one_notice_a_version_and_member"
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} of {self.version}"


class UnitUse(models.Model):
    """A member said that the place where they work uses a tool, as it is or adapted."""

    class How(models.TextChoices):
        ADOPTED = "adopted", _("as it is")
        ADAPTED = "adapted", _("adapted to us")

    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="unit_uses")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="unit_uses")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=7, choices=How.choices)
    said_at = models.DateTimeField(default=timezone.now)

    objects = UnitUseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "membership"], name="one_use_a_page_and_member")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.how}"
