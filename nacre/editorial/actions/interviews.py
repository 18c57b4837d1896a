"""A member answers whether an interview with them leads to their profile."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.editorial.models import InterviewAnswer, InterviewPage
from nacre.editorial.permissions import can_answer
from nacre.insights.actions import record
from nacre.members.viewer import Viewer


@transaction.atomic
def answer_interview(*, interview: InterviewPage, by: Viewer, is_given: bool) -> InterviewAnswer:
    """The member agrees, declines or takes a yes back; what they said last counts."""
    if by.membership_id is None or not can_answer(by, interview):
        raise PermissionDenied(_("Only the person in an interview says whether it is linked."))
    answer, _is_new = InterviewAnswer.objects.update_or_create(
        interview=interview,
        membership_id=by.membership_id,
        defaults={"is_given": is_given, "answered_at": timezone.now()},
    )
    record("interview.answered", viewer=by, object=f"page:{interview.pk}")
    return answer
