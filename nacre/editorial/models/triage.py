"""What editors made of the papers that were harvested for their community."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.editorial.models.review import JournalReviewPage
from nacre.editorial.rating_querysets import TriagedPaperQuerySet
from nacre.evidence.models import Citation
from nacre.members.models import Membership


class TriagedPaper(CommunityOwned):
    """An editor's word on one harvested paper: kept for rating, or dismissed and why."""

    class Verdict(models.TextChoices):
        KEPT = "kept", _("Kept for rating")
        DISMISSED = "dismissed", _("Dismissed")

    class Reason(models.TextChoices):
        OFF_TOPIC = "off_topic", _("Not about our field")
        WEAK = "weak", _("The methods are too weak")
        COVERED = "covered", _("We have covered it")
        ELSEWHERE = "elsewhere", _("Of no use in the UK")
        OTHER = "other", _("Something else")

    citation = models.ForeignKey(Citation, on_delete=models.CASCADE, related_name="triage")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    note = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(default=timezone.now)
    review = models.ForeignKey(
        JournalReviewPage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    assigned_to = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = TriagedPaperQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "citation"], name="one_word_on_a_paper")
        ]
        indexes = [
            models.Index(fields=["community", "verdict", "decided_at"], name="papers_by_verdict")
        ]

    def __str__(self) -> str:
        return f"{self.citation_id}: {self.verdict}"
