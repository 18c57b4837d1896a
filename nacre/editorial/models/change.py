"""What became of a page after readers had seen it: a correction, an update, a withdrawal."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from nacre.communities.models import CommunityOwned
from nacre.editorial.querysets import PageChangeQuerySet
from nacre.pages.models import BasePage


class PageChange(CommunityOwned):
    """One entry in the public log of a page; it is added once and stays as it is."""

    class Kind(models.TextChoices):
        MINOR = "minor", _("Small change")
        UPDATE = "update", _("Update")
        CORRECTION = "correction", _("Correction")
        WITHDRAWAL = "withdrawal", _("Withdrawal")

    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveSmallIntegerField()  # of the page: a notice is cited by it
    kind = models.CharField(max_length=10, choices=Kind.choices)
    is_material = models.BooleanField(default=False)
    words = models.TextField(_("what was wrong and what changed"), blank=True)
    means = models.TextField(_("what it means for practice"), blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    revision_before = models.ForeignKey(
        Revision, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    revision_after = models.ForeignKey(
        Revision, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    fingerprint_before = models.CharField(max_length=64, blank=True)
    fingerprint_after = models.CharField(max_length=64, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)  # when the last reader had been told

    objects = PageChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="one_change_a_number"),
        ]
        indexes = [
            models.Index(
                fields=["made_at"],
                condition=models.Q(is_material=True, told_at__isnull=True),
                name="changes_to_tell",
            )
        ]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {timezone.localtime(self.made_at):%d %b %Y}"

    @property
    def anchor(self) -> str:
        """Where it stands on its page, for good."""
        return f"change-{self.number}"

    @property
    def is_withdrawal(self) -> bool:
        """Whether the text was taken away."""
        return self.kind == self.Kind.WITHDRAWAL

    @property
    def heading(self) -> str:
        """What happened, in a sentence."""
        said = {
            self.Kind.UPDATE: _("A page that you read was updated"),
            self.Kind.CORRECTION: _("A page that you read was corrected"),
            self.Kind.WITHDRAWAL: _("A page that you read was withdrawn"),
        }
        return str(said.get(self.Kind(self.kind), self.get_kind_display()))
