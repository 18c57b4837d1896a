"""What members learn by working for the community: proposals for their CPD, to them alone."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from nacre.cpd.actions import propose
from nacre.cpd.counting import minutes_of_credit
from nacre.editorial.models import Article, ClinicalEditor, InterviewAsk, PaperRating
from nacre.insights.periods import day_starts_at, london_day
from nacre.members.models import Membership

A_DAY = timedelta(days=1)
A_PAPER = timedelta(minutes=5)  # an abstract read and judged
MOST_OF_AN_INTERVIEW = 120


def propose_rating(*, membership_id: int, day: date) -> None:
    """What somebody rated on a London day, as one entry: how many papers, never what they said."""
    member = _member(membership_id)
    rated = PaperRating.objects.filter(membership_id=membership_id).filter(
        rated_at__gte=day_starts_at(day), rated_at__lt=day_starts_at(day + A_DAY)
    )
    moments = list(rated.order_by("rated_at").values_list("rated_at", flat=True))
    if member is None or not moments:
        return
    propose(
        membership=member,
        source="rating",
        source_key=f"rating:{day.isoformat()}",
        title="New papers appraised",
        provider=member.community.name,
        spans=[(moment - A_PAPER, moment) for moment in moments],
        minutes=len(moments) * 5,
        evidence={"papers": len(moments)},
        occurred_on=day,
    )


def propose_sign_off(*, page: Article, editors: Iterable[ClinicalEditor]) -> None:
    """Each clinician who signed a text off read it closely and judged it."""
    now = timezone.now()
    minutes = minutes_of_credit(words=len(page.words().split()), reflections=1)
    for editor in editors:
        member = _editor(editor)
        if member is not None:
            propose(
                membership=member,
                source="sign_off",
                source_key=f"page:{page.pk}:{london_day(now).isoformat()}",
                title=f"Clinical review: {page.title}",
                url=page.path_in_community,
                provider=page.community.name,
                minutes=minutes,
                evidence={"said": "Read, judged and signed off for publication."},
                topics=sorted(topic.label for topic in page.topics.all()),
                occurred_on=london_day(now),
                pages=[page.pk],
            )


def propose_interview(*, ask: InterviewAsk) -> None:
    """Whoever answered the questions of an interview thought about each."""
    answered = sum(1 for question in ask.questions.all() if question.answer.strip())
    member = _member(ask.membership_id or 0)
    if member is None or not answered:
        return
    propose(
        membership=member,
        source="interview",
        source_key=f"interview:{ask.pk}",
        title=f"Interview for {member.community.name}",
        provider=member.community.name,
        minutes=min(MOST_OF_AN_INTERVIEW, minutes_of_credit(reflections=answered)),
        evidence={"said": f"{answered} questions answered for colleagues."},
    )


def _member(membership_id: int) -> Membership | None:
    found = Membership.objects.select_related("community", "user").filter(pk=membership_id)
    return found.first()


def _editor(editor: ClinicalEditor) -> Membership | None:
    found = Membership.objects.select_related("community", "user").filter(
        community=editor.community_id, user=editor.user_id or 0
    )
    return found.first()
