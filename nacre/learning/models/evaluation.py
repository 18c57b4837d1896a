"""What a learner says of a course: how sure they are, what they will change, what became of it."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.learning.evaluation_querysets import (
    ConfidenceQuerySet,
    EvaluationQuerySet,
    FollowUpQuerySet,
)
from nacre.learning.models.enrolment import Enrolment
from nacre.members.models import Membership

LOWEST, HIGHEST, WARMEST = 1, 5, 10
LONGEST_OUTCOME, LONGEST_TEXT = 300, 2000
_OF_FIVE = [MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)]


class Change(models.TextChoices):
    """Whether practice changes: what was meant to, and weeks later what did."""

    YES = "yes", _("Yes")
    PLANNED = "planned", _("Planned")
    NO = "no", _("No")
    ALREADY = "already", _("I do so already")


class Barrier(models.TextChoices):
    """What stands in the way."""

    TIME = "time", _("Time")
    STAFFING = "staffing", _("Staffing")
    FORMULARY = "formulary", _("Formulary")
    AUTHORITY = "authority", _("It is not mine to decide")
    OTHER = "other", _("Something else")


class Confidence(models.Model):
    """How confident a learner is of one learning outcome, before the course or after it."""

    class Moment(models.TextChoices):
        BEFORE = "before", _("Before")
        AFTER = "after", _("After")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="confidences")
    moment = models.CharField(max_length=6, choices=Moment.choices)
    outcome = models.CharField(max_length=LONGEST_OUTCOME)  # its words: changed, it is another
    level = models.PositiveSmallIntegerField(validators=_OF_FIVE)
    said_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True  # no editor asks where it is used
    objects = ConfidenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "moment", "outcome"], name="one_confidence_a_moment"
            ),
            models.CheckConstraint(
                name="confidence_is_of_five", condition=Q(level__range=(LOWEST, HIGHEST))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.moment}: {self.level}"


class Evaluation(models.Model):
    """What a learner said of a course after it; once."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="evaluation")
    relevant = models.PositiveSmallIntegerField(validators=_OF_FIVE)
    right_level = models.PositiveSmallIntegerField(validators=_OF_FIVE)
    unbiased = models.PositiveSmallIntegerField(validators=_OF_FIVE)
    easy = models.PositiveSmallIntegerField(validators=_OF_FIVE)
    recommend = models.PositiveSmallIntegerField(validators=[MaxValueValidator(WARMEST)])
    intention = models.CharField(max_length=8, choices=Change.choices)
    to_change = models.TextField(max_length=LONGEST_TEXT, blank=True)  # of the course
    may_ask = models.BooleanField(default=False)  # once, by letter, what became of it
    said_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True
    objects = EvaluationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["may_ask", "said_at"], name="evaluations_to_follow")]
        constraints = [
            models.CheckConstraint(
                name="evaluations_are_on_the_scales",
                condition=Q(relevant__range=(LOWEST, HIGHEST))
                & Q(right_level__range=(LOWEST, HIGHEST))
                & Q(unbiased__range=(LOWEST, HIGHEST))
                & Q(easy__range=(LOWEST, HIGHEST))
                & Q(recommend__lte=WARMEST),
            )
        ]

    def __str__(self) -> str:
        return f"evaluation {self.pk}"


class FollowUp(models.Model):
    """The letter that asked a learner what became of a course, and their answer."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    evaluation = models.OneToOneField(
        Evaluation, on_delete=models.CASCADE, related_name="follow_up"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    has_changed = models.CharField(max_length=8, choices=Change.choices, blank=True)
    what = models.TextField(max_length=LONGEST_TEXT, blank=True)
    barriers = models.JSONField(default=list)  # of Barrier
    enablers = models.TextField(max_length=LONGEST_TEXT, blank=True)

    wagtail_reference_index_ignore = True
    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_answered_follow_up_says_something",
                condition=Q(answered_at__isnull=True) | ~Q(has_changed=""),
            )
        ]

    def __str__(self) -> str:
        return str(self.key)


class QuietLearner(models.Model):
    """A member who wants no letter that asks what became of a course."""

    membership = models.OneToOneField(
        Membership, on_delete=models.CASCADE, related_name="quiet_about_courses"
    )
    since = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.membership_id} since {self.since:%Y-%m-%d}"
