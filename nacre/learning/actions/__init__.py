"""What happens in the Learning Zone."""

from nacre.learning.actions.answering import answer_screen, go_on, keep_contact
from nacre.learning.actions.crediting import credit_course
from nacre.learning.actions.enrolling import start_course, start_module
from nacre.learning.actions.evaluating import (
    answer_follow_up,
    evaluate_course,
    say_confidence,
    stop_follow_ups,
)
from nacre.learning.actions.finishing import close_attempt, complete_if_done, follow_package
from nacre.learning.actions.syncing import sync_answers

__all__ = [
    "answer_follow_up",
    "answer_screen",
    "close_attempt",
    "complete_if_done",
    "credit_course",
    "evaluate_course",
    "follow_package",
    "go_on",
    "keep_contact",
    "say_confidence",
    "start_course",
    "start_module",
    "stop_follow_ups",
    "sync_answers",
]
