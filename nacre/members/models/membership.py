"""A person's place in one community."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.members import professions
from nacre.members.levels import VX, Known, level_from
from nacre.members.models.organisation import Organisation
from nacre.members.querysets import MembershipQuerySet

LAPSED = "lapsed"  # a status that is never stored: it follows from the evidence


class Membership(CommunityOwned):
    """What a person is in a community, where they work, and what they let others see."""

    class Status(models.TextChoices):
        PENDING = "pending", _("Waiting for a moderator")
        ACTIVE = "active", _("Active")
        SUSPENDED = "suspended", _("Suspended")
        DECLINED = "declined", _("Declined")
        LEFT = "left", _("Left")

    class Tier(models.TextChoices):
        FULL = "full", _("Full member")
        LEARNING_ZONE_ONLY = "learning_zone_only", _("Learning Zone only")
        GUEST = "guest", _("Guest")
        STAFF = "staff", _("In-house staff")
        SPONSOR_OBSERVER = "sponsor_observer", _("Sponsor's observer")

    class Duty(models.TextChoices):
        NONE = "", _("None")
        MODERATOR = "moderator", _("Moderator")
        CLINICAL_EDITOR = "clinical_editor", _("Clinical editor")
        JOURNALIST = "journalist", _("Journalist")

    class Review(models.TextChoices):
        HELD = "held", _("A register says that this person may not practise")
        ASKED = "asked", _("Asked to be checked again")
        BOUNCED = "bounced", _("Mail to the work address came back")
        COMPANY = "company", _("The address belongs to a company")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PENDING)
    tier = models.CharField(max_length=20, choices=Tier.choices, default=Tier.FULL)
    duty = models.CharField(max_length=16, choices=Duty.choices, blank=True)
    source = models.CharField(max_length=16, default="organic")

    profession = models.CharField(max_length=40)
    role = models.CharField(max_length=40, blank=True)
    grade = models.CharField(max_length=20, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    post = models.CharField(_("job title"), max_length=120, blank=True)
    biography = models.TextField(blank=True)
    interests = models.JSONField(default=list, blank=True)  # topic slugs of the community
    is_public = models.BooleanField(_("show my profile to visitors"), default=False)
    visibility = models.JSONField(default=dict, blank=True)  # part of the profile → who sees it
    photograph = models.CharField(max_length=32, blank=True, editable=False)  # its secret folder
    confirmed_at = models.DateTimeField(null=True, blank=True)  # "yes, I am still here"
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)

    rules_version = models.CharField(max_length=20, blank=True)
    rules_accepted_at = models.DateTimeField(null=True, blank=True)
    # A moderator must look (again) by then, and why; empty: nothing is waiting.
    review_due_at = models.DateTimeField(null=True, blank=True)
    review_reason = models.CharField(max_length=20, blank=True, choices=Review.choices)

    decline_reason = models.CharField(max_length=300, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)
    activated_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    told: str | None = None  # brought by the query `with_evidence`

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "user"], name="one_membership_per_community"
            )
        ]
        indexes = [
            models.Index(
                fields=["community", "status", "organisation"], name="members_at_hospital"
            ),
            models.Index(fields=["community", "activated_at"], name="members_by_activation"),
            models.Index(fields=["community", "review_due_at"], name="members_to_review"),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.community}"

    @property
    def profile_url(self) -> str:
        """Where the profile is, in its community."""
        return reverse("members:member_detail", args=[self.key], urlconf="nacre.config.urls")

    @property
    def profession_label(self) -> str:
        """The profession as people write it."""
        return professions.profession_label(self.profession)

    @property
    def role_label(self) -> str:
        """One line that says what this person does: post, else role and profession."""
        return self.post or professions.described(self.profession, self.role)

    @property
    def known(self) -> Known:
        """What the evidence says of this person here; ask for rows `with_evidence`."""
        return Known.read(self.told)

    @property
    def level(self) -> int:
        """How well we know this person here, V0 to V4, or VX where they are blocked."""
        known = self.known
        if self.status == self.Status.SUSPENDED or known.is_held:
            return VX
        if self.is_active and not known.is_judged:
            return 3  # brought in by the operator, who decided outside the trail
        return max(1, level_from(known.matches, rules_accepted=bool(self.rules_accepted_at)))

    @property
    def standing_status(self) -> str:
        """The status as it is now: held, or lapsed, before anybody wrote it down."""
        if self.is_active and self.known.is_held:
            return self.Status.SUSPENDED
        return LAPSED if self.is_active and self.known.is_lapsed else self.status

    @property
    def last_confirmed_at(self) -> datetime | None:
        """When this person last said that all this is still so."""
        return self.confirmed_at or self.activated_at

    @property
    def is_active(self) -> bool:
        """Whether this person may use the community now."""
        return self.status == self.Status.ACTIVE
