"""What a member wants to hear of: a colleague, an organisation or a topic. Nobody else sees it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from nacre.communities.models import CommunityOwned
from nacre.members.models import Membership, Organisation
from nacre.networking.querysets import FollowQuerySet
from nacre.pages.models import Topic

TARGETS = ("person", "organisation", "topic")


def _exactly_one() -> Q:
    told = Q()
    for target in TARGETS:
        others = {f"{name}__isnull": name != target for name in TARGETS}
        told |= Q(**others)
    return told


class Follow(CommunityOwned):
    """One member follows one thing."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="follows")
    person = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.CASCADE, related_name="followers"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    since = models.DateTimeField(default=timezone.now)

    objects = FollowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "person"], name="follow_a_person_once"),
            models.UniqueConstraint(fields=["member", "organisation"], name="follow_a_place_once"),
            models.UniqueConstraint(fields=["member", "topic"], name="follow_a_topic_once"),
            models.CheckConstraint(condition=_exactly_one(), name="follow_exactly_one"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} follows {self.sort}"

    @property
    def sort(self) -> str:
        """Which of the three it is."""
        return next(name for name in TARGETS if getattr(self, f"{name}_id"))

    @property
    def address(self) -> str:
        """The key as it stands in addresses."""
        return str(self.key)
