"""A course: what one learns, in which modules, and what counts."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.search import index

from nacre.editorial.models import Article
from nacre.editorial.models.article import lines
from nacre.pages.models import BasePage, SectionPage

PASS_MARK, ATTEMPTS, REST_HOURS = 80, 3, 24  # domain 5.5
DAYS_A_MONTH = 30.4375


class CoursePage(Article):
    """A course of short modules. Who pays stands before it, on each screen and on its certificate."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    outcomes = models.TextField(
        _("learning outcomes"), help_text=_("What a learner can do afterwards, one a line")
    )
    pass_mark = models.PositiveSmallIntegerField(
        default=PASS_MARK, validators=[MaxValueValidator(100)], help_text=_("Per cent")
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        default=ATTEMPTS,
        validators=[MinValueValidator(1)],
        help_text=_("At a module, before a rest"),
    )
    rest_hours = models.PositiveSmallIntegerField(
        default=REST_HOURS, help_text=_("Between two rounds of attempts")
    )
    is_in_order = models.BooleanField(
        _("in order"), default=False, help_text=_("Each module opens when the one before is done")
    )
    gives_certificate = models.BooleanField(_("certificate"), default=True)
    valid_months = models.PositiveSmallIntegerField(
        default=0, help_text=_("Until it has to be taken again; 0: its certificate does not expire")
    )
    cpd_minutes = models.PositiveSmallIntegerField(
        _("CPD minutes"),
        null=True,
        blank=True,
        help_text=_("As an editor confirms; empty: worked out from words, films and questions"),
    )
    approved_by = models.CharField(
        max_length=120, blank=True, help_text=_("The college that approved it for CPD, if one did")
    )
    approval_code = models.CharField(max_length=40, blank=True)
    approved_credits = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    approval_category = models.CharField(max_length=60, blank=True)
    approved_from = models.DateField(null=True, blank=True)
    approved_until = models.DateField(null=True, blank=True)

    kind_label = _("Course")
    is_written = True
    review_months = 24
    clinicians_needed = 2
    template = "learning/course_page.html"
    parent_page_types = [SectionPage]
    subpage_types = ["learning.ModulePage"]
    points_heading = _("In short")
    exclude_fields_in_copy = [*Article.exclude_fields_in_copy, "key"]
    search_fields = [*Article.search_fields, index.SearchField("outcomes")]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("outcomes"),
        FieldPanel("key_points"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("pass_mark"), FieldPanel("is_in_order")]),
                FieldRowPanel([FieldPanel("attempts_allowed"), FieldPanel("rest_hours")]),
            ],
            heading=_("Passing"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("gives_certificate"), FieldPanel("valid_months")]),
                FieldPanel("cpd_minutes"),
                HelpPanel(_("Only if a college has approved it; without a code nothing is said.")),
                FieldRowPanel([FieldPanel("approved_by"), FieldPanel("approval_code")]),
                FieldRowPanel([FieldPanel("approved_credits"), FieldPanel("approval_category")]),
                FieldRowPanel([FieldPanel("approved_from"), FieldPanel("approved_until")]),
            ],
            heading=_("CPD and certificate"),
        ),
        Article.byline_panel,
        Article.picture_panel,
        Article.change_panel,
    ]

    def clean(self) -> None:
        """An approval is whole or not there."""
        super().clean()
        said = (
            self.approved_by,
            self.approval_code,
            self.approved_credits,
            self.approved_from,
            self.approved_until,
        )
        if any(said) and not all(said):
            raise ValidationError(
                {
                    "approval_code": _(
                        "An approval has a college, a code, credits and both its days, or none of them."
                    )
                }
            )
        if self.approved_from and self.approved_until and self.approved_until < self.approved_from:
            raise ValidationError({"approved_until": _("It ends before it begins.")})

    def take_its_place(self) -> None:
        """It takes as long as its modules together."""
        super().take_its_place()
        if self.path:
            self.reading_minutes = self.minutes_in_all() or self.reading_minutes

    def minutes_in_all(self) -> int:
        """The minutes of its published modules."""
        below = BasePage.objects.child_of(self).live()
        return below.aggregate(total=models.Sum("reading_minutes"))["total"] or 0

    def more_words(self) -> list[str]:
        """The outcomes are read too."""
        return [self.outcomes]

    @property
    def outcome_list(self) -> list[str]:
        """The learning outcomes, each by itself."""
        return lines(self.outcomes)

    @property
    def valid_for(self) -> timedelta | None:
        """How long having done it counts; None without an end."""
        return (
            timedelta(days=round(self.valid_months * DAYS_A_MONTH)) if self.valid_months else None
        )

    @property
    def url_of_start(self) -> str:
        """Where a learner begins, and goes on."""
        return f"/learn/courses/{self.key}/"

    @property
    def subject(self) -> str:
        """What its certificates are of."""
        return f"course:{self.key}"

    def is_approved_on(self, day: date) -> bool:
        """Whether a college's approval counts on a day."""
        from_, until = self.approved_from, self.approved_until
        return bool(self.approval_code and from_ and until and from_ <= day <= until)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With its modules, as far as they have appeared."""
        context = super().get_context(request, *args, **kwargs)
        below = BasePage.objects.visible_to(request.viewer).child_of(self)
        modules = list(below.order_by("path").specific())
        context["modules"] = modules
        context["minutes"] = sum(module.minutes for module in modules)
        context["is_approved"] = self.is_approved_on(timezone.localdate())
        return context
