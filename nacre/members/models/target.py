"""Whom a community means to reach: how many of which role at which organisation."""

from django.db import models

from nacre.communities.models import CommunityOwned
from nacre.members.list_querysets import TargetQuerySet
from nacre.members.models.organisation import Organisation


class TargetGroup(CommunityOwned):
    """So many people of one role or profession at one organisation; counts, never names."""

    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    profession = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=40, blank=True)
    region = models.CharField(max_length=40, blank=True)
    expected = models.PositiveIntegerField()

    objects = TargetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "organisation", "region", "profession", "role"],
                name="one_target_a_group",
            ),
            models.UniqueConstraint(
                fields=["community", "region", "profession", "role"],
                condition=models.Q(organisation__isnull=True),
                name="one_target_a_region",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role or self.profession} at {self.organisation or self.region}"
