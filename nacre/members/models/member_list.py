"""An edition of a body's member list between its upload and the moment when it counts."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.members.list_querysets import MemberListEditionQuerySet, StagedLineQuerySet
from nacre.members.models.importing import ImportRun
from nacre.members.models.membership import Membership


class MemberListEdition(CommunityOwned):
    """One file from the body: first staged and compared, then approved, then applied."""

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        STAGED = "staged", _("Read, nothing changed yet")
        STOPPED = "stopped", _("Stopped for a person: many would lapse")
        APPLYING = "applying", _("Being applied")
        APPLIED = "applied", _("Applied")
        UNDONE = "undone", _("Undone")
        DISCARDED = "discarded", _("Discarded")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    file_name = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64, blank=True)  # SHA-256 of the file
    reading = models.OneToOneField(
        ImportRun, null=True, on_delete=models.SET_NULL, related_name="edition_read"
    )
    applying = models.OneToOneField(
        ImportRun, null=True, on_delete=models.SET_NULL, related_name="edition_applied"
    )
    counts = models.JSONField(default=dict, blank=True)
    may_lapse_many = models.BooleanField(default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True, blank=True)

    objects = MemberListEditionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["community", "state"], name="editions_by_state")]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display().lower()})"

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for somebody's approval."""
        return self.state in {self.State.STAGED, self.State.STOPPED}


class StagedLine(CommunityOwned):
    """A row of an edition and what applying it would do; deleted once it is applied."""

    class Verdict(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        LAPSED = "lapsed", _("Lapsed")
        UNCHANGED = "unchanged", _("Unchanged")
        DUPLICATE = "duplicate", _("Stands twice")
        AMBIGUOUS = "ambiguous", _("Needs a look")
        PROBLEM = "problem", _("Cannot be read")
        UNJUDGED = "", _("Not compared yet")

    edition = models.ForeignKey(MemberListEdition, on_delete=models.CASCADE, related_name="lines")
    row = models.PositiveIntegerField()  # 0: not in the file, and on the list
    membership_no = models.CharField(max_length=30, blank=True)
    surname_key = models.CharField(max_length=80, blank=True)
    email = models.CharField(max_length=254, blank=True)
    registration_number = models.CharField(max_length=12, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_wanted = models.BooleanField(default=False)  # applying it changes something
    candidates = models.JSONField(default=list, blank=True)  # ids of memberships

    objects = StagedLineQuerySet.as_manager()

    class Meta:
        ordering = ["row", "pk"]
        indexes = [
            models.Index(fields=["edition", "membership_no"], name="staged_by_number"),
            models.Index(fields=["edition", "verdict", "row"], name="staged_by_verdict"),
            models.Index(fields=["edition", "email"], name="staged_by_email"),
            models.Index(fields=["edition", "is_wanted", "id"], name="staged_to_apply"),
        ]

    def __str__(self) -> str:
        return f"row {self.row}: {self.membership_no}"

    @property
    def name(self) -> str:
        """The person as the body writes them."""
        parts = (self.facts.get(part, "") for part in ("title", "forenames", "surname"))
        return " ".join(part for part in parts if part)
