"""What moderators decided and were shown, and what people were told about their verification."""

from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.members.models.membership import Membership
from nacre.members.models.sealed import EvidenceKeptError
from nacre.members.models.verification import VerificationEvidence
from nacre.members.querysets import DecisionQuerySet


class MembershipDecision(CommunityOwned):
    """One decision about a membership: who, when, why, and how long the person had waited.

    Rows are only added. An erased person leaves the decision without their name.
    """

    class Kind(models.TextChoices):
        PROPOSED = "proposed", _("Proposed to let in")
        VERIFIED = "verified", _("Let in")
        DECLINED = "declined", _("Declined")
        HELD = "held", _("Access paused")
        REINSTATED = "reinstated", _("Let back in")
        SUSPENDED = "suspended", _("Suspended")
        RECHECKED = "rechecked", _("Checked again")

    membership = models.ForeignKey(
        Membership, null=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )  # null: the system, or a moderator who was erased
    basis = models.CharField(max_length=160, blank=True)  # sorts of evidence, no names
    reason = models.CharField(max_length=300, blank=True)
    is_override = models.BooleanField(default=False)  # against, or without, an exact match
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["community", "decided_at"], name="decisions_by_time")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.decided_at:%d %b %Y}"

    def save(self, **how: Any) -> None:
        """Add a decision; one that was taken is never rewritten."""
        if not self._state.adding:
            raise EvidenceKeptError("A decision is only added to, by a new decision.")
        super().save(**how)

    def delete(self, using: Any = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise EvidenceKeptError("Decisions are not deleted.")


class VerificationNotice(models.Model):
    """That somebody was told about one finding: the unique pair keeps letters from repeating."""

    class Kind(models.TextChoices):
        IN_30_DAYS = "in_30_days"
        IN_7_DAYS = "in_7_days"
        LAPSED = "lapsed"
        CLOSED = "closed"

    evidence = models.ForeignKey(
        VerificationEvidence, on_delete=models.DO_NOTHING, related_name="notices"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evidence", "kind"], name="one_letter_a_finding")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.evidence}"


def private_storage() -> FileSystemStorage:
    """Where documents lie that only a moderator opens: outside everything that is served."""
    return FileSystemStorage(location=settings.NACRE_HOME / "seen", base_url=None)


def secret_name(document: "SeenDocument", filename: str) -> str:
    """A name that says nothing of the person."""
    return f"{uuid4().hex}{PurePath(filename).suffix.lower()[:6]}"


class SeenDocument(CommunityOwned):
    """A document somebody sent to show who they are: seen by a moderator, then deleted.

    After 90 days at the latest the file is gone; the row says what it was and who saw it.
    """

    class Sort(models.TextChoices):
        BADGE = "badge", _("Work badge with a photograph")
        PAYSLIP = "payslip", _("Head of a payslip")
        LETTER = "letter", _("Letter from the employer or university")
        CERTIFICATE = "certificate", _("Certificate of registration")

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="documents")
    sort = models.CharField(max_length=12, choices=Sort.choices)
    file = models.FileField(upload_to=secret_name, storage=private_storage, blank=True)
    content_type = models.CharField(max_length=40)
    sent_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.get_sort_display()}, {self.sent_at:%d %b %Y}"


class EmailDomain(models.Model):
    """What a domain says about who has an address there; the operator's list comes before ours."""

    class Sort(models.TextChoices):
        NHS = "nhs_trust_local", _("NHS organisation")
        ACADEMIC = "academic", _("University")
        PUBLIC = "crown", _("Public body")
        ACCREDITED = "dcb1596_other", _("Accredited to DCB1596")
        EMPLOYER = "employer", _("Other employer in health care")
        COMPANY = "commercial_pharma", _("Company: a moderator must look")
        PERSONAL = "free_mail", _("Personal mail: says nothing about work")
        IGNORED = "ignored", _("Says nothing: do not count it")

    domain = models.CharField(max_length=120, unique=True, help_text=_("For example example.org"))
    sort = models.CharField(_("what it says"), max_length=20, choices=Sort.choices)
    organisation = models.CharField(max_length=160, blank=True)
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("e-mail domain")
        ordering = ["domain"]

    def __str__(self) -> str:
        return f"{self.domain}: {self.get_sort_display()}"

    def clean(self) -> None:
        """Keep the domain as it is compared."""
        self.domain = self.domain.strip().rpartition("@")[2].strip(".").lower()
