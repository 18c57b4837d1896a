"""That staff looked as a member: who, as whom, why and until when."""

from typing import Any

from django.conf import settings
from django.db import models

from nacre.communities.models import Community
from nacre.members import chain
from nacre.members.models.sealed import SealedRow
from nacre.members.sealed_querysets import ImpersonationQuerySet

BLANK_MEMBER = {"member": None, "reason": "", "member_salt": ""}
BLANK_BY = {"by": None, "by_salt": ""}


def forget_member(collector: Any, field: models.Field, rows: Any, using: str) -> None:
    """A member's account is deleted: that somebody looked stays, as whom and why goes."""
    for name, blank in BLANK_MEMBER.items():
        collector.add_field_update(field.model._meta.get_field(name), blank, rows)


def forget_by(collector: Any, field: models.Field, rows: Any, using: str) -> None:
    """The account of somebody who looked is deleted: their name goes."""
    for name, blank in BLANK_BY.items():
        collector.add_field_update(field.model._meta.get_field(name), blank, rows)


class Impersonation(SealedRow):
    """A row of the log of staff who looked as a member: the beginning, or its early end.

    Who began is at the beginning alone. One that nobody ends runs out at `until_at`.
    """

    class Kind(models.TextChoices):
        BEGUN = "begun"
        ENDED = "ended"

    cover = chain.IMPERSONATIONS

    kind = models.CharField(max_length=5, choices=Kind.choices)
    # As with evidence: null is a tombstone, and a community that is gone leaves its number behind.
    community = models.ForeignKey(
        Community, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=forget_member, related_name="looked_as"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=forget_by, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)
    happened_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    begun = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="ended")
    member_salt = models.CharField(max_length=32, blank=True, editable=False)
    member_hash = models.CharField(max_length=64, editable=False)
    by_salt = models.CharField(max_length=32, blank=True, editable=False)
    by_hash = models.CharField(max_length=64, editable=False)

    objects = ImpersonationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["member", "kind"], name="looked_as_a_member")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.happened_at:%d %b %Y %H:%M}"

    @property
    def over_at(self) -> Any:
        """When it ended, or runs out."""
        return self.ended.happened_at if hasattr(self, "ended") else self.until_at
