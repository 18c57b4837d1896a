"""What a community knows of the people of one organisation beside who they are."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.members.models.membership import Membership
from nacre.members.models.organisation import Organisation
from nacre.members.querysets import TeamQuerySet


class Team(CommunityOwned):
    """The unit of an organisation in one community: who leads it, and what its lead says of it.

    Its people are nowhere written down: they are whoever works there now. So who moves on is gone
    from the page at once, and a lead who moves on leads no more.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="teams")
    lead = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="teams_led"
    )
    introduction = models.TextField(_("introduction"), blank=True, max_length=1500)
    contacts = models.TextField(_("how to reach the team"), blank=True, max_length=500)
    described_at = models.DateTimeField(default=timezone.now)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "organisation"], name="one_team_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.community}"
