"""How near a member lets others come: whom they keep away, and what they chose."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.members.models import Membership
from nacre.networking.querysets import BlockQuerySet


class Block(CommunityOwned):
    """A member keeps another away. Nobody but the one who blocks is told."""

    blocked_by = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="blocked_by")
    at = models.DateTimeField(default=timezone.now)

    objects = BlockQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocked_by", "blocked"], name="one_block_a_pair")
        ]

    def __str__(self) -> str:
        return f"{self.blocked_by_id} keeps {self.blocked_id} away"

    @property
    def address(self) -> str:
        """The key of who is kept away, as it stands in addresses."""
        return str(self.blocked.key)


class Choices(CommunityOwned):
    """What a member chose about being written to; without a row, the defaults."""

    class Openness(models.TextChoices):
        EVERYONE = "everyone", _("Any member may ask to connect and write to me")
        CONNECTIONS = (
            "connections",
            _("Only my connections; nobody new may ask to connect or write"),
        )

    membership = models.OneToOneField(
        Membership, on_delete=models.CASCADE, related_name="networking_choices"
    )
    openness = models.CharField(max_length=12, choices=Openness.choices, default=Openness.EVERYONE)
    wants_mail = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "choices"

    def __str__(self) -> str:
        return f"choices of {self.membership_id}"
