"""A case with one question, and what members answered."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from nacre.communities.models import CommunityOwned
from nacre.members.models import Membership
from nacre.pages.models import BasePage


def at_least_two(options: list[str]) -> None:
    """A question needs something to choose from."""
    if not isinstance(options, list) or len(options) < 2:
        raise ValidationError(_("Give at least two options, as a list of sentences."))


class CasePage(BasePage):
    """An invented case: what was seen, one question, the answer and why."""

    findings = models.TextField(help_text=_("What was seen. No real patient, ever."))
    question = models.CharField(max_length=200)
    options = models.JSONField(default=list, validators=[at_least_two])
    right_option = models.PositiveSmallIntegerField(default=0, help_text=_("Counted from 0"))
    explanation = models.TextField()

    is_creatable = True
    kind_label = _("Case of the month")
    template = "case_of_the_month/case_page.html"
    parent_page_types = ["pages.SectionPage"]
    subpage_types: list[str] = []
    search_fields = [*BasePage.search_fields, index.SearchField("findings")]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("findings"),
        FieldPanel("question"),
        FieldPanel("options"),
        FieldPanel("right_option"),
        FieldPanel("explanation"),
    ]

    def words(self) -> str:
        """The case as it is read."""
        return " ".join((super().words(), self.findings, self.question, self.explanation))


class Answer(CommunityOwned):
    """What one member answered; the first answer counts."""

    case = models.ForeignKey(CasePage, on_delete=models.CASCADE, related_name="answers")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    option = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "membership"], name="one_answer_a_case")
        ]

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.option}"

    @property
    def is_right(self) -> bool:
        """Whether the member chose the right option."""
        return self.option == self.case.right_option
