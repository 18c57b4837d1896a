"""How an attempt is scored."""

from collections.abc import Iterable

from nacre.learning.models import Answer


def score_of(answers: Iterable[Answer], missing: int = 0) -> float | None:
    """The mean of what was scored, per cent, to one decimal; unanswered questions count as nothing.

    None where nothing is scored: such a module is done when it was gone through.
    """
    fractions = [answer.fraction for answer in answers if answer.fraction is not None]
    total = len(fractions) + missing
    return round(100 * sum(fractions) / total, 1) if total else None


def is_passed(score: float | None, pass_mark: int) -> bool:
    """Whether a score reaches the mark; what is not scored is passed by doing it."""
    return score is None or score >= pass_mark
