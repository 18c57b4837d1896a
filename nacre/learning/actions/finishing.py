"""An attempt ends, and with the last module the course: in one transaction, once."""

from django.db import transaction
from django.utils import timezone

from nacre.learning.actions.crediting import credit_course
from nacre.learning.actions.noting import note
from nacre.learning.models import Attempt, Enrolment, ModulePage
from nacre.learning.scoring import is_passed, score_of
from nacre.members.viewer import Viewer
from nacre.scorm.models import PackageAttempt


@transaction.atomic
def close_attempt(*, attempt: Attempt, by: Viewer) -> Attempt:
    """Score an attempt and close it; if that was the last module, the course is completed.

    Call it with the row held. What is asked and was not answered, because time was up, counts as
    nothing.
    """
    if attempt.is_closed:
        return attempt
    answers = list(attempt.answers.all())
    asked = {pk for pks in attempt.drawn.values() for pk in pks}
    scored = [a for a in answers if a.version_id is None or a.fraction is not None]
    missing = len(asked - {a.version_id for a in answers}) if scored or not answers else 0
    score = score_of(answers, missing)
    return _close(attempt, score, is_passed(score, attempt.module.course.pass_mark), by)


@transaction.atomic
def follow_package(*, package_attempt: PackageAttempt) -> None:
    """What a SCORM package reports stands for the attempt at the module that plays it."""
    attempt = Attempt.objects.open().filter(package_attempt=package_attempt).for_closing().first()
    if attempt is None:
        return
    attempt.seconds = package_attempt.seconds
    attempt.save(update_fields=["seconds"])
    if package_attempt.is_complete:
        membership = attempt.enrolment.membership
        passed = package_attempt.is_passed is not False
        by = Viewer.of_membership(membership, membership.community)
        _close(attempt, package_attempt.score, passed, by)


def _close(attempt: Attempt, score: float | None, passed: bool, by: Viewer) -> Attempt:
    attempt.score, attempt.is_passed, attempt.closed_at = score, passed, timezone.now()
    attempt.save(update_fields=["score", "is_passed", "closed_at"])
    if not attempt.is_practice:
        kind = "module.completed" if attempt.is_passed else "attempt.failed"
        note(kind, attempt.module, by, score=attempt.score)
        complete_if_done(enrolment=attempt.enrolment, by=by)
    return attempt


@transaction.atomic
def complete_if_done(*, enrolment: Enrolment, by: Viewer) -> bool:
    """Complete a course whose modules are all done; answers whether this did it, which it does once."""
    modules = ModulePage.objects.of(by.community).open_now().in_course(enrolment.course)
    done = Attempt.objects.filter(enrolment=enrolment).passed().values("module")
    if modules.exclude(pk__in=done).exists() or not modules.exists():
        return False
    first = Enrolment.objects.filter(pk=enrolment.pk, completed_at__isnull=True)
    if not first.update(completed_at=timezone.now()):
        return False
    enrolment.refresh_from_db()
    credit_course(enrolment=enrolment)
    note("course.completed", enrolment.course, by)
    return True
