"""Drawing questions by lot: the same seed draws the same ones, in the same order."""

from collections.abc import Iterable
from typing import Any, TypeVar

from nacre.questions.kinds.contract import place_of

Drawable = TypeVar("Drawable")


def draw(questions: Iterable[Drawable], number: int, seed: str) -> list[Drawable]:
    """So many of these questions or versions; all of them where there are no more.

    Only the seed and the questions' own keys decide, not the order in which they come.
    """
    by_lot = sorted(questions, key=lambda one: place_of(seed, _key(one)))
    return by_lot[: max(0, number)]


def _key(one: Any) -> str:
    question = getattr(one, "question_id", None)
    return f"question:{question}" if question is not None else f"question:{one.pk}"
