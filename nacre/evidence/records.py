"""What a citation file says about a paper, as plain values; it knows no database."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import unquote

from nacre.evidence.plain_text import all_inert, flattened, inert, plain

T = TypeVar("T")

DOI_ADDRESS = re.compile(
    r"^(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|(?:info:)?doi[:/]?\s*(?=10\.))", re.I
)
_DOI = re.compile(r"^10\.\d+(?:\.\d+)*/\S+$")
_DOI_WITHIN = re.compile(r"\b10\.\d{4,9}(?:\.\d+)*/[^\s\"<>]+")
# What publishers' addresses put behind a DOI.
_VIEW = re.compile(
    r"(?:/(?:full|fulltext|full-text|abstract|pdf|epdf|html|meta)|/asset/.*|\.pdf|[?#&].*)$"
)
# Not the middle of an ISBN.
_ISSN = re.compile(r"(?<![\d-])(\d{4})-?(\d{3}[\dXx])(?![\w-])")
_DOTTED = r"(?:[^\W\d_a-z]\.[\s-]?){1,4}"
_DOTTED_LAST = re.compile(rf"^(\D+?)\s+({_DOTTED}[^\W\d_a-z]?)$")
_DOTTED_FIRST = re.compile(rf"^({_DOTTED})\s*([^\W\d_][^\d.&()]+)$")
_NOBODY = re.compile(r"^\W*anon(?:ymous|\.)?\W*$", re.I)
_SUFFIX = re.compile(r"^(?:Jr|Sr|2nd|3rd|4th|5th|II|III|IV)\.?$", re.I)
_LATIN_NUMBERS = {"ii": "2nd", "iii": "3rd", "iv": "4th"}


class BadRecord(Exception):  # noqa: N818 - it is one record's trouble, the file goes on
    """One record cannot be used; the message says why."""


class FileRefused(Exception):  # noqa: N818 - it is said to a person as it stands
    """Nothing more can be read of a file; the message says why."""


@dataclass(frozen=True)
class Author:
    """Who wrote it: a person, or a group by its collective name."""

    family: str = ""
    given: str = ""
    initials: str = ""
    suffix: str = ""
    collective: str = ""

    def __str__(self) -> str:
        """As medical journals print it: Smith JA Jr."""
        if self.collective:
            return self.collective
        parts = (self.family, self.initials or initials_of(self.given), tidy_suffix(self.suffix))
        return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class Qualifier:
    """What a heading is narrowed to: drug therapy."""

    name: str
    ui: str = ""
    is_major: bool = False


@dataclass(frozen=True)
class Heading:
    """A subject heading of MeSH."""

    name: str
    ui: str = ""
    is_major: bool = False
    qualifiers: tuple[Qualifier, ...] = ()


@dataclass(frozen=True)
class AbstractPart:
    """A part of an abstract; the label is empty where the abstract has no parts."""

    text: str
    label: str = ""


@dataclass(frozen=True)
class Link:
    """Another record that this one retracts, corrects, doubts, or is dealt with by."""

    kind: str
    doi: str = ""
    pmid: str = ""
    note: str = ""


@dataclass(frozen=True)
class Issued:
    """When it appeared; the text is what a reference prints, 2001 Nov-Dec."""

    year: int
    month: int | None = None
    day: int | None = None
    text: str = ""


@dataclass(frozen=True)
class CitationRecord:
    """One record of a citation file."""

    title: str
    issued: Issued
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    authors: tuple[Author, ...] = ()
    journal: str = ""
    journal_abbrev: str = ""
    issn_print: str = ""
    issn_e: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    abstract: tuple[AbstractPart, ...] = ()
    headings: tuple[Heading, ...] = ()
    keywords: tuple[str, ...] = ()
    publication_types: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def known_as(self) -> str:
        """The number by which a person finds it."""
        return name_of(pmid=self.pmid, doi=self.doi)


@dataclass(frozen=True)
class Entry:
    """A record, or why it was refused, by its place in the file."""

    number: int
    record: CitationRecord | None = None
    reason: str = ""
    known_as: str = ""


def name_of(*, pmid: str = "", doi: str = "") -> str:
    """The number by which a person finds a record; empty if it gives none."""
    return f"PMID {pmid}" if pmid else f"doi {doi}" if doi else ""


def doi_of(text: object) -> str:
    """A DOI in lower case without the address before it; empty if it is none."""
    words = DOI_ADDRESS.sub("", unquote(plain(text)))
    words = words.strip().rstrip(".,;").lower()
    return words if _DOI.match(words) and words == inert(words) else ""


def doi_within(text: str) -> str:
    """The first DOI in a sentence or an address."""
    # Old DOIs have angle brackets; where the address is nothing but the DOI, they are kept.
    if DOI_ADDRESS.match(text.strip()) and (whole := doi_of(text)):
        return whole
    found = _DOI_WITHIN.search(unquote(text))
    if not found:
        return ""
    words = found[0].rstrip(".,;")
    while words.endswith(")") and words.count(")") > words.count("("):
        words = words[:-1].rstrip(".,;")
    if re.match(r"https?://", text.strip(), re.I):
        words = _VIEW.sub("", _VIEW.sub("", words))
    return doi_of(words)


def pmid_of(text: object) -> str:
    """A PubMed number; empty if it is none, and 0 is none."""
    words = plain(text).removeprefix("PMID:").strip().lstrip("0")
    return words if re.fullmatch(r"[0-9]{1,9}", words) else ""


def pmcid_of(text: object) -> str:
    """A number of PubMed Central with its letters, without the version."""
    found = re.match(r"^(?:PMC)?([0-9]{1,9})(?:\.\d+)?$", plain(text), re.I)
    return f"PMC{found[1]}" if found else ""


def issn_of(text: object) -> str:
    """An ISSN as it is printed: 1468-3288."""
    found = _ISSN.search(plain(text))
    return f"{found[1]}-{found[2].upper()}" if found else ""


def issns_in(said: Iterable[str]) -> tuple[str, str]:
    """The ISSN in print and the electronic one; where nobody says which, the first is in print."""
    found: dict[str, str] = {}
    for words in said:
        for one in _ISSN.finditer(plain(words)):
            note = words[one.end() : one.end() + 14].lower()
            kind = next((kind for kind in ("electronic", "linking") if kind in note), "print")
            if kind == "print" and kind in found and "print" not in note:
                kind = "electronic"
            found.setdefault(kind, issn_of(one[0]))
    printed, online = found.get("print", ""), found.get("electronic", "")
    return printed or (
        "" if online else found.get("linking", "")
    ), "" if online == printed else online


def page_range(first: str, last: str = "") -> str:
    """First and last page; one page alone is not a range."""
    start, dash, end = first.partition("-")
    if dash:
        return start if start == end else first
    return f"{first}-{last}" if first and last and last != first else first


def article_number(pii: str) -> str:
    """A publisher's number where it is what journals print for pages: e217, 104523."""
    return pii if re.fullmatch(r"[A-Za-z]{0,2}\d{1,8}", pii) else ""


