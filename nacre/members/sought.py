"""What a question to the directory means: for each word, what of a member it may be the beginning of.

There is one such meaning and two ways to answer it: by SQL (`directory_rows`) and from the arrays
of a large community (`columns`). Both read this and nothing else of the question's text.
"""

from dataclasses import dataclass
from functools import lru_cache

from nacre.members import professions
from nacre.members.distance import organisations_within
from nacre.members.interests import Interest
from nacre.members.models.directory import INTEREST
from nacre.members.names import words_of
from nacre.members.organisation_search import (
    Matching,
    organisations_matching,
    organisations_under,
)


@dataclass(frozen=True)
class Term:
    """One word and what it may mean, beside the beginning of a name."""

    word: str
    subjects: tuple[str, ...] = ()  # interests as they are kept among the words
    professions: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    organisations: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Sought:
    """A question understood. All terms must fit, and one value of each group that was chosen."""

    terms: tuple[Term, ...] = ()
    organisations: frozenset[int] | None = None  # asked for, by a link or by name; None: anywhere
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    by_closeness: bool = False  # whole words of a name before beginnings

    def picked(self, group: str) -> tuple[str, ...]:
        """The options chosen in a group of facets."""
        return dict(self.chosen).get(group, ())

    @property
    def words(self) -> list[str]:
        """The words of the terms."""
        return [term.word for term in self.terms]

    @property
    def is_narrowed(self) -> bool:
        """Whether words or a place leave anybody out."""
        return bool(self.terms) or self.organisations is not None


def terms_of(
    text: str, words: list[str], interests: dict[str, Interest]
) -> tuple[tuple[Term, ...], frozenset[int] | None]:
    """What each word of a text may mean; or, where all of it names organisations, these alone."""
    matching = organisations_matching(text, words) if words else Matching({})
    places = {word: frozenset(found) for word, found in matching.by_word.items()}
    if matching.is_name:
        return (), frozenset().union(*places.values())
    return tuple(_term(word, interests, places[word]) for word in words), None


def _term(word: str, interests: dict[str, Interest], places: frozenset[int]) -> Term:
    subjects = [
        f"{INTEREST}{i.slug}" for i in interests.values() if _begins(word, i.label, *i.synonyms)
    ]
    if len(word) == 1:  # an initial
        return Term(word, tuple(subjects), organisations=places)
    known = professions.PROFESSIONS.values()
    return Term(
        word,
        tuple(subjects),
        tuple(p.code for p in known if _begins(word, p.label, p.also_called)),
        tuple(code for code, label in professions.ROLES.items() if _begins(word, label)),
        places,
    )


def _begins(word: str, *texts: str) -> bool:
    return any(w.startswith(word) for text in texts for w in _label_words(text))


@lru_cache(maxsize=4096)
def _label_words(text: str) -> tuple[str, ...]:
    return tuple(words_of(text))


def organisations_asked(code: str, miles: int = 0) -> frozenset[int] | None:
    """The organisation with an ODS code, those under it and those so near; None without a code."""
    if not code:
        return None
    near = organisations_within(code, miles) if miles else set()
    return frozenset(organisations_under([code]) | near)
