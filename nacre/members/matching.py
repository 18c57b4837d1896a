"""Whether a claimed name is the name that stands on a register beside a number.

A match proves that the register has such a person, never that the applicant is that person. The
applicant is told neither the name on the register nor whether the number exists.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from nacre.members.nicknames import are_alike
from nacre.members.readings import Reading, norm, readings_of

MATCH, REVIEW, MISMATCH, NOT_FOUND = "match", "review", "mismatch", "not_found"
RANK = {MISMATCH: 0, REVIEW: 1, MATCH: 2}
SAME, COMPONENT, SIMILAR, INITIAL, SWAPPED = 1.0, 0.9, 0.8, 0.7, 0.8
SIMILAR_FROM, SIMILAR_LENGTH = 0.92, 4
# Parts of a surname that are no surname by themselves.
_PARTICLES = (
    "van von de der den del della di da das dos du la le las los bin binti bint ibn abu al el ul "
    "ter ten te st santa mac mc o y e ap ab fitz zu und"
)
PARTICLES = frozenset(_PARTICLES.split())


@dataclass(frozen=True)
class Match:
    """What a comparison of two names came to."""

    outcome: str
    surname: float = 0.0
    given: float = 0.0

    @property
    def score(self) -> float:
        """Both scores in one figure, to put the better reading first."""
        return self.surname + self.given


@dataclass(frozen=True)
class OnRegister:
    """A name as a register has it; what need not be known in clear may be a set of hashes."""

    surname: tuple[str, ...]
    given: tuple[str, ...]
    previous: Container[str] = frozenset()  # former surnames, without spaces
    others: Container[str] = frozenset()  # given names that stand apart from the first

    @classmethod
    def of(
        cls, surname: str, given: str, previous: Container[str] = (), others: Container[str] = ()
    ) -> "OnRegister":
        """From the columns of a register."""
        return cls(norm(surname), norm(given), previous, others)

    @classmethod
    def written(cls, text: str, previous: Iterable[str] = ()) -> Iterator["OnRegister"]:
        """From one line, in all ways in which it may be read."""
        former = frozenset(name for said in previous for name in former_surnames(said))
        for reading in readings_of(text):
            yield cls(reading.surname, reading.given, former)


def former_surnames(text: str) -> Iterator[str]:
    """The surnames that a previous name may mean: "Khan", "Khan, Fatima", "Fatima Khan"."""
    yield together(norm(text.partition(",")[0]))
    for reading in readings_of(text):
        yield together(reading.surname)


def together(words: tuple[str, ...]) -> str:
    """Words without the spaces: O Brien, O'Brien and OBrien are one name."""
    return "".join(words)


def match_names(register: str | None, claimed: str, previous: Iterable[str] = ()) -> Match:
    """Compare a line of a register with the name that somebody gave; no line: not found."""
    if not (register or "").strip():
        return Match(NOT_FOUND)
    lines = list(OnRegister.written(register or "", list(previous)))
    return best(match_claim(line, readings_of(claimed)) for line in lines)


def match_person(line: OnRegister, given: str, family: str) -> Match:
    """Compare an entry with an account, whose names were told apart by a rule of thumb."""
    apart = Reading(norm(family), norm(given))
    return match_claim(line, [apart, *readings_of(f"{given} {family}")])


def match_claim(line: OnRegister, readings: Iterable[Reading]) -> Match:
    """The best that any reading of the claimed name comes to."""
    return best(score for reading in readings for score in _both_ways(line, reading))


def best(scores: Iterable[Match]) -> Match:
    """The strongest of several comparisons."""
    return max(scores, key=lambda m: (RANK[m.outcome], m.score), default=Match(MISMATCH))


def _both_ways(line: OnRegister, said: Reading) -> Iterator[Match]:
    yield judged(surname_score(line, said.surname), given_score(line, said.given))
    swapped = surname_score(line, said.given), given_score(line, said.surname)
    yield judged(*(round(score * SWAPPED, 4) for score in swapped))


def judged(surname: float, given: float) -> Match:
    """What two scores mean beside a number that is exact."""
    if surname >= COMPONENT and given >= INITIAL:
        return Match(MATCH, surname, given)
    if surname >= SIMILAR or given == SAME:
        return Match(REVIEW, surname, given)
    return Match(MISMATCH, surname, given)


def surname_score(line: OnRegister, claimed: tuple[str, ...]) -> float:
    """How alike two surnames are."""
    one, other = together(line.surname), together(claimed)
    if not other:
        return 0.0
    if one == other or other in line.previous:
        return SAME
    if not one:
        return 0.0
    if _has_part(line.surname, claimed) or _has_part(claimed, line.surname):
        return COMPONENT
    if min(len(one), len(other)) < SIMILAR_LENGTH:
        return 0.0
    spaced = JaroWinkler.similarity(" ".join(line.surname), " ".join(claimed))
    return SIMILAR if max(spaced, JaroWinkler.similarity(one, other)) >= SIMILAR_FROM else 0.0


def _has_part(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Whether a surname is a component of another: Jones of Smith-Jones, but no mere "van"."""
    if len(part) >= len(whole) or set(part) <= PARTICLES or len(together(part)) < 2:
        return False
    spans = (whole[i : i + len(part)] for i in range(len(whole) - len(part) + 1))
    return part in spans


def given_score(line: OnRegister, claimed: tuple[str, ...]) -> float:
    """How alike two sets of given names are; the first of each is the one that counts."""
    listed = line.given
    if not claimed or not listed:
        return 0.0
    if _are_one_name(listed, claimed) or are_alike(listed[0], claimed[0]):
        return SAME
    # A middle name by which its bearer goes; one letter is an initial, not a name.
    if len(claimed[0]) > 1 and (claimed[0] in listed or claimed[0] in line.others):
        return SAME
    if len(listed[0]) > 1 and listed[0] in claimed:
        return SAME
    one_letter = min(len(listed[0]), len(claimed[0])) == 1
    return INITIAL if one_letter and listed[0][0] == claimed[0][0] else 0.0


def _are_one_name(listed: tuple[str, ...], claimed: tuple[str, ...]) -> bool:
    """Equal, also where one writes as two words what the other writes as one: Anne Marie."""
    if listed[0] == claimed[0] or together(listed) == together(claimed):
        return True
    return together(listed[:2]) == claimed[0] or together(claimed[:2]) == listed[0]
