"""A member begins a course and a module of it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.learning.actions.noting import note
from nacre.learning.items import drawn_for
from nacre.learning.models import Attempt, CoursePage, Enrolment, ModulePage
from nacre.learning.permissions import can_learn
from nacre.learning.rounds import Goes, goes_left
from nacre.members.models import Membership
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer
from nacre.scorm.actions import open_attempt

NOT_FOR_YOU = "Courses are for members of this community, in person."
NOT_OPEN = "This course is not open to you."
IN_ORDER = "Finish “%(before)s” first: this course is taken in order."
REST = "You have used your attempts. The next may begin on %(day)s; until then you can practise."


@transaction.atomic
def start_course(*, course: CoursePage, by: Viewer) -> Enrolment:
    """A member begins a course; beginning it twice changes nothing.

    Whose certificate expires within 90 days, or has, begins another edition.
    """
    _check_open(course, by)
    me = _hold(by)
    latest = Enrolment.objects.filter(course=course, membership=me).latest_first().first()
    if latest is not None and not latest.may_be_renewed(timezone.now()):
        return latest
    edition = latest.edition + 1 if latest else 1
    enrolment = Enrolment.objects.create(course=course, membership=me, edition=edition)
    note("course.started", course, by)
    return enrolment


@transaction.atomic
def start_module(*, module: ModulePage, by: Viewer, is_practice: bool = False) -> Attempt:
    """A learner begins a module, or goes on with the attempt they have; beginning the course if need be.

    Raises Refused where the course is taken in order and an earlier module is not done, and where
    the attempts are used up.
    """
    enrolment = start_course(course=module.course, by=by)
    mine = Attempt.objects.filter(enrolment=enrolment, module=module)
    running = mine.open().first()
    if running is not None:
        return running
    _check_order(module, enrolment, by)
    is_done = mine.passed().exists()
    if not is_practice and not is_done:
        _check_goes(goes_of(module, enrolment))
    attempt = Attempt(
        enrolment=enrolment,
        module=module,
        number=mine.count() + 1,
        is_practice=is_practice or is_done,
    )
    attempt.drawn = drawn_for(module, attempt.seed)
    attempt.position = module.screens[0].key if module.screens else ""
    if module.package is not None:
        attempt.package_attempt = open_attempt(
            package=module.package, membership=enrolment.membership, fresh=mine.exists()
        )
    attempt.save(force_insert=True)
    note("module.started", module, by)
    return attempt


def goes_of(module: ModulePage, enrolment: Enrolment) -> Goes:
    """How many attempts a learner has at a module now."""
    failed = Attempt.objects.filter(enrolment=enrolment, module=module).counting().closed()
    closed = list(
        failed.filter(is_passed=False).order_by("closed_at").values_list("closed_at", flat=True)
    )
    course = module.course
    return goes_left(
        closed,
        allowed=course.attempts_allowed,
        rest=timedelta(hours=course.rest_hours),
        now=timezone.now(),
    )


def _check_open(course: CoursePage, by: Viewer) -> None:
    if not can_learn(by):
        raise Refused(_(NOT_FOR_YOU))
    if not CoursePage.objects.visible_to(by).filter(pk=course.pk).exists():
        raise Refused(_(NOT_OPEN))


def _check_order(module: ModulePage, enrolment: Enrolment, by: Viewer) -> None:
    if not module.course.is_in_order:
        return
    before = ModulePage.objects.visible_to(by).in_course(module.course).filter(path__lt=module.path)
    done = Attempt.objects.filter(enrolment=enrolment).passed()
    first = before.exclude(pk__in=done.values("module")).first()
    if first is not None:
        raise Refused(_(IN_ORDER) % {"before": first.title})


def _check_goes(goes: Goes) -> None:
    if not goes.left and goes.opens_at:
        day = timezone.localtime(goes.opens_at)
        raise Refused(_(REST) % {"day": f"{day:%-d %B, %H:%M}"})


def _hold(by: Viewer) -> Membership:
    """The learner's own row, held until the end: two devices begin nothing twice."""
    return Membership.objects.select_for_update().get(pk=by.membership_id or 0)
