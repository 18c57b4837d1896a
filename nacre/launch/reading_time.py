"""How long a module of a courses.yaml takes: its words and screens."""

from typing import Any

MINUTES_AT_MOST = 10
WORDS_A_MINUTE = 220
SCREEN_WORDS = 160
UNREAD = {"kind", "goes_to", "name", "bank", "credit", "right", "is_true", "feedback"}


def words_of(said: Any) -> int:
    """The words that a person reads; of feedback nobody sees more than a line or two."""
    if isinstance(said, dict):
        return sum(words_of(part) for field, part in said.items() if field not in UNREAD)
    if isinstance(said, list):
        return sum(words_of(part) for part in said)
    return len(said.split()) if isinstance(said, str) else 0


def screens_of(body: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The body cut at its screens: the title of each and what stands on it."""
    screens: list[tuple[str, list[dict[str, Any]]]] = []
    for block in body:
        if "screen" in block:
            screens.append((str(block["screen"]), []))
        else:
            screens[-1][1].append(block)
    return screens
