"""What an answer is worth. Pure: the same version and answer give the same mark, for ever."""

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from nacre.questions.kinds import KINDS
from nacre.questions.kinds.contract import Feedback, Mark, NotAnswered

if TYPE_CHECKING:
    from nacre.questions.models import QuestionVersion

__all__ = ["Feedback", "Mark", "NotAnswered", "mark"]

logger = logging.getLogger(__name__)
UNMARKED = Mark(None, None, is_scored=False)


def mark(version: "QuestionVersion", given: Mapping[str, Any] | None) -> Mark:
    """The mark of an answer to a version; what cannot be understood waits for a person."""
    kept = version.content if isinstance(version.content, dict) else {}
    kind = KINDS.get(str(kept.get("kind")))
    if kind is None:
        return UNMARKED
    data = kept.get("data")
    try:
        return kind.mark(
            data if isinstance(data, dict) else {}, given if isinstance(given, Mapping) else {}
        )
    except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError):
        # An answer or a version that no code of ours could have written; a page must not break.
        logger.warning("An answer to version %s could not be marked.", version.pk)
        return Mark(None, None, is_scored=kind.is_scored)
