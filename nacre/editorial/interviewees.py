"""Which member an interview is with: named by an editor, linked only with the member's own yes."""

from django.db.models import OuterRef, QuerySet, Subquery

from nacre.editorial.models import InterviewAnswer, InterviewAsk, InterviewPage
from nacre.members.models import Membership
from nacre.members.viewer import Viewer


def naming(by: Viewer) -> QuerySet[InterviewPage]:
    """Published interviews that an editor says are with this member, each with their `answer`."""
    answers = InterviewAnswer.objects.filter(interview=OuterRef("pk"), membership=by.membership_id)
    ours = InterviewPage.objects.of(by.community).open_now()
    named = ours.filter(interviewee_id=by.membership_id or 0)
    return named.annotate(answer=Subquery(answers.values("is_given"))).order_by(
        "-first_published_at", "-pk"
    )


def asked(by: Viewer) -> QuerySet[InterviewAsk]:
    """What a member was asked and has something to do about: questions, a text, a way out."""
    if not by.is_member:
        return InterviewAsk.objects.none()
    return InterviewAsk.objects.to(by).going_on()


def linked(membership: Membership) -> QuerySet[InterviewPage]:
    """Those to which the member said yes."""
    agreed = InterviewAnswer.objects.agreed().filter(membership=membership)
    return InterviewPage.objects.filter(answers__in=agreed)


def linked_to(page_id: int) -> Membership | None:
    """The member whom a published interview leads to, if they said yes."""
    agreed = InterviewAnswer.objects.agreed().for_link().filter(interview=page_id).first()
    return agreed.membership if agreed else None
