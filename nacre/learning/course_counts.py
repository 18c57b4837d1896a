"""How courses do, in sums: a fixed number of queries however many courses, learners and answers.

Counts of learners are exact, since editors see who is there anyway; what learners achieved or said is
told of eight or more, or not at all.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from django.db.models import Avg, Count, Q

from nacre.communities.models import Community
from nacre.insights.disclosure import BODY, FLOOR, HIDDEN, Mean, Percent, disclosed
from nacre.insights.story import shown
from nacre.learning.evaluation_querysets import AGREES
from nacre.learning.first_attempts import counted_attempts, first_attempts
from nacre.learning.models import (
    CoursePage,
    Enrolment,
    Evaluation,
    ModulePage,
    QuestionFigures,
)

A_DAY = 86_400


def share(part: int, whole: int) -> str:
    """A part of learners in per cent, as people read it; of fewer than eight it is not told."""
    if not whole:
        return "–"
    figure = disclosed(Percent(part, whole, digits=0), BODY) if whole >= FLOOR else HIDDEN
    return f"{figure:.0f} %" if figure != HIDDEN else shown(HIDDEN)


def mean(value: float | None, n: int) -> str:
    """A mean over learners, as people read it."""
    return shown(disclosed(Mean(value, n, n), BODY))


@dataclass
class ModuleCounts:
    """One module of a course: who began it, who passed it, and at the first attempt."""

    module: ModulePage
    began: int = 0
    passed: int = 0
    first: int = 0
    first_passed: int = 0
    weak: int = 0

    @property
    def left(self) -> int:
        """How many began and have not passed it."""
        return self.began - self.passed

    @property
    def pass_rate(self) -> str:
        """At the first attempt."""
        return share(self.first_passed, self.first)


@dataclass
class Said:
    """What learners said of a course, in sums."""

    n: int = 0
    agree: dict[str, int] = field(default_factory=dict)  # by statement: how many gave 4 or 5
    recommend: float | None = None

    @property
    def is_shown(self) -> bool:
        """Whether enough said something."""
        return self.n >= FLOOR

    @property
    def unbiased(self) -> str:
        """How many found it free from commercial bias."""
        return self.share_of("unbiased")

    @property
    def recommended(self) -> str:
        """How likely they are to recommend it, of ten."""
        return mean(self.recommend, self.n)

    def share_of(self, statement: str) -> str:
        """How many agree to a statement."""
        return share(self.agree.get(statement, 0), self.n)


@dataclass
class CourseCounts:
    """One course."""

    course: CoursePage
    enrolled: int = 0
    began: int = 0
    completed: int = 0
    days: list[float] = field(default_factory=list)
    modules: list[ModuleCounts] = field(default_factory=list)
    said: Said = field(default_factory=Said)

    @property
    def median_days(self) -> str:
        """From the beginning to the last module."""
        if not self.days:
            return "–"
        return shown(round(median(self.days), 1) if len(self.days) >= FLOOR else HIDDEN)

    @property
    def pass_rate(self) -> str:
        """Of all first attempts at its modules those that passed, where eight learners began."""
        whole = sum(each.first for each in self.modules)
        if whole and self.began < FLOOR:
            return shown(HIDDEN)
        return share(sum(each.first_passed for each in self.modules), whole)

    @property
    def weak(self) -> int:
        """How many questions should be looked at."""
        return sum(each.weak for each in self.modules)

    @property
    def completion(self) -> str:
        """Of those who enrolled."""
        return share(self.completed, self.enrolled)

    @property
    def steepest(self) -> ModuleCounts | None:
        """The module that most began and did not pass; None where nobody left."""
        worst = max(self.modules, key=lambda each: each.left, default=None)
        return worst if worst is not None and worst.left else None


def counts_of(community: Community, courses: Sequence[CoursePage]) -> list[CourseCounts]:
    """The sums of some courses, in their order."""
    found = {course.pk: CourseCounts(course) for course in courses}
    by_path = {course.path: found[course.pk] for course in courses}
    modules: dict[int, ModuleCounts] = {}
    for module in ModulePage.objects.of(community).in_courses(list(courses)):
        modules[module.pk] = ModuleCounts(module)
        by_path[module.path[: -module.steplen]].modules.append(modules[module.pk])
    _count_enrolments(community, found)
    _count_attempts(community, found, modules)
    _count_weak(modules)
    for pk, said in said_of(community, courses).items():
        found[pk].said = said
    return list(found.values())


def _count_enrolments(community: Community, found: dict[int, CourseCounts]) -> None:
    rows = Enrolment.objects.of(community).counted().filter(course__in=found)
    sums = rows.values("course").annotate(n=Count("pk"), done=Count("completed_at"))
    for row in sums:
        found[row["course"]].enrolled, found[row["course"]].completed = row["n"], row["done"]
    done = rows.filter(completed_at__isnull=False)
    for pk, began, ended in done.values_list("course", "started_at", "completed_at"):
        found[pk].days.append((ended - began).total_seconds() / A_DAY)


def _count_attempts(
    community: Community, found: dict[int, CourseCounts], modules: dict[int, ModuleCounts]
) -> None:
    attempts = counted_attempts(community).filter(enrolment__course__in=found).counting()
    learners = Count("enrolment", distinct=True)
    for row in attempts.values("enrolment__course").annotate(n=learners):
        found[row["enrolment__course"]].began = row["n"]
    passed = Count("enrolment", distinct=True, filter=Q(is_passed=True))
    for row in attempts.values("module").annotate(n=learners, passed=passed):
        if row["module"] in modules:
            each = modules[row["module"]]
            each.began, each.passed = row["n"], row["passed"]
    firsts = first_attempts(community).filter(module__in=modules).values("module")
    for row in firsts.annotate(n=Count("pk"), passed=Count("pk", filter=Q(is_passed=True))):
        modules[row["module"]].first = row["n"]
        modules[row["module"]].first_passed = row["passed"]


def _count_weak(modules: dict[int, ModuleCounts]) -> None:
    weak = QuestionFigures.objects.filter(module__in=modules).weak()
    for row in weak.values("module").annotate(n=Count("pk")):
        modules[row["module"]].weak = row["n"]


def said_of(community: Community, courses: Sequence[CoursePage]) -> dict[int, Said]:
    """What learners said of some courses, in sums, by course."""
    statements = ("relevant", "right_level", "unbiased", "easy")
    agree = {
        f"agree_{name}": Count("pk", filter=Q(**{f"{name}__gte": AGREES})) for name in statements
    }
    rows = Evaluation.objects.of(community).counted().about(list(courses))
    sums = rows.values("enrolment__course").annotate(
        n=Count("pk"), average=Avg("recommend"), **agree
    )
    found: dict[int, Said] = defaultdict(Said)
    for row in sums:
        told = {name: row[f"agree_{name}"] for name in statements}
        found[row["enrolment__course"]] = Said(row["n"], told, row["average"])
    return found
