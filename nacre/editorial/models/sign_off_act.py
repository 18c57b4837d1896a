"""What happened on the way to a sign-off: who was asked, by when, and what they answered."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import Community
from nacre.editorial.querysets import SignOffActQuerySet
from nacre.members.chain import Cover
from nacre.members.models import EvidenceChain, SealedRow

BLANK_PERSON = {"user": None, "note": "", "person_salt": ""}
SIGN_OFFS = Cover(
    name="sign_offs",
    end=3,
    public=(
        "number", "community_id", "page_id", "kind", "revision_id", "fingerprint", "happened_at",
    ),
    personal={"person": ("user_id", "note")},
)  # fmt: skip


def forget_person(collector: Any, field: models.Field, rows: Any, using: str) -> None:
    """An account is deleted: that a text was answered for stays, by whom goes."""
    for name, blank in BLANK_PERSON.items():
        collector.add_field_update(field.model._meta.get_field(name), blank, rows)


class SignOffAct(SealedRow):
    """A row of the log of sign-offs. Opening a page is no act, and is not here."""

    class Kind(models.TextChoices):
        SENT = "sent", _("Letter sent")
        SUBSTITUTED = "substituted", _("Passed to the substitute")
        CODE_SENT = "code sent", _("Code sent")
        REMINDED = "reminded", _("Reminded")
        LEAD_TOLD = "lead told", _("The lead was told")
        APPROVED = "approved", _("Signed off")
        RETURNED = "returned", _("Changes asked for")
        VOIDED = "voided", _("Void: the text changed")
        EXPIRED = "expired", _("The link ran out")
        PLACED = "placed", _("Placed from a blueprint")
        AT_HOME = "at home", _("Signed off at home")
        OVERRIDDEN = "overridden", _("Published without a sign-off")

    cover = SIGN_OFFS

    kind = models.CharField(max_length=12, choices=Kind.choices)
    # A page or community that is gone leaves its number behind.
    community = models.ForeignKey(
        Community, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    page_id = models.PositiveBigIntegerField()
    revision_id = models.PositiveBigIntegerField()
    fingerprint = models.CharField(max_length=64)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=forget_person, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)
    happened_at = models.DateTimeField()
    person_salt = models.CharField(max_length=32, blank=True, editable=False)
    person_hash = models.CharField(max_length=64, editable=False)

    objects = SignOffActQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["page_id", "fingerprint"], name="sign_off_acts_of_a_text")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.happened_at:%d %b %Y %H:%M}"

    @classmethod
    def note_down(
        cls, kind: str, *, page: Any, revision_id: int, fingerprint: str, user: Any, note: str = ""
    ) -> "SignOffAct":
        """Add an act to the log; `user` is who acted, or to whom a letter went.

        Call it late in a transaction: everybody else who adds waits until that ends.
        """
        row = cls(
            kind=kind,
            community_id=page.community_id,
            page_id=page.pk,
            revision_id=revision_id,
            fingerprint=fingerprint,
            user=user,
            note=note[:300],
            happened_at=timezone.now(),
        )
        end = EvidenceChain.held(cls.cover)
        end.seal(row)
        row.save()
        end.save(update_fields=["length", "head"])
        return row
