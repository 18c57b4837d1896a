"""Who takes a course, and since when."""

import uuid
from datetime import datetime

from django.db import models
from django.utils import timezone

from nacre.certificates.validity import Validity
from nacre.learning.models.course import CoursePage
from nacre.learning.querysets import EnrolmentQuerySet
from nacre.members.models import Membership


class Enrolment(models.Model):
    """A member takes a course; taken again when it expired, it is another edition."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(CoursePage, on_delete=models.CASCADE, related_name="enrolments")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="enrolments")
    edition = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField(default=timezone.now)
    completed_at = models.DateTimeField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "membership", "edition"], name="one_enrolment_an_edition"
            )
        ]
        indexes = [
            models.Index(fields=["course", "started_at"], name="enrolments_by_start"),
            models.Index(fields=["membership", "-started_at"], name="enrolments_of_member"),
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def validity(self) -> Validity | None:
        """From when to when having done it counts; None while it is not done."""
        if self.completed_at is None:
            return None
        return Validity.of(self.completed_at, self.course.valid_for)

    def may_be_renewed(self, now: datetime) -> bool:
        """Whether it may be taken again at a moment, for another certificate."""
        return self.validity is not None and self.validity.is_open_to_renewal(now)

    @property
    def is_complete(self) -> bool:
        """Whether every module is done."""
        return self.completed_at is not None
