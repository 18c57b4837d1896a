"""What first attempts say of questions, counted by night; and the letter to editors about them."""

from django.db import models
from django.utils import timezone

from nacre.communities.models import CommunityOwned
from nacre.learning.figures_querysets import DeskLetterQuerySet, QuestionFiguresQuerySet
from nacre.learning.models.module import ModulePage
from nacre.questions.analysis import ALL, ItemFigures, Option, OptionCount
from nacre.questions.models import Question


class ModuleFigures(models.Model):
    """The figures of a module as a whole; nobody in particular stands in it."""

    module = models.OneToOneField(ModulePage, on_delete=models.CASCADE, related_name="figures")
    n = models.PositiveIntegerField(default=0)  # learners
    k = models.PositiveIntegerField(default=0)  # questions
    level = models.CharField(max_length=10)  # what may be shown: all, facility, nothing
    kr20 = models.FloatField(null=True, blank=True)
    alpha = models.FloatField(null=True, blank=True)
    sem = models.FloatField(null=True, blank=True)
    mean = models.FloatField(null=True, blank=True)
    up_to = models.DateTimeField(null=True, blank=True)  # when the last attempt in it ended
    counted_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True  # no editor asks where it is used

    def __str__(self) -> str:
        return f"figures of module {self.module_id}"

    @property
    def is_shown(self) -> bool:
        """Whether enough learners answered to say anything of the whole."""
        return self.level == ALL


class QuestionFigures(models.Model):
    """The figures of one question in a module, of all versions that ask the same."""

    module = models.ForeignKey(ModulePage, on_delete=models.CASCADE, related_name="item_figures")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="figures")
    fingerprint = models.CharField(max_length=64)
    n = models.PositiveIntegerField()  # learners, as each answers once at first
    level = models.CharField(max_length=10)
    facility = models.FloatField()
    discrimination = models.FloatField(null=True, blank=True)
    r = models.FloatField(null=True, blank=True)
    r_corrected = models.FloatField(null=True, blank=True)
    options = models.JSONField(default=list)  # key, label, is_right, count
    flags = models.JSONField(default=list)  # suspend, review, trivial
    is_weak = models.BooleanField(default=False)  # an editor should look at it

    wagtail_reference_index_ignore = True
    objects = QuestionFiguresQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["module", "question", "fingerprint"], name="one_row_of_figures_a_question"
            )
        ]

    def __str__(self) -> str:
        return f"figures of question {self.question_id} in module {self.module_id}"

    @property
    def item(self) -> ItemFigures:
        """As the analysis answers it, for showing."""
        counts = tuple(
            OptionCount(
                Option(row["key"], row["label"], row["is_right"]),
                row["count"],
                row["count"] / self.n,
            )
            for row in self.options
        )
        return ItemFigures(
            key=self.question_id,
            n=self.n,
            facility=self.facility,
            discrimination=self.discrimination,
            r=self.r,
            r_corrected=self.r_corrected,
            options=counts,
            flags=tuple(self.flags),
            level=self.level,
        )

    @property
    def is_current(self) -> bool:
        """Whether the question still asks that."""
        return self.fingerprint == self.question.fingerprint


class DeskLetter(CommunityOwned):
    """The letter that told the editors of a community what to look at; one a month at most."""

    sent_at = models.DateTimeField(default=timezone.now)
    courses = models.PositiveSmallIntegerField(default=0)  # not found free from commercial bias
    questions = models.PositiveSmallIntegerField(default=0)

    objects = DeskLetterQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.community_id}: {self.sent_at:%Y-%m-%d}"
