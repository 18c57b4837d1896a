"""What an editor has declared: dated, of a kind, personal or of the institution, worth so much."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.editorial.querysets import DeclarationQuerySet
from nacre.pages.models import Topic

LOOK_BACK = 3  # years, as the ICMJE form asks
CONFIRMED_FOR = 1  # year


def years_later(day: date, years: int) -> date:
    """The same day so many years later or, if negative, earlier; 29 February becomes 28."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


class DeclarationOfInterest(CommunityOwned):
    """An interest that an editor has declared; “none” is declared too, never left blank."""

    class Category(models.TextChoices):
        NONE = "none", _("No relevant interests")
        MANUSCRIPT = "manuscript", _("Support for a manuscript")
        GRANTS = "grants", _("Grants or contracts")
        ROYALTIES = "royalties", _("Royalties or licences")
        CONSULTING = "consulting", _("Consulting fees")
        HONORARIA = "honoraria", _("Honoraria or speaker's fees")
        TESTIMONY = "testimony", _("Expert testimony")
        MEETING = "meeting support", _("Meeting or travel support")
        PATENTS = "patents", _("Patents")
        ADVISORY = "advisory", _("Advisory or data monitoring board")
        LEADERSHIP = "leadership", _("Leadership or unpaid role")
        SHARES = "shares", _("Shares or options")
        EQUIPMENT = "equipment", _("Equipment, materials or writing")
        EMPLOYMENT = "employment", _("Employment")
        FAMILY = "family", _("Interest of a close relative")
        PATIENT_GROUP = "patient group", _("Role in a patient group")
        OTHER = "other", _("Other")

    class Worth(models.TextChoices):
        UNDER_500 = "under 500", _("under £500")
        UNDER_5000 = "500 to 5000", _("£500 to £5,000")
        UNDER_25000 = "5000 to 25000", _("£5,000 to £25,000")
        MORE = "over 25000", _("over £25,000")
        NOT_MONEY = "not money", _("not money")

    # Interests in a company that bar an editor from being the only one to approve what it sponsors
    # or sells (docs/adr/0025). The others are printed.
    BITING = (
        Category.CONSULTING,
        Category.HONORARIA,
        Category.ADVISORY,
        Category.SHARES,
        Category.EMPLOYMENT,
        Category.FAMILY,
    )

    editor = models.ForeignKey(
        "editorial.ClinicalEditor", on_delete=models.CASCADE, related_name="declarations"
    )
    category = models.CharField(_("kind"), max_length=20, choices=Category.choices)
    organisation = models.CharField(max_length=160, blank=True)
    description = models.CharField(max_length=300, blank=True)
    worth = models.CharField(_("worth"), max_length=16, choices=Worth.choices, blank=True)
    is_personal = models.BooleanField(
        _("personal"),
        default=True,
        help_text=_("Untick if it goes to your institution and not to you"),
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="+")
    period_from = models.DateField(_("from"), null=True, blank=True)
    period_to = models.DateField(_("until"), null=True, blank=True)
    declared_on = models.DateField(default=timezone.localdate)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = [models.F("period_from").desc(nulls_last=True), "organisation", "pk"]
        verbose_name_plural = _("declarations of interest")
        constraints = [
            models.CheckConstraint(
                name="an_interest_ends_after_it_began",
                condition=models.Q(period_from=None)
                | models.Q(period_to=None)
                | models.Q(period_to__gte=models.F("period_from")),
                violation_error_message=_("An interest ends after it began."),
            )
        ]

    def __str__(self) -> str:
        return self.said

    @property
    def is_interest(self) -> bool:
        """Whether it says that there is something, and not that there is nothing."""
        return self.category != self.Category.NONE

    def looked_back_on(self, day: date) -> bool:
        """Whether it held on a day or within the three years before; without dates it holds."""
        begun = self.period_from is None or self.period_from <= day
        ended = self.period_to is not None and self.period_to < years_later(day, -LOOK_BACK)
        return begun and not ended

    def bites(self, day: date) -> bool:
        """Whether it bars its editor from approving alone: personal, of a biting kind, recent."""
        return self.is_personal and self.category in self.BITING and self.looked_back_on(day)

    @property
    def period(self) -> str:
        """The years in words."""
        since, until = self.period_from, self.period_to
        if since and until:
            return str(since.year) if since.year == until.year else f"{since.year}–{until.year}"
        if since:
            return str(_("since %(year)s") % {"year": since.year})
        return str(_("until %(year)s") % {"year": until.year}) if until else ""

    @property
    def said(self) -> str:
        """The declaration as it stands beside an article."""
        if not self.is_interest:
            return str(self.get_category_display())
        what = self.description.rstrip(".") or str(self.get_category_display())
        who = f"{self.organisation}: {what}" if self.organisation else what
        if not self.is_personal:
            who = str(_("%(who)s, to the institution") % {"who": who})
        return f"{who} ({self.period})" if self.period else who


def confirmed_words(day: date | None) -> str:
    """When somebody last said that their declaration is complete."""
    return str(_("Confirmed %(day)s.") % {"day": date_format(day, "j F Y")}) if day else ""
