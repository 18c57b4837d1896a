"""An attempt at a module and the answers given in it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from nacre.learning.models.enrolment import Enrolment
from nacre.learning.models.module import ModulePage
from nacre.learning.querysets import AnswerQuerySet, AttemptQuerySet
from nacre.questions.models import QuestionVersion
from nacre.scorm.models import PackageAttempt


class Attempt(models.Model):
    """One go at a module: where the learner is, what is drawn for them, how it ended.

    A practice is an attempt that counts for nothing.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attempts")
    module = models.ForeignKey(ModulePage, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveIntegerField()
    is_practice = models.BooleanField(default=False)
    started_at = models.DateTimeField(default=timezone.now)
    position = models.CharField(max_length=40, blank=True)  # the key of a screen
    drawn = models.JSONField(default=dict)  # block id -> versions of questions, as drawn
    package_attempt = models.OneToOneField(
        PackageAttempt, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    seconds = models.PositiveIntegerField(default=0)  # worked on, without times out of contact
    contact_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    score = models.FloatField(null=True, blank=True)  # per cent; nothing where nothing is scored
    is_passed = models.BooleanField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "module", "number"], name="attempts_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["enrolment", "module"],
                condition=Q(closed_at__isnull=True),
                name="one_open_attempt_a_module",
            ),
            models.CheckConstraint(
                name="a_closed_attempt_says_how_it_ended",
                condition=Q(closed_at__isnull=True) | Q(is_passed__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["module", "closed_at"], name="attempts_of_module")]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def seed(self) -> str:
        """What questions are drawn and shuffled by: the same for all of one attempt."""
        return str(self.key)

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is taken."""
        return self.closed_at is not None


class Answer(models.Model):
    """What was answered to one thing asked; written once, never changed."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    item = models.CharField(max_length=90)  # block id, and question or stage
    version = models.ForeignKey(
        QuestionVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    given = models.JSONField()
    fraction = models.FloatField(null=True, blank=True)  # 0 to 1; nothing where it is not scored
    is_right = models.BooleanField(null=True, blank=True)
    answered_at = models.DateTimeField(default=timezone.now)  # as the learner's device says
    received_at = models.DateTimeField(default=timezone.now)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "item"], name="one_answer_an_item")
        ]
        indexes = [models.Index(fields=["version", "is_right"], name="answers_to_a_question")]

    def __str__(self) -> str:
        return f"{self.item} of {self.attempt_id}"
