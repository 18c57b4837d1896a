"""Named questions about what learners said of courses."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Avg, Count, Exists, F, OuterRef, Q

if TYPE_CHECKING:
    from nacre.communities.models import Community
    from nacre.insights.periods import Month, Period
    from nacre.learning.models import CoursePage

AGREES = 4  # of five
HOUSE = ("staff", "sponsor_observer")


class SaidQuerySet(models.QuerySet):
    """What was said about one learner's taking of a course."""

    enrolment = "enrolment"

    def of(self, community: "Community"):
        """What was said in one community."""
        return self.filter(**{f"{self.enrolment}__membership__community": community})

    def about(self, courses: "list[CoursePage]"):
        """What was said of some courses."""
        return self.filter(**{f"{self.enrolment}__course__in": courses})

    def counted(self):
        """Without staff, sponsors and tests: what reports count."""
        member = f"{self.enrolment}__membership"
        return self.exclude(**{f"{member}__tier__in": HOUSE}).exclude(
            **{f"{member}__user__is_staff": True}
        )


class ConfidenceQuerySet(SaidQuerySet):
    """How confident learners were."""

    def before(self):
        """What was said before the course."""
        return self.filter(moment="before")

    def pairs(self):
        """What was said afterwards, of outcomes of which the learner said something before too.

        Each row has what was said before as `was`.
        """
        own = self.model._default_manager.filter(
            moment="before", enrolment=OuterRef("enrolment"), outcome=OuterRef("outcome")
        )
        after = self.filter(Exists(own), moment="after")
        return after.annotate(was=models.Subquery(own.values("level")[:1]))

    def change(self) -> dict[str, float | int | None]:
        """Of such pairs the mean `change`, and how many `learners` and `people` stand behind it."""
        return self.pairs().aggregate(
            change=Avg(F("level") - F("was"), output_field=models.FloatField()),
            learners=Count("enrolment", distinct=True),
            people=Count("enrolment__membership", distinct=True),
        )


class EvaluationQuerySet(SaidQuerySet):
    """What was said after courses."""

    def said_in(self, period: "Month | Period"):
        """Those of a period."""
        return self.filter(period.covers("said_at"))

    def unbiased(self) -> dict[str, int]:
        """How many there are (`n`), and how many found the course free from commercial bias."""
        return self.aggregate(n=Count("pk"), agree=Count("pk", filter=Q(unbiased__gte=AGREES)))

    def to_ask(self, now: datetime, after: timedelta, before: timedelta):
        """Whom a letter may ask now what became of it: they said yes, nobody did, it is time."""
        agreed = self.filter(
            may_ask=True,
            follow_up=None,
            said_at__lte=now - after,
            said_at__gt=now - before,
            enrolment__membership__status="active",
            enrolment__membership__user__is_active=True,
            enrolment__membership__quiet_about_courses=None,
        )
        return agreed.order_by("pk")


class FollowUpQuerySet(SaidQuerySet):
    """What became of courses."""

    enrolment = "evaluation__enrolment"

    def answered(self):
        """Those that were answered."""
        return self.filter(answered_at__isnull=False)
