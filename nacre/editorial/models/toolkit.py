"""Toolkits for audit and service improvement, and who works with them."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from nacre.editorial.models.article import Article, lines
from nacre.editorial.models.tool import Tool
from nacre.editorial.querysets import ToolkitRegistrationQuerySet
from nacre.members.models import Membership
from nacre.pages.models import BasePage


class ToolkitPage(Tool):
    """Aim, standard, measure, steps and a data sheet without a column that names a patient."""

    aim = models.TextField()
    driver = models.TextField(blank=True)
    standard = models.TextField(blank=True)
    numerator = models.TextField(blank=True)
    denominator = models.TextField(blank=True)
    exclusions = models.TextField(blank=True)
    target = models.CharField(max_length=60, blank=True)
    steps = models.TextField(blank=True, help_text=_("One step a line"))
    roles = models.TextField(blank=True, help_text=_("One role a line"))
    registration_purpose = models.TextField(
        help_text=_("Why we ask members to register, and what we will not do")
    )

    kind_label = _("Toolkit")
    review_months = 24
    clinicians_needed = 2
    template = "editorial/toolkit_page.html"
    search_fields = [*Article.search_fields, index.SearchField("aim"), index.SearchField("steps")]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("aim"),
        FieldPanel("driver"),
        FieldPanel("standard"),
        MultiFieldPanel(
            [FieldPanel(n) for n in ("numerator", "denominator", "exclusions", "target")],
            heading=_("The measure"),
        ),
        FieldPanel("steps"),
        FieldPanel("roles"),
        FieldPanel("body"),
        Tool.file_panel,
        FieldPanel("registration_purpose"),
        Article.byline_panel,
        Article.change_panel,
    ]

    def more_words(self) -> list[str]:
        """The plan is read too."""
        return [self.aim, self.driver, self.standard, self.steps, self.roles]

    @property
    def step_list(self) -> list[str]:
        """The steps, in order."""
        return lines(self.steps)

    @property
    def role_list(self) -> list[str]:
        """Who is needed."""
        return lines(self.roles)

    @property
    def measure(self) -> list[dict[str, Any]]:
        """What is counted, and against what."""
        said = [
            (_("Counted"), self.numerator),
            (_("Out of"), self.denominator),
            (_("Left out"), self.exclusions),
            (_("Target"), self.target),
        ]
        return [{"term": str(term), "value": value} for term, value in said if value]


class ToolkitRegistration(models.Model):
    """A member works with a toolkit and has said so."""

    toolkit = models.ForeignKey(ToolkitPage, on_delete=models.CASCADE, related_name="registrations")
    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="toolkit_registrations"
    )
    registered_at = models.DateTimeField(default=timezone.now)
    purpose = models.CharField(max_length=300, blank=True)

    objects = ToolkitRegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["toolkit", "membership"], name="one_registration_a_toolkit"
            )
        ]
        indexes = [models.Index(fields=["registered_at"], name="registrations_by_date")]

    def __str__(self) -> str:
        return f"{self.membership_id} for {self.toolkit_id}"
