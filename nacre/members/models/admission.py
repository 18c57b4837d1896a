"""Who may join a community, and as what: the body's own list, and the community's rules."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.members.models.membership import Membership
from nacre.members.querysets import GRACE, MemberListQuerySet


class MemberListEntry(CommunityOwned):
    """One line of the member list that a professional body gave us. We never write to them."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        LAPSED = "lapsed", _("Lapsed")
        RESIGNED = "resigned", _("Resigned")
        DECEASED = "deceased", _("Deceased")

    membership_no = models.CharField(max_length=30)
    title = models.CharField(max_length=20, blank=True)
    surname = models.CharField(max_length=80)
    surname_key = models.CharField(max_length=80)
    forenames = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    alt_email = models.EmailField(blank=True)
    category = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    paid_until = models.DateField(null=True, blank=True)
    registration_number = models.CharField(max_length=12, blank=True)  # canonical
    organisation = models.CharField(max_length=160, blank=True)  # as the body writes it
    updated_on = models.DateField(null=True, blank=True)  # by the body
    membership = models.ForeignKey(
        Membership,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="list_entries",
    )

    objects = MemberListQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "member list entries"
        constraints = [
            models.UniqueConstraint(
                fields=["community", "membership_no"], name="one_line_a_membership_number"
            )
        ]
        indexes = [
            models.Index(fields=["community", "email"], name="member_list_by_email"),
            models.Index(fields=["community", "alt_email"], name="member_list_by_alt_email"),
            models.Index(fields=["community", "registration_number"], name="member_list_by_number"),
        ]

    def __str__(self) -> str:
        return f"{self.membership_no} {self.surname}"

    def is_current(self, today: date) -> bool:
        """Whether the body counts this person as a member, with the days of grace after a lapse."""
        if self.status in {self.Status.RESIGNED, self.Status.DECEASED}:
            return False
        if self.paid_until is None:
            return self.status == self.Status.ACTIVE
        return self.paid_until + GRACE >= today


class AdmissionRule(CommunityOwned):
    """One rule of a community about who gets which tier; the first that fits counts.

    `when` may name `professions` and `roles`; empty means everybody. A rule with `on_list` is about
    people on the body's list and may name `categories` of it: that tier is given at once. A rule
    without it is about everyone else: the tier is what they ask for, and a moderator decides.
    """

    order = models.PositiveSmallIntegerField(default=50)
    when = models.JSONField(default=dict, blank=True)
    tier = models.CharField(
        max_length=20, choices=Membership.Tier.choices, default=Membership.Tier.FULL
    )
    explanation = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"{self.get_tier_display()}: {self.when or 'everybody'}"

    def fits(self, facts: dict[str, Any]) -> bool:
        """Whether the rule is about someone of this profession and role. Unknown keys: no."""
        keys = {"professions": "profession", "roles": "role", "categories": "category"}
        said = {key: allowed for key, allowed in self.when.items() if key != "on_list"}
        return (
            bool(self.when.get("on_list")) == bool(facts.get("on_list"))
            and set(said) <= set(keys)
            and all(facts.get(keys[key]) in allowed for key, allowed in said.items())
        )
