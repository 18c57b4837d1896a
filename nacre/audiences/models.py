"""A named set of rules about a member: who may open something, and what others are told."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nacre.audiences.querysets import AudienceQuerySet
from nacre.communities.models import CommunityOwned


class Audience(CommunityOwned):
    """Who may see what; every page has exactly one."""

    slug = models.SlugField()
    name = models.CharField(max_length=80)
    explanation = models.TextField(
        blank=True, help_text=_("Why it is closed and how to get in, told to those outside")
    )
    rule = models.JSONField(default=dict, blank=True)
    is_default = models.BooleanField(default=False)

    objects = AudienceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "slug"], name="one_audience_a_slug"),
            models.UniqueConstraint(
                fields=["community"],
                condition=models.Q(is_default=True),
                name="one_default_audience",
            ),
        ]

    def __str__(self) -> str:
        return self.name
