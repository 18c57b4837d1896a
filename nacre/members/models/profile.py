"""What a member says of themselves beyond their post: shown through `visibility`, never directly."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.members.models.membership import Membership
from nacre.members.models.organisation import Organisation


class Profile(CommunityOwned):
    """Specialty, second site, ways to reach somebody, and the papers they chose to show."""

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="profile")
    second_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    specialty = models.CharField(max_length=80, blank=True)
    subspecialties = models.JSONField(default=list, blank=True)  # words, a few
    languages = models.JSONField(default=list, blank=True)  # as their speakers are asked for
    can_help_with = models.CharField(max_length=200, blank=True)
    work_email = models.EmailField(_("work e-mail address"), blank=True)
    work_telephone = models.CharField(max_length=40, blank=True)
    orcid = models.CharField(_("ORCID iD"), max_length=19, blank=True)
    orcid_authenticated_at = models.DateTimeField(null=True, blank=True)  # None: typed, a claim
    works = models.JSONField(default=list, blank=True)  # picked by the member from ORCID's list
    wants_hints = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"Profile of {self.membership_id}"

    @classmethod
    def of(cls, membership: Membership) -> "Profile":
        """The profile of a member; an empty one, not yet kept, where they said nothing more."""
        found = getattr(membership, "profile", None)  # Django's "does not exist" is also this
        return found or cls(membership=membership, community_id=membership.community_id)
