"""What reports say of learning: each figure of one community and one period, small numbers kept back.

With `funded_by`, the slug of a sponsor, only of what that sponsor pays for: a module of its own, or
the modules of a course. None where it pays for nothing that is learnt here.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from nacre.communities.models import Community
from nacre.insights.disclosure import FLOOR, Headline, Mean, Percent
from nacre.insights.periods import Month, Period
from nacre.learning.first_attempts import counted_attempts, first_attempts
from nacre.learning.models import (
    Attempt,
    Confidence,
    CoursePage,
    Enrolment,
    Evaluation,
    ModulePage,
)
from nacre.members.models import Membership

LEARNING_ZONE_ONLY = Membership.Tier.LEARNING_ZONE_ONLY


@dataclass(frozen=True)
class Part:
    """Which courses and modules are counted; None: all of them."""

    courses: Collection[int] | None = None
    modules: Collection[int] | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to count at all."""
        return self.courses is not None and not self.courses and not self.modules

    def of_courses(self, rows: QuerySet, field: str) -> QuerySet:
        """The rows of these courses."""
        return rows if self.courses is None else rows.filter(**{f"{field}__in": self.courses})

    def of_modules(self, rows: QuerySet) -> QuerySet:
        """The attempts at these modules."""
        return rows if self.modules is None else rows.filter(module__in=self.modules)


def part_of(community: Community, funded_by: str | None) -> Part:
    """Everything, or what a sponsor pays for."""
    if funded_by is None:
        return Part()
    modules = [
        module for module in ModulePage.objects.of(community) if _pays(module.funding, funded_by)
    ]
    courses = [c.pk for c in CoursePage.objects.of(community) if _pays(c.funding, funded_by)]
    return Part(courses, [module.pk for module in modules])


def _pays(funding: list[Any], slug: str) -> bool:
    return any(relationship.sponsor.slug == slug for relationship in funding)


class Learnt:
    """The figures of one community and period."""

    def __init__(
        self, community: Community, period: Month | Period, funded_by: str | None = None
    ) -> None:
        self.community, self.period = community, period
        self.part = part_of(community, funded_by)

    def learners(self, *, with_zone_alone: bool) -> int:
        """Different people who began or ended an attempt; members, or those with the zone alone."""
        here = Q(enrolment__membership__tier=LEARNING_ZONE_ONLY)
        found = self._attempts(self.period.covers("started_at") | self.period.covers("closed_at"))
        return _people(found.filter(here if with_zone_alone else ~here), "enrolment__membership")

    def started(self) -> Headline:
        """Courses begun."""
        return self._enrolments("started_at")

    def completed(self) -> Headline:
        """Courses completed."""
        return self._enrolments("completed_at")

    def first_pass_rate(self) -> Percent | None:
        """Of the first attempts at modules that ended, those that passed; of 8 learners or more."""
        firsts = self.part.of_modules(first_attempts(self.community))
        found = firsts.filter(self.period.covers("closed_at")).aggregate(
            n=Count("pk"),
            passed=Count("pk", filter=Q(is_passed=True)),
            people=Count("enrolment__membership", distinct=True),
        )
        return Percent(found["passed"], found["n"]) if found["people"] >= FLOOR else None

    def minutes(self) -> Headline:
        """Minutes worked on attempts that ended."""
        ended = self._attempts(self.period.covers("closed_at"))
        seconds = ended.aggregate(total=Sum("seconds"))["total"] or 0
        return Headline(round(seconds / 60), _people(ended, "enrolment__membership"))

    def confidence_change(self) -> Mean | None:
        """How much more confident, in points of five, over outcomes rated before and after."""
        said = self._said(Confidence.objects.filter(self.period.covers("said_at")))
        found = said.change()
        learners, people = int(found["learners"] or 0), int(found["people"] or 0)
        return Mean(found["change"], learners, people) if people >= FLOOR else None

    def evaluations(self) -> Headline:
        """Courses that learners evaluated."""
        said = self._said(Evaluation.objects.said_in(self.period))
        return Headline(said.count(), _people(said, "enrolment__membership"))

    def free_of_bias(self) -> Percent | None:
        """Of them, those that found the course free from commercial bias: 4 or 5 of five."""
        found = self._said(Evaluation.objects.said_in(self.period)).unbiased()
        return Percent(found["agree"], found["n"]) if found["n"] >= FLOOR else None

    def _attempts(self, when: Q) -> QuerySet[Attempt]:
        return self.part.of_modules(counted_attempts(self.community)).filter(when)

    def _enrolments(self, moment: str) -> Headline:
        found = Enrolment.objects.of(self.community).counted().filter(self.period.covers(moment))
        found = self.part.of_courses(found, "course")
        return Headline(found.count(), _people(found, "membership"))

    def _said(self, rows: Any) -> Any:
        return self.part.of_courses(rows.of(self.community).counted(), "enrolment__course")


def _people(rows: QuerySet, person: str) -> int:
    return rows.values(person).distinct().count()


def told(
    community: Community,
    period: Month | Period,
    funded_by: str | None,
    figure: Callable[[Learnt], Any],
) -> Any:
    """A figure; None for a sponsor that pays for nothing of it."""
    learnt = Learnt(community, period, funded_by)
    return None if learnt.part.is_nothing else figure(learnt)
