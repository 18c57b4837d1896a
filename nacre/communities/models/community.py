"""A community and the body that commissioned it."""

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from nacre.communities.querysets import CommunityOwnedQuerySet, CommunityQuerySet
from nacre.ui.theme import Theme, check_theme

if TYPE_CHECKING:
    from nacre.communities.models.funding import FundingRelationship

MOTIFS = ("lobules", "villi", "locks", "discs", "axons", "arcs")


class TherapyArea(models.Model):
    """A field of disease that a community serves."""

    code = models.SlugField(unique=True)
    label = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.label


class Client(models.Model):
    """The body that commissions a community and receives its monthly report."""

    class Kind(models.TextChoices):
        PROFESSIONAL_BODY = "professional_body", _("Professional body")
        CHARITY = "charity", _("Patient charity")
        PUBLISHER = "publisher", _("Publisher")
        COMPANY = "company", _("Company")

    name = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    about = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class Community(models.Model):  # type: ignore[django-manager-missing]
    """One network for one therapy area: its address, look, client and components."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=30)
    strapline = models.CharField(max_length=160, blank=True)
    about = models.TextField(blank=True)
    site = models.OneToOneField(
        "wagtailcore.Site", on_delete=models.PROTECT, related_name="community"
    )
    therapy_area = models.ForeignKey(TherapyArea, on_delete=models.PROTECT)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="communities")
    launched_on = models.DateField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=50)

    rules_version = models.CharField(
        _("version of the rules that members accept"), max_length=20, default="1", blank=True
    )
    needs_two_moderators = models.BooleanField(
        _("a second moderator confirms"),
        default=False,
        help_text=_("Whoever is let in without an exact match needs two moderators"),
    )

    hue = models.PositiveSmallIntegerField(_("brand hue"), default=255)
    chroma = models.FloatField(_("brand chroma"), default=0.1)
    accent_hue = models.PositiveSmallIntegerField(default=60)
    corner = models.PositiveSmallIntegerField(_("corner radius in pixels"), default=4)
    motif = models.CharField(max_length=12, choices=[(m, m) for m in MOTIFS], default="arcs")
    motif_seed = models.PositiveIntegerField(default=1)
    motif_density = models.PositiveSmallIntegerField(default=3)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "communities"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a look that cannot be read, with the measured contrast."""
        self.__dict__.pop("theme", None)  # what was read before the change
        if problems := check_theme(Theme.of(self.theme)):
            raise ValidationError({"hue": problems})

    @property
    def host(self) -> str:
        """The host it answers on, without a port."""
        return self.site.hostname

    def url(self, path: str = "/") -> str:
        """The absolute address of a path in this community."""
        return absolute_url(self.host, path)

    @cached_property
    def enabled(self) -> frozenset[str]:
        """The slugs of the components that are switched on here."""
        return frozenset(row.slug for row in self.enabled_components.all())

    @cached_property
    def theme(self) -> MappingProxyType:
        """The few numbers from which the look is derived."""
        return MappingProxyType(
            {
                "hue": self.hue,
                "chroma": self.chroma,
                "accent_hue": self.accent_hue,
                "corner": self.corner,
                "motif": self.motif,
                "motif_seed": self.motif_seed,
                "motif_density": self.motif_density,
            }
        )

    def funding_of(self, area: str) -> list["FundingRelationship"]:
        """The funding relationships that cover one section, and those of the whole site."""
        return [f for f in self.all_funding if f.covers(area)]

    @cached_property
    def all_funding(self) -> list["FundingRelationship"]:
        """Every funding relationship, with its sponsor."""
        return list(self.funding_relationships.select_related("sponsor"))


class CommunityOwned(models.Model):
    """A row that belongs to exactly one community."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")

    objects = CommunityOwnedQuerySet.as_manager()

    class Meta:
        abstract = True


class EnabledComponent(models.Model):
    """A component that a community has switched on."""

    community = models.ForeignKey(
        Community, on_delete=models.CASCADE, related_name="enabled_components"
    )
    slug = models.SlugField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "slug"], name="component_once_a_community")
        ]

    def __str__(self) -> str:
        return f"{self.slug} in {self.community_id}"


class Enquiry(models.Model):
    """Someone who would like to establish a clinical community."""

    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=160)
    email = models.EmailField()
    therapy_area = models.CharField(max_length=120)
    message = models.TextField(blank=True)
    sent_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "enquiries"
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"


def absolute_url(host: str, path: str = "/") -> str:
    """An address on one of the installation's hosts, with the port it is served on."""
    standard = {"http": 80, "https": 443}[settings.NACRE_SCHEME]
    port = "" if standard == settings.NACRE_PORT else f":{settings.NACRE_PORT}"
    return f"{settings.NACRE_SCHEME}://{host}{port}{path}"
