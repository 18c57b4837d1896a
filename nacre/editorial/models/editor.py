"""The clinicians who answer for what a community publishes, and what they have declared."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.editorial.models.declaration import (
    CONFIRMED_FOR,
    DeclarationOfInterest,
    confirmed_words,
    years_later,
)
from nacre.editorial.querysets import ClinicalEditorQuerySet
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
    interests_confirmed_on = models.DateField(null=True, blank=True, editable=False)
    interests_asked_on = models.DateField(null=True, blank=True, editable=False)

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
    def interests(self) -> list[DeclarationOfInterest]:
        """What was declared and still counts: what held within the last three years."""
        today = timezone.localdate()
        return [d for d in self.declarations.all() if d.is_interest and d.looked_back_on(today)]

    @property
    def declared(self) -> str:
        """What this editor has declared, in one sentence a reader can judge by."""
        declarations = list(self.declarations.all())
        confirmed = confirmed_words(self.interests_confirmed_on)
        if not declarations or not confirmed:
            said = "; ".join(d.said for d in declarations if d.is_interest)
            awaited = str(_("Declaration awaited."))
            return f"{said}. {awaited}" if said else awaited
        interests = self.interests
        if interests:
            return f"{'; '.join(d.said for d in interests)}. {confirmed}"
        return f"{_('No relevant interests.')} {confirmed}"

    @property
    def interests_due_on(self) -> date | None:
        """The last day on which the declaration is good; None where it was never confirmed."""
        day = self.interests_confirmed_on
        return years_later(day, CONFIRMED_FOR) if day else None

    def why_not(self, today: date) -> str:
        """Why this editor may not answer for a page today, and what helps; empty if they may."""
        due_on = self.interests_due_on
        if due_on is None or not self.declarations.all():
            return str(
                _(
                    "%(name)s has not declared any interests yet, not even “none”. "
                    "%(name)s declares them at /desk/interests/."
                )
                % {"name": self.name}
            )
        if due_on < today:
            return str(
                _(
                    "The declaration of interests of %(name)s ran out on %(day)s. "
                    "%(name)s confirms it at /desk/interests/."
                )
                % {"name": self.name, "day": date_format(due_on, "j F Y")}
            )
        return ""
