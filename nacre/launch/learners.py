"""Who of the demonstration's nurses takes which course, how they answer, and what they have earned."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db.models import Q
from django.utils import timezone

from nacre.communities.models import Community
from nacre.cpd.actions import accept_entries
from nacre.cpd.models import Entry
from nacre.insights.periods import Month
from nacre.launch.personas import PERSONAS
from nacre.learning.actions import credit_course
from nacre.learning.crediting import Worth, worth_of
from nacre.learning.items import drawn_for, versions_in
from nacre.learning.models import Answer, Attempt, CoursePage, Enrolment, ModulePage
from nacre.members.models import Membership
from nacre.members.viewer import Viewer
from nacre.questions.models import QuestionVersion

MOST = 45  # learners a course: enough to say something about each question
TAKES_ANOTHER_GO = 0.7
LEAVES_AFTER_A_MODULE = 0.12
NURSE = next(one for one in PERSONAS if one.code == "nurse")
CHOOSES = ("sba",)


@dataclass
class Learner:
    """One of them, and how good they are at it."""

    membership: Membership
    ability: float


@dataclass
class Taught:
    """A course with all that its learners have in common."""

    course: CoursePage
    modules: list[ModulePage]
    worth: Worth


def let_nurses_learn(community: Community, until: Month) -> int:
    """Courses begun and done over the months since each appeared, once; answers how many were begun."""
    if Enrolment.objects.of(community).exists():
        return 0
    random = Random(f"courses of {community.slug}")  # noqa: S311 - a drawing, no secret
    learners = [Learner(m, random.gauss(0.4, 0.8)) for m in _nurses(community, until)]
    begun = 0
    for course in CoursePage.objects.of(community).live().order_by("path"):
        taught = Taught(course, list(ModulePage.objects.live().in_course(course)), worth_of(course))
        for module in taught.modules:
            module.course = course
        chosen = random.sample(learners, min(MOST, len(learners) * 2 // 3))
        for learner in chosen:
            _take(taught, learner, until, random)
        begun += len(chosen)
    _teach_persona(community, until, random)
    return begun


def _teach_persona(community: Community, until: Month, random: Random) -> None:
    """The nurse of the demonstration has done one course and stands in the middle of another."""
    me = Membership.objects.of(community).filter(user__email=NURSE.email).first()
    courses = list(CoursePage.objects.of(community).live().order_by("path")[:2]) if me else []
    for course, is_whole in zip(courses, (True, False), strict=False):
        modules = list(ModulePage.objects.live().in_course(course))
        for module in modules:
            module.course = course
        taught = Taught(course, modules if is_whole else modules[:1], worth_of(course))
        _take(taught, Learner(me, ability=9), until, random, is_whole=is_whole)
    mine = Entry.objects.filter(membership=me, source="course").first() if me else None
    if mine is not None:
        accept_entries(by=Viewer.of_membership(me, community), keys=[mine.key])


def _nurses(community: Community, until: Month) -> list[Membership]:
    nurses = (
        Membership.objects.of(community)
        .active()
        .filter(Q(tier="full") | Q(tier="learning_zone_only"), profession="nurse", source="demo")
    )
    here = nurses.filter(activated_at__lt=until.ends_at - timedelta(days=20))
    return list(here.select_related("user", "community").order_by("pk"))


def _take(
    taught: Taught, learner: Learner, until: Month, random: Random, *, is_whole: bool | None = None
) -> None:
    course = taught.course
    at = _begin(course, learner.membership, until, random)
    enrolment = Enrolment.objects.create(
        course=course, membership=learner.membership, started_at=at
    )
    for module in taught.modules:
        done = _attempts(enrolment, module, learner, at, random)
        leaves = is_whole is None and random.random() < LEAVES_AFTER_A_MODULE
        if done is None or done > timezone.now() or leaves:
            return
        at = done
    if is_whole is False:
        return
    enrolment.completed_at = at
    enrolment.save(update_fields=["completed_at"])
    enrolment.course, enrolment.membership = course, learner.membership
    credit_course(enrolment=enrolment, worth=taught.worth)


def _begin(course: CoursePage, who: Membership, until: Month, random: Random) -> datetime:
    earliest = max(who.activated_at or course.first_published_at, course.first_published_at)
    latest = until.ends_at - timedelta(days=9)
    share = random.random() ** 1.4
    return earliest + timedelta(hours=2) + share * max(latest - earliest, timedelta(days=1))


def _attempts(
    enrolment: Enrolment, module: ModulePage, learner: Learner, at: datetime, random: Random
) -> datetime | None:
    """The goes at a module until it is passed; when that was, or None where they left it."""
    for number in (1, 2, 3):
        attempt = Attempt(enrolment=enrolment, module=module, number=number, started_at=at)
        attempt.drawn = drawn_for(module, attempt.seed)
        attempt.seconds = round(module.minutes * 60 * random.uniform(0.6, 1.3))
        ends = at + timedelta(seconds=attempt.seconds)
        attempt.contact_at = attempt.closed_at = ends
        answers = _answers(attempt, ends, learner.ability + 0.5 * (number - 1), random)
        scored = [a.fraction for a in answers if a.fraction is not None]
        attempt.score = round(100 * sum(scored) / len(scored), 1) if scored else None
        attempt.is_passed = attempt.score is None or attempt.score >= module.course.pass_mark
        attempt.save()
        Answer.objects.bulk_create(answers)
        at = ends + timedelta(hours=random.choice((0, 1, 20, 26, 50)))
        if attempt.is_passed:
            return at
        if random.random() > TAKES_ANOTHER_GO:
            return None
    return None


def _answers(attempt: Attempt, at: datetime, ability: float, random: Random) -> list[Answer]:
    versions = versions_in(attempt)
    found = []
    for block, keys in attempt.drawn.items():
        for key in keys:
            version = versions[key]
            given, right = _given(version, ability, random)
            found.append(
                Answer(
                    attempt=attempt, item=f"{block}:{key}", version=version, given=given,
                    fraction=float(right), is_right=right, answered_at=at,
                    received_at=at,
                )
            )  # fmt: skip
    return found


def _given(version: QuestionVersion, ability: float, random: Random) -> tuple[dict[str, Any], bool]:
    """An answer as somebody of an ability gives it: each question has its difficulty and its lure."""
    own = Random(version.fingerprint)  # noqa: S311 - as above
    difficulty, lure = own.gauss(-0.9, 0.7), own.random()
    right = random.gauss(ability - difficulty, 0.8) > 0
    if version.content["kind"] not in CHOOSES:
        return {}, right
    options = version.content["data"]["options"]
    best = [o["key"] for o in options if o["fraction"] >= 1]
    others = [o["key"] for o in options if o["fraction"] < 1]
    if right or not others:
        return {"choice": best[0]}, True
    first = others[int(lure * len(others))]
    return {"choice": first if random.random() < 0.55 else random.choice(others)}, False