def is_untitled(title: str) -> bool:
    """Whether PubMed says that it has no English title."""
    return not title or title.strip("[]. ").lower() == "not available"


def initials_of(given: str) -> str:
    """J Michael, J.-M. and Jean-Michel become JM; what already is initials stays."""
    if re.fullmatch(r"[^\W\d_a-z]{1,3}", given) and given.isupper():
        return given
    return "".join(
        word[0].upper() for word in re.split(r"[\s.\-\u2010-\u2015]+", given) if word[:1].isalpha()
    )


def tidy_suffix(suffix: str) -> str:
    """Jr. and III as a reference prints them: Jr, 3rd."""
    words = suffix.strip(" .,")
    return _LATIN_NUMBERS.get(words.lower(), words)


def author_of(name: str) -> Author:
    """A name as people type it: Smith, John A, Jr. Without a comma it is a group."""
    family, *rest = [part.strip() for part in flattened(name).split(",")]
    rest = [part for part in rest if part]
    suffix = rest.pop() if len(rest) > 1 and _SUFFIX.match(rest[-1]) else ""
    given = " ".join(rest)
    if _SUFFIX.match(given) and " " in family:
        return short_author_of(f"{family} {given}")
    if not suffix and " " in given and _SUFFIX.match(given.rsplit(" ", 1)[1]):
        given, suffix = given.rsplit(" ", 1)
    if given:
        return Author(family=family, given=given, suffix=tidy_suffix(suffix))
    return short_author_of(family)


def short_author_of(name: str) -> Author:
    """A name as references print it, Smith JA Jr; anything else is a group."""
    words = plain(name).split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.match(words[-1]) else ""
    if len(words) > 1 and re.fullmatch(r"[^\W\d_]{1,4}", words[-1]) and words[-1].isupper():
        return Author(family=" ".join(words[:-1]), initials=words[-1], suffix=tidy_suffix(suffix))
    brief = " ".join(words)
    if found := _DOTTED_LAST.match(brief):
        return Author(family=found[1], given=found[2].strip(), suffix=tidy_suffix(suffix))
    if found := _DOTTED_FIRST.match(brief):
        return Author(family=found[2], given=found[1].strip(), suffix=tidy_suffix(suffix))
    return Author(collective=plain(name))


def authors_named(names: Iterable[str]) -> tuple[Author, ...]:
    """The authors of a list; nobody is called Anonymous."""
    return tuple(author_of(name) for name in names if name and not _NOBODY.match(name))


def without_twins(things: Iterable[T]) -> tuple[T, ...]:
    """The same things in the same order, each once, without empty ones."""
    return tuple(dict.fromkeys(thing for thing in things if thing))


def entry_of(number: int, known_as: str, read: Callable[[], CitationRecord]) -> Entry:
    """What reading one record came to; whatever is wrong in it stays with it."""
    known_as = inert(known_as)
    try:
        # Whatever a reader let through, nothing leaves here that would run.
        record = all_inert(read())
        if not record.title:
            raise BadRecord("It has no title.")
    except BadRecord as bad:
        return Entry(number, reason=str(bad), known_as=known_as)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError):
        # Files of strangers hold lists where a word belongs, and worse.
        return Entry(number, reason="Its fields are not of the expected kind.", known_as=known_as)
    return Entry(number, record=record, known_as=record.known_as or known_as)
