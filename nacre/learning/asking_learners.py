"""When a learner is asked how sure they are, and how a course was: never in the way of anything."""

from nacre.learning.evaluation_forms import ConfidenceForm
from nacre.learning.models import Confidence, Evaluation
from nacre.learning.progress import Progress


def asked_before(progress: Progress) -> ConfidenceForm | None:
    """The question before the first module is done, to whom has not answered it; else None."""
    own, outcomes = progress.enrolment, progress.course.outcome_list
    if own is None or own.is_complete or not outcomes:
        return None
    if any(attempt.is_closed for step in progress.steps for attempt in step.attempts):
        return None
    has_said = Confidence.objects.before().filter(enrolment=own).exists()
    return None if has_said else ConfidenceForm(outcomes)


def is_asked_after(progress: Progress) -> bool:
    """Whether a learner has completed a course and not said how it was."""
    own = progress.enrolment
    if own is None or not own.is_complete:
        return False
    return not Evaluation.objects.filter(enrolment=own).exists()
