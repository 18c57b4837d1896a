"""Two members of a community who know each other, or one who asked.

It lives with members because what people show of themselves may be for connections alone; asking,
answering and everything else that people do with it is in `networking` (ADR 0016).
"""

import uuid

from django.db import models
from django.db.models.functions import Greatest, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.members.connections import ConnectionQuerySet
from nacre.members.models.membership import Membership


class Connection(CommunityOwned):
    """One row a pair, whoever asked; it is kept when it ends, so that nobody is asked for ever."""

    class State(models.TextChoices):
        PENDING = "pending", _("Asked")
        ACCEPTED = "accepted", _("Connected")
        DECLINED = "declined", _("Declined")
        ENDED = "ended", _("Withdrawn or removed")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    requested_by = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="connections_asked"
    )
    addressed_to = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="connections_received"
    )
    introduced_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.PENDING)
    note = models.TextField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ConnectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Least("requested_by", "addressed_to"),
                Greatest("requested_by", "addressed_to"),
                name="one_connection_a_pair",
            ),
            models.CheckConstraint(
                condition=~models.Q(requested_by=models.F("addressed_to")),
                name="nobody_connects_with_themselves",
            ),
        ]
        indexes = [
            models.Index(
                fields=["requested_by", "state", "addressed_to"], name="connections_asked"
            ),
            models.Index(
                fields=["addressed_to", "state", "requested_by"], name="connections_received"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.requested_by_id} and {self.addressed_to_id}: {self.state}"

    @property
    def is_accepted(self) -> bool:
        """Whether the two are connected."""
        return self.state == self.State.ACCEPTED

    @property
    def is_pending(self) -> bool:
        """Whether an answer is due."""
        return self.state == self.State.PENDING

    def other_id(self, membership_id: int) -> int:
        """The membership at the other end."""
        is_mine = self.requested_by_id == membership_id
        return self.addressed_to_id if is_mine else self.requested_by_id

    @property
    def address(self) -> str:
        """The key as it stands in addresses."""
        return str(self.key)
