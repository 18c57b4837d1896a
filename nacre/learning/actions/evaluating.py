"""A learner says how sure they are, how a course was, and weeks later what became of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.confidentiality.forms import why_not
from nacre.learning.actions.noting import note
from nacre.learning.models import (
    Attempt,
    Confidence,
    Enrolment,
    Evaluation,
    FollowUp,
    QuietLearner,
)
from nacre.members.models import Membership
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer

NOT_YOURS = "Only the learner says how a course was, in person."
TOO_LATE = "You have begun already: how sure you were before can no longer be said."
NOT_DONE = "Complete the course first; then say how it was."
BEFORE, AFTER = Confidence.Moment.BEFORE, Confidence.Moment.AFTER


@transaction.atomic
def say_confidence(*, enrolment: Enrolment, by: Viewer, levels: Mapping[str, int]) -> None:
    """Before the first module is done: how confident a learner is of each outcome; kept as first said."""
    _check_own(enrolment, by)
    held = _hold(enrolment)
    if held.is_complete or Attempt.objects.filter(enrolment=held).closed().exists():
        raise Refused(_(TOO_LATE))
    _keep(held, BEFORE, levels)


@transaction.atomic
def evaluate_course(
    *, enrolment: Enrolment, by: Viewer, levels: Mapping[str, int], said: Mapping[str, Any]
) -> Evaluation:
    """How a completed course was; said once, and a second time changes nothing.

    Texts are checked again here: nothing that identifies a patient is kept, whatever way it came.
    """
    _check_own(enrolment, by)
    held = _hold(enrolment)
    if not held.is_complete:
        raise Refused(_(NOT_DONE))
    known = Evaluation.objects.filter(enrolment=held).first()
    if known is not None:
        return known
    _check_text(said.get("to_change", ""))
    _keep(held, AFTER, levels)
    made = Evaluation.objects.create(enrolment=held, **said)
    note("course.evaluated", held.course, by)
    return made


@transaction.atomic
def answer_follow_up(
    *,
    follow_up: FollowUp,
    has_changed: str,
    what: str = "",
    barriers: Sequence[str] = (),
    enablers: str = "",
) -> bool:
    """What became of a course; said once. Answers whether this said it.

    Whoever holds the link of the letter says it, signed in or not.
    """
    for text in (what, enablers):
        _check_text(text)
    first = FollowUp.objects.filter(pk=follow_up.pk, answered_at__isnull=True)
    done = first.update(
        has_changed=has_changed,
        what=what,
        barriers=list(barriers),
        enablers=enablers,
        answered_at=timezone.now(),
    )
    if done:
        enrolment = follow_up.evaluation.enrolment
        membership = enrolment.membership
        by = Viewer.of_membership(membership, membership.community)
        note("course.looked_back", enrolment.course, by)
    return bool(done)


def stop_follow_ups(*, membership: Membership) -> None:
    """Write to a member no more about what became of courses; twice changes nothing."""
    QuietLearner.objects.get_or_create(membership=membership)


def _keep(enrolment: Enrolment, moment: str, levels: Mapping[str, int]) -> None:
    rows = [
        Confidence(enrolment=enrolment, moment=moment, outcome=outcome, level=level)
        for outcome, level in levels.items()
    ]
    Confidence.objects.bulk_create(rows, ignore_conflicts=True)


def _hold(enrolment: Enrolment) -> Enrolment:
    """The row held, so that two windows say it once."""
    found = Enrolment.objects.select_for_update(of=("self",)).select_related("course")
    return found.get(pk=enrolment.pk)


def _check_own(enrolment: Enrolment, by: Viewer) -> None:
    if enrolment.membership_id != by.membership_id or by.impersonated_by is not None:
        raise Refused(_(NOT_YOURS))


def _check_text(text: str) -> None:
    if problem := why_not(text, is_checked=True):
        raise Refused(problem)
