"""What we know about a person's identity and work, and how we came to know it."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import Community
from nacre.members import chain
from nacre.members.models.sealed import SealedRow
from nacre.members.querysets import EvidenceQuerySet

YEAR = timedelta(days=365)


def forget_subject(collector: Any, field: models.Field, rows: Any, using: str) -> None:
    """An account is deleted: its findings stay as tombstones without a person in them."""
    for name, blank in BLANK_SUBJECT.items():
        collector.add_field_update(field.model._meta.get_field(name), blank, rows)


def forget_checker(collector: Any, field: models.Field, rows: Any, using: str) -> None:
    """The account of somebody who checked is deleted: their name goes, the finding stays."""
    for name, blank in BLANK_CHECKER.items():
        collector.add_field_update(field.model._meta.get_field(name), blank, rows)


BLANK_SUBJECT = {"user": None, "detail": "", "note": "", "register_status": "", "detail_salt": ""}
BLANK_CHECKER = {"checked_by": None, "checker_salt": ""}


class VerificationEvidence(SealedRow):
    """One finding about a person, chained to the one before it. Rows are only ever added.

    Write through `members.actions.record_evidence`. A newer finding of the same sort supersedes
    the older one by pointing to it.
    """

    class Sort(models.TextChoices):
        EMAIL = "email", _("E-mail address confirmed")
        WORK_EMAIL = "work_email", _("Work e-mail address confirmed")
        BODY_LIST = "body_list", _("On the body's member list")
        REGISTER = "register_match", _("Register checked")
        CALL_BACK = "callback", _("Called back through the switchboard")
        DOCUMENT = "document_seen", _("Document seen")
        CIS2 = "cis2", _("NHS identity shown")
        SPONSOR = "sponsor_of_member", _("Invited, by a member or with a code")
        ORCID = "orcid", _("ORCID iD shown")

    class Outcome(models.TextChoices):
        MATCH = "match", _("Match")
        REVIEW = "review", _("Needs a look")
        MISMATCH = "mismatch", _("Does not match")
        NOT_FOUND = "not_found", _("Not found")
        NOT_PRACTISING = "not_practising", _("Not practising")

    cover = chain.EVIDENCE

    # Null: the person was erased, and what is left is a tombstone.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=forget_subject, related_name="evidence"
    )
    # Null: a finding about the person, good in every community (their e-mail address). A community
    # that is gone leaves its number behind.
    community = models.ForeignKey(
        Community,
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    sort = models.CharField(max_length=20, choices=Sort.choices)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, default=Outcome.MATCH)
    regulator = models.CharField(max_length=10, blank=True)
    register_status = models.CharField(max_length=30, blank=True)  # status_norm; never shown
    detail = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=forget_checker,
        related_name="+",
    )
    method = models.CharField(max_length=40, blank=True)
    source_name = models.CharField(max_length=120, blank=True)
    source_version = models.CharField(max_length=60, blank=True)
    checked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    detail_salt = models.CharField(max_length=32, blank=True, editable=False)
    detail_hash = models.CharField(max_length=64, editable=False)
    checker_salt = models.CharField(max_length=32, blank=True, editable=False)
    checker_hash = models.CharField(max_length=64, editable=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "verification evidence"
        indexes = [
            models.Index(fields=["user", "community", "sort"], name="evidence_of_a_person"),
            models.Index(fields=["expires_at"], name="evidence_by_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.get_sort_display()}, {self.get_outcome_display().lower()}"


# How long a finding stands; a job move is the commonest way for one to become untrue.
STANDS_FOR: dict[str, timedelta] = {
    VerificationEvidence.Sort.WORK_EMAIL: YEAR,
    VerificationEvidence.Sort.BODY_LIST: YEAR,
    VerificationEvidence.Sort.REGISTER: YEAR,
    VerificationEvidence.Sort.CALL_BACK: YEAR,
    VerificationEvidence.Sort.DOCUMENT: YEAR,
    VerificationEvidence.Sort.CIS2: YEAR,
}

# What of a sort of finding there can be several of at a time: addresses.
ONE_PER_DETAIL = {VerificationEvidence.Sort.EMAIL, VerificationEvidence.Sort.WORK_EMAIL}
