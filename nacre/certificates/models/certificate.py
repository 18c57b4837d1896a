"""A certificate: what a member has earned, frozen and sealed, and what of it others may see."""

import uuid
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from nacre.certificates.facts import Facts
from nacre.certificates.models.issuer_key import IssuerKey
from nacre.certificates.querysets import CertificateQuerySet
from nacre.certificates.signing import canonical
from nacre.certificates.validity import Validity
from nacre.communities.models import CommunityOwned
from nacre.insights.periods import london_day
from nacre.members.models import Membership


class CertificateKeptError(TypeError):
    """Somebody tried to change or delete what is frozen."""


class State(StrEnum):
    """What a certificate is at a moment; the first that applies."""

    GONE = "gone"  # its holder was forgotten
    ALTERED = "altered"  # the row no longer says what was sealed
    REVOKED = "revoked"
    REPLACED = "replaced"
    EXPIRED = "expired"
    AHEAD = "ahead"  # renewed early: it begins when the one before it ends
    VALID = "valid"


# Never changed after the award; whatever is wrong in it is issued again.
FROZEN = (
    "key", "number", "check_code", "membership", "subject", "edition", "reissue", "title", "facts",
    "completed_at", "awarded_at", "starts_at", "expires_at", "sealed_with", "seal",
)  # fmt: skip


class Certificate(CommunityOwned):
    """One award: a membership, a subject and an edition, once; a correction is a reissue of it."""

    class Name(models.TextChoices):
        INITIALS = "initials", _("My initials")
        FULL = "full", _("My name")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=40, editable=False)
    check_code = models.CharField(max_length=9, editable=False)
    membership = models.ForeignKey(  # null: its holder was forgotten
        Membership, null=True, on_delete=models.SET_NULL, related_name="certificates"
    )
    subject = models.CharField(max_length=120)  # "course:<uuid>": what it is about
    edition = models.PositiveSmallIntegerField(default=1)  # the cycle of recertification
    reissue = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    facts = models.JSONField()
    completed_at = models.DateTimeField()
    awarded_at = models.DateTimeField(default=timezone.now)
    starts_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)  # null: it holds for good
    sealed_with = models.ForeignKey(IssuerKey, on_delete=models.RESTRICT, related_name="+")
    seal = models.CharField(max_length=86, blank=True, editable=False)

    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_because = models.CharField(max_length=500, blank=True)  # for the holder and the desk
    revoked_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    replaced_by = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces"
    )
    reissued_because = models.CharField(max_length=500, blank=True)
    reissued_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    forgotten_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)  # when the letter was written

    shows_name = models.CharField(max_length=8, choices=Name.choices, default=Name.INITIALS)
    shows_score = models.BooleanField(default=False)
    shows_credits = models.BooleanField(default=False)
    is_reminded = models.BooleanField(default=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "subject", "edition", "reissue"], name="awarded_once"
            ),
            models.UniqueConstraint(
                fields=["community", "number"], name="one_certificate_a_number"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "awarded_at"], name="certificates_by_day"),
            models.Index(fields=["expires_at"], name="certificates_by_end"),
        ]

    def __str__(self) -> str:
        return self.number

    def save(self, *args: Any, **how: Any) -> None:
        """Add a sealed row; of one that is there, only what is not frozen may be saved, by name."""
        named = how.get("update_fields")
        if self._state.adding:
            if not self.seal:
                raise CertificateKeptError("A certificate is kept sealed: use actions.award.")
        elif named is None or set(named) & set(FROZEN):
            raise CertificateKeptError("What a certificate says is not changed: reissue it.")
        super().save(*args, **how)

    def delete(self, using: Any = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        """Refuse: a certificate is revoked, and the person is taken out of it."""
        raise CertificateKeptError("A certificate is not deleted: revoke it.")

    @cached_property
    def said(self) -> Facts:
        """What it says."""
        return Facts.read(self.facts)

    @property
    def path(self) -> str:
        """Where its holder looks at it."""
        return f"/certificates/{self.key}/"

    @property
    def public_path(self) -> str:
        """Where anybody checks it."""
        return f"/verify/{self.key}/"

    @property
    def validity(self) -> Validity:
        """From when to when it holds."""
        return Validity(self.starts_at, self.expires_at)

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds."""
        return london_day(self.expires_at - datetime.resolution) if self.expires_at else None

    def sealed_words(self) -> bytes:
        """What the seal is of: everything that is frozen, and whose it is."""
        return canonical(
            {
                "certificate": str(self.key),
                "number": self.number,
                "check_code": self.check_code,
                "community": self.community_id,
                "membership": self.membership_id,
                "subject": self.subject,
                "edition": self.edition,
                "reissue": self.reissue,
                "title": self.title,
                "facts": self.facts,
                "completed_at": _moment(self.completed_at),
                "awarded_at": _moment(self.awarded_at),
                "starts_at": _moment(self.starts_at),
                "expires_at": _moment(self.expires_at),
            }
        )

    def set_seal(self, key: IssuerKey) -> None:
        """Seal it with a key; nothing frozen may change afterwards."""
        self.sealed_with, self.seal = key, key.signs(self.sealed_words())

    @property
    def is_unaltered(self) -> bool:
        """Whether it says what was sealed, and a key of its own community sealed it."""
        key = self.sealed_with
        is_own = key.community_id == self.community_id
        return is_own and key.has_signed(self.sealed_words(), self.seal)

    def state(self, now: datetime | None = None) -> State:
        """What it is at a moment."""
        now = now or timezone.now()
        if self.forgotten_at or self.membership_id is None:
            return State.GONE
        if not self.is_unaltered:
            return State.ALTERED
        if self.revoked_at:
            return State.REVOKED
        if self.replaced_by_id:
            return State.REPLACED
        if self.expires_at and now >= self.expires_at:
            return State.EXPIRED
        return State.AHEAD if now < self.starts_at else State.VALID

    def is_renewed_by(self, completed_at: datetime) -> bool:
        """Whether a completion earns the next edition; the one that earned this one never does."""
        if completed_at <= self.completed_at:
            return False
        if self.revoked_at:
            return completed_at > self.revoked_at
        return self.validity.is_open_to_renewal(completed_at)


def _moment(when: datetime | None) -> str | None:
    return when.astimezone(UTC).isoformat() if when else None
