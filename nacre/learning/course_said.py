"""What learners of one course said: confidence, intention, what became of it, and their words.

Sums of fewer than eight learners are kept back. Words are for editors alone, without a name.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, CharField, Count, F, FloatField, Q, QuerySet, Value
from django.utils.translation import gettext as _

from nacre.insights.disclosure import BODY, FLOOR, Breakdown, Cell, disclosed
from nacre.learning.first_attempts import first_attempts
from nacre.learning.gains import hake_gain, pair_of_tests
from nacre.learning.models import (
    Barrier,
    Change,
    Confidence,
    CoursePage,
    Evaluation,
    FollowUp,
    ModulePage,
)
from nacre.learning.models.evaluation import LONGEST_OUTCOME

Rows = list[list[Any]]


@dataclass(frozen=True)
class Shift:
    """The confidence in one outcome, before and after, of learners who said both."""

    outcome: str
    was: float
    now: float
    n: int

    @property
    def change(self) -> float:
        """How much more confident."""
        return self.now - self.was


@dataclass(frozen=True)
class Gain:
    """Between two tests of the same questions."""

    before: float
    after: float
    gain: float | None
    n: int


def confidence_in(course: CoursePage) -> list[Shift]:
    """The shift in each outcome as it reads today, of eight learners or more."""
    pairs = Confidence.objects.about([course]).counted().pairs()
    rows = pairs.values("outcome").annotate(
        n=Count("enrolment__membership", distinct=True),
        before=Avg("was", output_field=FloatField()),
        now=Avg("level", output_field=FloatField()),
    )
    found = {row["outcome"]: row for row in rows if row["n"] >= FLOOR}
    wanted = [outcome[:LONGEST_OUTCOME] for outcome in course.outcome_list]
    return [
        Shift(name, found[name]["before"], found[name]["now"], found[name]["n"])
        for name in dict.fromkeys(wanted)
        if name in found
    ]


def gain_in(course: CoursePage, modules: list[ModulePage]) -> Gain | None:
    """What learners gained between the test before and the one after, where the course has both."""
    pair = pair_of_tests(modules)
    if pair is None:
        return None
    before, after = (_scores(course, module) for module in pair)
    both = [(before[who], after[who]) for who in before if who in after]
    if len(both) < FLOOR:
        return None
    means = [sum(column) / len(both) for column in zip(*both, strict=True)]
    return Gain(means[0], means[1], hake_gain(both), len(both))


def _scores(course: CoursePage, module: ModulePage) -> dict[int, float]:
    firsts = first_attempts(course.community, module).filter(score__isnull=False)
    scores = firsts.values_list("enrolment__membership", "score")
    return {learner: score or 0.0 for learner, score in scores}


def intentions_in(course: CoursePage) -> Rows:
    """How many will change something, with small cells kept back; empty under eight."""
    said = Evaluation.objects.about([course]).counted().values_list("intention", flat=True)
    return _told(Change.choices, said)


@dataclass(frozen=True)
class LookedBack:
    """What became of it."""

    asked: int
    answered: int
    changed: Rows
    barriers: Rows


def looked_back_on(course: CoursePage) -> LookedBack:
    """How many were asked, answered, and what they answered."""
    asked = FollowUp.objects.about([course]).counted()
    answered = asked.answered()
    said = list(answered.values_list("has_changed", "barriers"))
    named = [barrier for _changed, barriers in said for barrier in barriers]
    return LookedBack(
        asked=asked.count(),
        answered=len(said),
        changed=_told(Change.choices, (changed for changed, _barriers in said)),
        barriers=_told(Barrier.choices, named, people=len(said)),
    )


def _told(choices: Any, said: Iterable[str], people: int | None = None) -> Rows:
    """Answers counted as a table; none where fewer than eight answered."""
    tally = Counter(said)
    if (sum(tally.values()) if people is None else people) < FLOOR:
        return []
    rows = [{"label": str(label), "n": Cell(tally[code], tally[code])} for code, label in choices]
    table = disclosed(Breakdown(rows, columns=("n",)), BODY)
    return [[row["label"], row["n"]] for row in table]


def words_about(course: CoursePage) -> QuerySet:
    """What learners wrote, latest first: `text`, when and in answer to what; never who."""
    after = _words(Evaluation.objects.about([course]), "to_change", "said_at", _("What to change"))
    later = FollowUp.objects.about([course])
    what = _words(later, "what", "answered_at", _("What they changed"))
    helped = _words(later, "enablers", "answered_at", _("What helped, or would help"))
    return after.union(what, helped, all=True).order_by("-at", "text")


def _words(rows: QuerySet, field: str, moment: str, asked: str) -> QuerySet:
    said = rows.filter(~Q(**{field: ""}), **{f"{moment}__isnull": False}).order_by()
    label = Value(asked, output_field=CharField())
    return said.annotate(text=F(field), at=F(moment), asked=label).values("text", "at", "asked")
