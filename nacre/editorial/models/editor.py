"""The clinicians who answer for what a community publishes, and what they have declared."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.editorial.querysets import ClinicalEditorQuerySet, DeclarationQuerySet
from nacre.members.models import Organisation
from nacre.pages.models import CommunityImage, Topic


class ClinicalEditor(CommunityOwned):
    """A clinician of the editorial board: name, post, remit and term."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    slug = models.SlugField()
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120, blank=True)
    profession = models.CharField(max_length=40, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    biography = models.TextField(blank=True)
    remit = models.ManyToManyField(Topic, blank=True, related_name="editors")
    photo = models.ForeignKey(
        CommunityImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_lead = models.BooleanField(_("leads the board"), default=False)
    term_starts_on = models.DateField(default=timezone.localdate)
    term_ends_on = models.DateField(null=True, blank=True)

    objects = ClinicalEditorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "slug"], name="one_editor_a_slug"),
            models.UniqueConstraint(
                fields=["community"],
                condition=models.Q(is_lead=True),
                name="one_lead_clinical_editor",
            ),
        ]
        ordering = ["-is_lead", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def declared(self) -> str:
        """What this editor has declared, in one sentence a reader can judge by."""
        declarations = list(self.declarations.all())
        interests = [d for d in declarations if d.category != DeclarationOfInterest.Category.NONE]
        if interests:
            return "; ".join(d.said for d in interests) + "."
        if declarations:
            return str(_("No relevant interests."))
        return str(_("Declaration awaited."))


class DeclarationOfInterest(CommunityOwned):
    """An interest that an editor has declared; “none” is declared too, never left blank."""

    class Category(models.TextChoices):
        NONE = "none", _("No relevant interests")
        GRANTS = "grants", _("Grants or contracts")
        CONSULTING = "consulting", _("Consulting fees")
        HONORARIA = "honoraria", _("Honoraria or speaker's fees")
        MEETING = "meeting support", _("Meeting or travel support")
        ADVISORY = "advisory", _("Advisory or data monitoring board")
        ROYALTIES = "royalties", _("Royalties, licences or patents")
        SHARES = "shares", _("Shares or options")
        LEADERSHIP = "leadership", _("Leadership or unpaid role")
        EMPLOYMENT = "employment", _("Employment or family")
        OTHER = "other", _("Other")

    editor = models.ForeignKey(
        ClinicalEditor, on_delete=models.CASCADE, related_name="declarations"
    )
    category = models.CharField(max_length=20, choices=Category.choices)
    organisation = models.CharField(max_length=160, blank=True)
    description = models.CharField(max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    declared_on = models.DateField(default=timezone.localdate)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "organisation"]
        verbose_name_plural = _("declarations of interest")

    def __str__(self) -> str:
        return self.said

    @property
    def said(self) -> str:
        """The declaration as it stands below an article."""
        if self.category == self.Category.NONE:
            return str(self.get_category_display())
        what = self.description.rstrip(".") or str(self.get_category_display())
        who = f"{self.organisation}: {what}" if self.organisation else what
        return f"{who} ({self.year})" if self.year else who
