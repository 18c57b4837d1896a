"""Many learners at once, by rows: what they did and said, without a page."""

from datetime import timedelta

from django.utils import timezone

from nacre.learning.models import Answer, Attempt, Confidence, Enrolment, Evaluation
from nacre.members.models import Membership, User

SAYS = {
    "relevant": 5, "right_level": 4, "unbiased": 5, "easy": 4, "recommend": 8,
    "intention": "yes", "may_ask": True,
}  # fmt: skip


def crowd(community, number: int, *, name: str = "crowd", **fields) -> list[Membership]:
    """So many nurses of a community."""
    users = User.objects.bulk_create(
        User(email=f"{name}{n}@example.org", given_name="Learner", family_name=f"Number {n}")
        for n in range(number)
    )
    said = {"profession": "nurse", "status": "active", "tier": "full"} | fields
    now = timezone.now()
    return Membership.objects.bulk_create(
        Membership(community=community, user=user, activated_at=now, **said) for user in users
    )


def enrol(course, people, *, days: int | None = 3, ended=None) -> list[Enrolment]:
    """They take a course; with days, they completed it after so many."""
    ended = ended or timezone.now()
    return Enrolment.objects.bulk_create(
        Enrolment(
            course=course, membership=who, started_at=ended - timedelta(days=days or 3),
            completed_at=ended if days is not None else None,
        )
        for who in people
    )  # fmt: skip


def attempt(enrolments, module, *, score=100.0, passed=True, number=1, **fields) -> list[Attempt]:
    """Each has an attempt at a module that ended."""
    said = {"closed_at": timezone.now(), "seconds": 120} | fields
    return Attempt.objects.bulk_create(
        Attempt(enrolment=each, module=module, number=number, score=score, is_passed=passed, **said)
        for each in enrolments
    )


def answer(attempts, question, choices: list[str]) -> None:
    """Each answers a question by what an option says; "tap" is right."""
    version = question.current
    options = {option["text"]: option for option in version.content["data"]["options"]}
    Answer.objects.bulk_create(
        Answer(
            attempt=one, item=f"q1:{version.pk}", version=version,
            given={"choice": options[said]["key"]},
            fraction=options[said]["fraction"], is_right=options[said]["fraction"] == 1,
        )
        for one, said in zip(attempts, choices, strict=True)
    )  # fmt: skip


def evaluate(enrolments, **said) -> list[Evaluation]:
    """Each says how it was."""
    return Evaluation.objects.bulk_create(
        Evaluation(enrolment=each, **(SAYS | said)) for each in enrolments
    )


def sure(enrolments, outcome: str, before: int | None, after: int | None) -> None:
    """Each says how confident they are of an outcome."""
    for moment, level in (("before", before), ("after", after)):
        if level is not None:
            Confidence.objects.bulk_create(
                Confidence(enrolment=each, moment=moment, outcome=outcome, level=level)
                for each in enrolments
            )
