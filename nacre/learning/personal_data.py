"""What learning holds about people. Figures of questions are sums: nobody stands in them."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from nacre.learning.models import Answer
from nacre.privacy.holdings import hold, hold_elsewhere
from nacre.questions.asking import chosen_in, options_of

SAID = "Editors see sums of eight learners or more, and your words without your name."

hold(
    "learning.Answer", "Your answers in courses, as they are kept", "They are told in words.",
    person=("attempt__enrolment__membership__user",), is_told=False, order=10,
)  # fmt: skip
hold(
    "learning.Attempt", "Your attempts at modules",
    "So that what you passed counts, with score and time.",
    person=("enrolment__membership__user",), hidden=("position", "drawn"), order=20,
)  # fmt: skip
hold(
    "learning.FollowUp", "What became of courses", f"{SAID} You were asked once for each.",
    person=("evaluation__enrolment__membership__user",), hidden=("key",), order=10,
)  # fmt: skip
hold(
    "learning.Evaluation", "What you said of courses", SAID,
    person=("enrolment__membership__user",), order=20,
)  # fmt: skip
hold(
    "learning.Confidence", "How confident you were before and after courses", SAID,
    person=("enrolment__membership__user",), order=20,
)  # fmt: skip
hold(
    "learning.QuietLearner", "That you want no letters about what became of courses",
    "So that we write none.", person=("membership__user",), order=20,
)  # fmt: skip
hold(
    "learning.Enrolment", "Courses you take",
    "So that you can go on with them, and what you completed counts.",
    person=("membership__user",), order=30,
)  # fmt: skip


def _answers_of(user: Any) -> QuerySet[Answer]:
    return Answer.objects.filter(attempt__enrolment__membership__user=user)


def _told(user: Any) -> Iterator[dict[str, Any]]:
    """Each answer in words: the options that were chosen, or what was written."""
    answers = _answers_of(user).select_related(
        "attempt__module", "attempt__enrolment__course", "version__question"
    )
    for answer in answers.order_by("answered_at", "pk").iterator(chunk_size=500):
        attempt = answer.attempt
        yield {
            "course": attempt.enrolment.course.title,
            "module": attempt.module.title,
            "attempt": attempt.number,
            "question": answer.version.question.title if answer.version else answer.item,
            "answer": _given(answer),
            "fraction": answer.fraction,
            "answered_at": answer.answered_at.isoformat(),
        }


def _given(answer: Answer) -> Any:
    if answer.version is None:
        return answer.given.get("label", answer.given)
    labels = {option.key: option.label for option in options_of(answer.version)}
    chosen = [labels[key] for key in chosen_in(answer.version, answer.given) if key in labels]
    return ", ".join(chosen) or answer.given


hold_elsewhere(
    "Your answers in courses",
    "So that you can go on where you stopped, and are marked. In sums they show which questions "
    "are good.",
    count=lambda user: _answers_of(user).count(), read=_told,
)  # fmt: skip
