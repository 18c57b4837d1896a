"""A clinical editor is away, and who signs off meanwhile."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.editorial.models.editor import ClinicalEditor
from nacre.editorial.querysets import EditorAbsenceQuerySet


class EditorAbsence(CommunityOwned):
    """From one day to another, both included; letters go to the substitute, if there is one."""

    editor = models.ForeignKey(ClinicalEditor, on_delete=models.CASCADE, related_name="absences")
    away_from = models.DateField()
    away_until = models.DateField()
    substitute = models.ForeignKey(
        ClinicalEditor,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Gets the letters meanwhile"),
    )

    objects = EditorAbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["-away_from", "editor"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(away_until__gte=models.F("away_from")),
                name="an_absence_ends_after_it_begins",
                violation_error_message=_("An absence ends on or after the day it begins."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.editor}, {self.away_from:%d %b} to {self.away_until:%d %b %Y}"

    def clean(self) -> None:
        """Nobody stands in for themselves."""
        if self.substitute_id and self.substitute_id == self.editor_id:
            raise ValidationError({"substitute": _("Choose a colleague.")})
