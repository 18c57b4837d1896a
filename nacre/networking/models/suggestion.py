"""A suggested colleague whom a member does not want to be shown again."""

from django.db import models
from django.utils import timezone

from nacre.communities.models import CommunityOwned
from nacre.members.models import Membership


class Dismissal(CommunityOwned):
    """Who is not to be suggested to whom; nobody else sees it."""

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="dismissals")
    suggested = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "suggested"], name="one_dismissal_a_pair")
        ]

    def __str__(self) -> str:
        return f"{self.suggested_id} not to {self.member_id}"
