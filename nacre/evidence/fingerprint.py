"""How a paper without a number is known again: by its title, first author and year."""

import unicodedata
from collections.abc import Sequence
from hashlib import sha256

from rapidfuzz import fuzz

from nacre.evidence.records import short_author_of

# “Editorial” and “In reply” are the titles of many papers.
SHORTEST_TITLE = 15
# Of 100: what a subtitle, a “the” or the spelling of a Greek letter may differ.
ALIKE = 85


def bare(text: str) -> str:
    """Letters and digits alone, small and without accents."""
    parted = unicodedata.normalize("NFKD", text.replace("ß", "ss")).casefold()
    return "".join(letter for letter in parted if letter.isalnum())


def fingerprint_of(*, title: str, authors: Sequence[str], year: int | None) -> str:
    """The same for the same paper; empty where too little is said to tell it from others."""
    named = bare(title)
    if len(named) < SHORTEST_TITLE or not authors or not year:
        return ""
    first = short_author_of(authors[0])
    who = bare(first.family or first.collective)
    return sha256(f"{named}|{who}|{year}".encode()).hexdigest()[:32] if who else ""


def are_alike(one: str, other: str) -> bool:
    """Whether two titles can be those of one paper."""
    return fuzz.token_set_ratio(_words(one), _words(other)) >= ALIKE


def _words(title: str) -> str:
    parted = unicodedata.normalize("NFKD", title).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in parted).split())
