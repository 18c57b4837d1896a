"""What a member keeps the ledger for."""

from datetime import date

from django.db import models

from nacre.communities.models import CommunityOwned
from nacre.cpd.querysets import OwnQuerySet
from nacre.cpd.schemes import SCHEMES, Scheme, period_of, schemes_for
from nacre.members.models import Membership


class Plan(CommunityOwned):
    """Schemes, the day of the next renewal, and whether we propose entries; none kept: the usual."""

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="cpd_plan")
    schemes = models.JSONField(default=list)
    renewal_on = models.DateField(null=True, blank=True)
    is_proposing = models.BooleanField(default=True)

    objects = OwnQuerySet.as_manager()

    def __str__(self) -> str:
        return f"plan of {self.membership_id}"

    @classmethod
    def of_membership(cls, membership: Membership) -> "Plan":
        """The member's plan, or what their profession suggests; that is not kept."""
        found = cls.objects.filter(membership=membership).first()
        if found:
            return found
        return cls(
            membership=membership,
            community_id=membership.community_id,
            schemes=list(schemes_for(membership.profession)),
        )

    @property
    def chosen(self) -> list[Scheme]:
        """The schemes, first the one that was named first; there is always one."""
        return [SCHEMES[code] for code in self.schemes if code in SCHEMES] or [SCHEMES["generic"]]

    def period(self, scheme: Scheme, today: date) -> tuple[date, date]:
        """First and last day of the period that a day falls in."""
        return period_of(scheme, today, self.renewal_on)
