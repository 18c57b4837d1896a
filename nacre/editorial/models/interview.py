"""A colleague in their own words."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField
from wagtail.search import index

from nacre.editorial.blocks import QuestionBlock
from nacre.editorial.models.article import Article
from nacre.editorial.querysets import InterviewAnswerQuerySet
from nacre.members.models import Membership, Organisation
from nacre.pages.models import BasePage


class InterviewPage(Article):
    """An interview with a member; the person has approved it before it appears."""

    interviewee_name = models.CharField(max_length=120)
    interviewee_role = models.CharField(max_length=120, blank=True)
    interviewee = models.ForeignKey(
        Membership,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("If they are a member: they are asked whether it leads to their profile"),
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_on = models.DateField(
        _("approved by the interviewee on"),
        null=True,
        blank=True,
        help_text=_("Nobody is published without a yes. Empty if they approve it here themselves"),
    )
    intro = models.TextField(blank=True)
    questions = StreamField(StreamBlock([("question", QuestionBlock())]), blank=True)
    favourite_resource = models.TextField(blank=True)

    kind_label = _("Interview")
    is_written = True
    template = "editorial/interview_page.html"
    search_fields = [
        *Article.search_fields,
        index.SearchField("interviewee_name"),
        index.SearchField("intro"),
        index.SearchField("questions"),
    ]
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "interviewee_name",
                    "interviewee_role",
                    "interviewee",
                    "organisation",
                    "approved_on",
                )
            ],
            heading=_("The person"),
        ),
        Article.byline_panel,
        Article.picture_panel,
        FieldPanel("intro"),
        FieldPanel("questions"),
        FieldPanel("favourite_resource"),
        Article.change_panel,
    ]

    def more_words(self) -> list[str]:
        """Introduction, questions and answers."""
        talk = [
            f"{q.value['question']} {strip_tags(str(q.value['answer']))}" for q in self.questions
        ]
        return [self.intro, *talk, self.favourite_resource]

    def names_found_by(self) -> list[str]:
        """The person first."""
        place = self.organisation.name if self.organisation else ""
        return [self.interviewee_name, self.interviewee_role, place, *super().names_found_by()]

    @property
    def declaring_name(self) -> str:
        """The person who speaks, not whoever asked."""
        return self.interviewee_name

    @property
    def byline(self) -> list[dict[str, Any]]:
        """The person first, then whoever asked."""
        person = {
            "label": _("In conversation with"),
            "name": self.interviewee_name,
            "role": self.interviewee_role,
            "organisation": self.organisation.name if self.organisation else "",
            "slot": "interviewee",  # the way to their profile, for those who may see it
        }
        return [person, *super().byline]


class InterviewAnswer(models.Model):
    """What a member said last when asked whether an interview leads to their profile."""

    interview = models.ForeignKey(InterviewPage, on_delete=models.CASCADE, related_name="answers")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    is_given = models.BooleanField()
    answered_at = models.DateTimeField(default=timezone.now)

    objects = InterviewAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "membership"], name="one_answer_about_an_interview"
            )
        ]

    def __str__(self) -> str:
        return f"{'yes' if self.is_given else 'no'} to {self.interview}"
