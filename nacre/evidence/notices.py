"""What a file says about the standing of papers, as plain values; it knows no database."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from nacre.evidence.plain_text import flattened, plain
from nacre.evidence.records import doi_of, pmid_of

RETRACTION, PARTIAL, REPLACEMENT = "retraction", "partial_retraction", "replacement"
WITHDRAWAL, REMOVAL = "withdrawal", "removal"
CONCERN, CORRECTION, REINSTATEMENT = "concern", "correction", "reinstatement"
# What a kind of notice makes of a paper.
STANDING = {
    RETRACTION: "retracted",
    PARTIAL: "partly",
    REPLACEMENT: "replaced",
    WITHDRAWAL: "withdrawn",
    REMOVAL: "withdrawn",
    CONCERN: "concern",
    CORRECTION: "corrected",
    REINSTATEMENT: "ok",
}
WORDS = {
    RETRACTION: ("retraction", "retracted", "full retraction"),
    PARTIAL: ("partial retraction", "partially retracted", "retraction in part"),
    REPLACEMENT: (
        "retract and replace",
        "retracted and replaced",
        "retraction and replacement",
        "retraction with replacement",
        "retracted and republished",
    ),
    WITHDRAWAL: ("withdrawal", "withdrawn"),
    REMOVAL: ("removal", "removed", "temporary removal"),
    CONCERN: ("expression of concern", "concern", "editorial expression of concern"),
    CORRECTION: (
        "correction",
        "corrected",
        "corrigendum",
        "erratum",
        "addendum",
        "clarification",
    ),
    REINSTATEMENT: ("reinstatement", "reinstated"),
}
_KIND_OF = {word: kind for kind, words in WORDS.items() for word in words}
# Reasons of Retraction Watch that say more than its four natures do.
_FINER = {"retract and replace": REPLACEMENT, "withdrawal": WITHDRAWAL, "removed": REMOVAL}
_NO_NUMBER = {"", "0", "unavailable", "n/a", "na", "none", "null"}
LONGEST_REASONS = 200
# Files repeat themselves: days, kinds and reasons are worked out once. Callers cut what is long.
repeated = lru_cache(maxsize=2048)


@dataclass(frozen=True)
class Notice:
    """One thing that a journal said about one paper: known by these numbers, on that day."""

    kind: str
    dois: tuple[str, ...] = ()
    pmids: tuple[str, ...] = ()
    dated: date | None = None
    notice_doi: str = ""
    notice_pmid: str = ""
    reasons: str = ""
    source: str = ""
    replaced_by: str = ""


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be used: which, where in it, and what to do."""

    number: int
    field: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """As a person reads it."""
        return f"row {self.number}, {self.field}: {self.problem} {self.remedy}"


@dataclass(frozen=True)
class Row:
    """What one row of a file came to: notices, a problem, or nothing that concerns a paper."""

    number: int
    notices: tuple[Notice, ...] = ()
    bad: BadRow | None = None


class BadCell(Exception):  # noqa: N818 - it is one row's trouble, the file goes on
    """A cell cannot be read; the arguments are field, problem and remedy."""


def kind_of(words: str) -> str:
    """The kind of notice that a word means; empty if we know none."""
    return _KIND_OF.get(" ".join(re.split(r"[\s_-]+", plain(words).casefold())), "")


@repeated
def kinds_of(cell: str, field: str) -> tuple[str, ...]:
    """The kinds that a cell names, one or several with semicolons between them."""
    kinds = []
    if len(cell) > LONGEST_REASONS:
        raise BadCell(field, "It is too long.", "Say what was done to the paper.")
    for word in (part.strip() for part in cell.split(";") if part.strip()):
        kind = kind_of(word)
        if not kind:
            known = "Retraction, Expression of concern, Correction or Reinstatement"
            raise BadCell(field, f"“{plain(word)[:60]}” is no kind of notice.", f"Write {known}.")
        kinds.append(kind)
    if not kinds:
        raise BadCell(field, "It is empty.", "Say what was done to the paper.")
    return tuple(dict.fromkeys(kinds))


@repeated
def refined(kind: str, reasons: str) -> str:
    """A retraction that its reasons call withdrawal, removal or replacement is that."""
    said = {reason.strip(" +").casefold() for reason in reasons.split(";")}
    finer = [finer for word, finer in _FINER.items() if word in said]
    return finer[0] if kind == RETRACTION and finer else kind


def dois_in(cell: str, field: str) -> tuple[str, ...]:
    """The DOIs in a cell, with semicolons between them; some DOIs have semicolons in them."""
    pieces: list[str] = []
    for piece in cell.split(";"):
        if pieces and piece.strip() and not re.search(r"10\.\d+", piece[:40]):
            pieces[-1] += f";{piece}"
        else:
            pieces.append(piece)
    return _numbers(pieces, doi_of, field, "DOI", "Write it as 10.1000/182.")


def pmids_in(cell: str, field: str) -> tuple[str, ...]:
    """The PubMed numbers in a cell; 0 is none."""
    return _numbers(cell.split(";"), pmid_of, field, "PubMed number", "Write digits alone.")


def _numbers(
    pieces: Iterable[str], read: object, field: str, name: str, remedy: str
) -> tuple[str, ...]:
    found = []
    for piece in pieces:
        words = plain(piece)
        if words.casefold() in _NO_NUMBER:
            continue
        number = read(words)  # type: ignore[operator]
        if not number:
            raise BadCell(field, f"“{words[:60]}” is no {name}.", remedy)
        found.append(number)
    return tuple(dict.fromkeys(found))


@repeated
def day_of(cell: str, field: str) -> date | None:
    """A day as Retraction Watch writes it, month first: 4/15/2021 0:00. Empty is unknown."""
    words = plain(cell)
    if words.casefold() in _NO_NUMBER:
        return None
    for pattern in ("%m/%d/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(words.split(" ")[0].split("T")[0], pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise BadCell(field, f"“{words[:30]}” is no day.", "Write month/day/year, or 2021-04-15.")


@repeated
def reasons_in(cell: str) -> str:
    """The reasons without their signs, with commas, at most 200 characters."""
    said = [flattened(part).lstrip("+ ").strip() for part in cell.split(";")]
    words = ", ".join(dict.fromkeys(part for part in said if part))
    return words if len(words) <= LONGEST_REASONS else f"{words[: LONGEST_REASONS - 1].rstrip()}…"
