"""What the editors of a community should look at: weak questions, and courses found biased.

They see it at the desk at any time. A letter says it too, once there is something, and then once a
month at most for as long as there is.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from nacre.communities.models import Community
from nacre.insights.disclosure import FLOOR
from nacre.learning.evaluation_querysets import AGREES
from nacre.learning.models import CoursePage, DeskLetter, Evaluation, QuestionFigures
from nacre.members.models import Membership
from nacre.notifications.actions import send_mail

FREE_OF_BIAS = 0.9  # fewer than nine in ten agree: editors are told (domain 5.7)
EVERY = timedelta(days=30)
MOST_NAMED = 12
DESK = "/desk/learning/"


@dataclass(frozen=True)
class Doubted:
    """A course that fewer than nine in ten found free from commercial bias."""

    course: CoursePage
    agree: int
    n: int

    @property
    def percent(self) -> int:
        """How many of a hundred agreed, rounded down: 89.6 is not 90."""
        return 100 * self.agree // self.n


@dataclass
class ToLookAt:
    """All of it."""

    courses: list[Doubted] = field(default_factory=list)
    questions: list[QuestionFigures] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.courses or self.questions)


def courses_in_doubt(community: Community) -> list[Doubted]:
    """The courses that fewer than nine in ten of at least eight learners found free from bias."""
    said = Evaluation.objects.of(community).counted().values("enrolment__course")
    rows = said.annotate(n=Count("pk"), agree=Count("pk", filter=Q(unbiased__gte=AGREES)))
    found = {
        row["enrolment__course"]: row
        for row in rows.filter(n__gte=FLOOR)
        if row["agree"] < FREE_OF_BIAS * row["n"]
    }
    courses = CoursePage.objects.of(community).filter(pk__in=found).order_by("title")
    return [Doubted(one, found[one.pk]["agree"], found[one.pk]["n"]) for one in courses]


def to_look_at(community: Community) -> ToLookAt:
    """What editors should look at now."""
    weak = QuestionFigures.objects.of(community).weak().for_desk()
    return ToLookAt(courses_in_doubt(community), list(weak))


def write_to_editors(now: datetime | None = None) -> int:
    """One letter to the editors of each community that has something to look at, once a month."""
    now = now or timezone.now()
    communities = Community.objects.filter(enabled_components__slug="learning").distinct()
    return sum(_write(community, now) for community in communities.select_related("site"))


@transaction.atomic
def _write(community: Community, now: datetime) -> int:
    """The row and the letters in the queue are one transaction; held, so that two runs write once."""
    Community.objects.select_for_update(of=("self",)).get(pk=community.pk)
    if DeskLetter.objects.of(community).since(now - EVERY).exists():
        return 0
    found = to_look_at(community)
    if not found:
        return 0
    DeskLetter.objects.create(
        community=community,
        sent_at=now,
        courses=len(found.courses),
        questions=len(found.questions),
    )
    editors = _editors(community)
    for editor in editors:
        context = {
            "user": editor.user,
            "courses": found.courses,
            "questions": found.questions[:MOST_NAMED],
            "more": max(len(found.questions) - MOST_NAMED, 0),
            "url": community.url(DESK),
        }
        send_mail(editor.user.email, "learning/mail/to_look_at", context, community)
    return len(editors)


def _editors(community: Community) -> list[Membership]:
    """The clinical editors; where there is none, the journalists."""
    here = Membership.objects.of(community).signing_in().select_related("user")
    editors = list(here.filter(duty=Membership.Duty.CLINICAL_EDITOR))
    return editors or list(here.filter(duty=Membership.Duty.JOURNALIST))
