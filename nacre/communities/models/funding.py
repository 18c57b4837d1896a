"""Who funds what, on what terms, and every set of answers that the terms were read from."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from nacre.communities.models.community import Community


class Sponsor(models.Model):
    """An organisation that funds something, on terms that are said in public."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=160, unique=True)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def named(cls, name: str) -> "Sponsor":
        """The sponsor of a name, made if there is none; its slug is free."""
        found = cls.objects.filter(name__iexact=name.strip()).first()
        if found:
            return found
        slug = base = slugify(name)[:40] or "sponsor"
        taken = set(cls.objects.filter(slug__startswith=base).values_list("slug", flat=True))
        number = 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        return cls.objects.create(slug=slug, name=name.strip())


class FundingRelationship(models.Model):
    """Who funds what in a community, and on what terms (the kinds decide what they are told).

    Kind, statement and entitlement follow from the answers (funding.py); nobody types them.
    """

    class Kind(models.TextChoices):
        NONE = "none", _("No external funding")
        HANDS_OFF_GRANT = "hands_off_grant", _("Hands-off grant")
        SPONSORED = "sponsored_nonpromotional", _("Sponsored, not promotional")
        COMPANY_MATERIAL = "company_material", _("Company material")
        ADVERTISING = "advertising", _("Advertising")
        JOINT = "joint", _("Collaborative working")

    class Entitlement(models.TextChoices):
        DUE_DILIGENCE = "due_diligence", _("Due diligence only")
        AGGREGATED = "aggregated", _("Aggregated report")

    class Scope(models.TextChoices):
        SITE = "site", _("The whole community")
        AREA = "area", _("A section")
        PROGRAMME = "programme", _("A programme")
        MODULE = "module", _("One page, such as a module")
        EVENT = "event", _("An event")
        NEWSLETTER = "newsletter slot", _("A place in a newsletter")

    PROMOTIONAL = (Kind.COMPANY_MATERIAL, Kind.ADVERTISING)

    community = models.ForeignKey(
        Community, on_delete=models.CASCADE, related_name="funding_relationships"
    )
    sponsor = models.ForeignKey(Sponsor, on_delete=models.PROTECT, related_name="funds")
    scope = models.CharField(max_length=20, choices=Scope.choices, default=Scope.AREA)
    area = models.SlugField(blank=True, help_text=_("The section that is funded; empty: all"))
    kind = models.CharField(max_length=30, choices=Kind.choices)
    statement = models.TextField(editable=False)
    report_entitlement = models.CharField(
        max_length=20, choices=Entitlement.choices, default=Entitlement.DUE_DILIGENCE
    )
    agreement_ref = models.CharField(_("reference of the agreement"), max_length=60, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_hands_off_grant_buys_no_figures",
                condition=~models.Q(kind="hands_off_grant")
                | models.Q(report_entitlement="due_diligence"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.sponsor} · {self.get_kind_display()}"

    def covers(self, area: str) -> bool:
        """Whether a section falls under this relationship; a module names its own."""
        return self.scope != self.Scope.MODULE and (not self.area or self.area == area)

    @property
    def is_promotional(self) -> bool:
        """Whether what it pays for speaks for the company, whatever it looks like."""
        return self.kind in self.PROMOTIONAL

    def clean(self) -> None:
        """Refuse figures for a funder at arm's length, with the reason."""
        if (
            self.kind == self.Kind.HANDS_OFF_GRANT
            and self.report_entitlement != self.Entitlement.DUE_DILIGENCE
        ):
            raise ValidationError(
                {
                    "report_entitlement": _(
                        "A hands-off grant may not buy figures: detailed reports would end the "
                        "arm's-length arrangement. Choose “Due diligence only”."
                    )
                }
            )


class FundingVersion(models.Model):
    """One set of answers about a funding relationship, and what followed from it; never changed."""

    relationship = models.ForeignKey(
        FundingRelationship, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    kind = models.CharField(max_length=30, choices=FundingRelationship.Kind.choices)
    statement = models.TextField()
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["relationship", "number"], name="one_funding_version_a_number"
            )
        ]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.relationship}, version {self.number}"
