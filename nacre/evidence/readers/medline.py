"""PubMed's text format (MEDLINE, .nbib)."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

from nacre.evidence.plain_text import flattened
from nacre.evidence.readers.abstracts import parted
from nacre.evidence.readers.dates import read_date
from nacre.evidence.readers.text_files import (
    Fields,
    decoded,
    first,
    first_good,
    tagged_records,
    values,
)
from nacre.evidence.records import (
    Author,
    CitationRecord,
    Entry,
    Heading,
    Link,
    Qualifier,
    article_number,
    author_of,
    doi_of,
    doi_within,
    entry_of,
    is_untitled,
    issn_of,
    name_of,
    pmcid_of,
    pmid_of,
    short_author_of,
    without_twins,
)

LINE = re.compile(r"^\ufeff?([A-Z][A-Z0-9]{0,3}) {0,3}-(?: (.*))?$")
LINKS = {
    "RIN": "retracted_by",
    "ROF": "retraction_of",
    "PRIN": "retracted_in_part_by",
    "PROF": "partial_retraction_of",
    "EIN": "corrected_by",
    "EFR": "correction_of",
    "CRI": "republished_by",
    "CRF": "republished_from",
    "RRI": "retracted_and_republished_by",
    "RRF": "retracted_and_republished_from",
    "RPI": "republished_by",
    "RPF": "republished_from",
    "ECI": "concern_by",
    "ECF": "concern_about",
    "UIN": "updated_by",
    "UOF": "update_of",
    "CIN": "comment_by",
    "CON": "comment_on",
}
_PMID = re.compile(r"PMID:?\s*(\d+)")


def read(source: BinaryIO, on_progress: Callable[[int], None]) -> Iterator[Entry]:
    """Each record of the file."""
    text = decoded(source)
    for number, fields, _ in tagged_records(text, line=LINE, is_first="PMID"):
        name = name_of(pmid=first_good(fields, "PMID", tidy=pmid_of), doi=_doi(fields))
        yield entry_of(number, name, partial(record_of, fields))
        on_progress(sum(len(value) for _, value in fields))


def record_of(fields: Fields) -> CitationRecord:
    """One record's lines."""
    journal, abbrev = first(fields, "JT"), first(fields, "TA")
    if not (journal or abbrev):
        # A chapter stands in its book, and a book with its publisher.
        journal = first(fields, "BTI", "PB") if first(fields, "TI") else first(fields, "PB")
    return CitationRecord(
        title=_title(fields),
        # A chapter may be younger than its book.
        issued=read_date(first(fields, "CTDT", "DP", "DEP", "DA")),
        doi=_doi(fields),
        pmid=first_good(fields, "PMID", tidy=pmid_of),
        pmcid=first_good(fields, "PMC", tidy=pmcid_of),
        authors=tuple(_authors(fields)),
        journal=journal,
        journal_abbrev=abbrev or journal,
        issn_print=_issn(fields, "(Print)"),
        issn_e=_issn(fields, "(Electronic)"),
        volume=first(fields, "VI"),
        issue=first(fields, "IP"),
        pages=first(fields, "PG") or _place(fields),
        abstract=parted(flattened(first(fields, "AB"))),
        headings=tuple(heading_of(line) for line in values(fields, "MH")),
        keywords=without_twins(flattened(word).lstrip("*") for word in values(fields, "OT")),
        publication_types=without_twins(values(fields, "PT")),
        links=without_twins(_links(fields)),
    )


def heading_of(line: str) -> Heading:
    """A heading with its qualifiers, the major ones starred: Fibrosis/*drug therapy."""
    # A slash without a space parts them; no heading of MeSH has one itself.
    name, *qualifiers = line.split("/")
    return Heading(
        name=name.lstrip("*"),
        is_major=name.startswith("*"),
        qualifiers=tuple(
            Qualifier(name=q.lstrip("*"), is_major=q.startswith("*")) for q in qualifiers if q
        ),
    )


def _authors(fields: Fields) -> Iterator[Author]:
    is_known = False
    for position, (tag, value) in enumerate(fields):
        if not value:
            continue
        if tag == "FAU":
            short = fields[position + 1] if position + 1 < len(fields) else ("", "")
            brief = short_author_of(short[1]) if short[0] == "AU" else Author()
            full, is_known = author_of(value), short[0] == "AU"
            yield (
                full
                if full.collective
                else Author(
                    family=full.family,
                    given=full.given,
                    initials=brief.initials,
                    suffix=full.suffix or brief.suffix,
                )
            )
        elif tag == "AU":
            if not is_known:
                yield short_author_of(value)
            is_known = False
        elif tag == "CN":
            yield Author(collective=value.rstrip("."))


def _title(fields: Fields) -> str:
    title = flattened(first(fields, "TI", "BTI"))
    return flattened(first(fields, "TT")) or title if is_untitled(title) else title


def _place(fields: Fields) -> str:
    return article_number(_location(fields, "[pii]"))


def _location(fields: Fields, kind: str) -> str:
    for value in values(fields, "LID", "AID"):
        if value.endswith(kind):
            return value.removesuffix(kind).strip()
    return ""


def _doi(fields: Fields) -> str:
    return doi_of(_location(fields, "[doi]")) or doi_within(first(fields, "SO"))


def _issn(fields: Fields, kind: str) -> str:
    return next((issn_of(v) for v in values(fields, "IS") if v.endswith(kind)), "")


def _links(fields: Fields) -> Iterator[Link]:
    for tag, value in fields:
        if kind := LINKS.get(tag):
            pmid = _PMID.search(value)
            yield Link(
                kind=kind, doi=doi_within(value), pmid=pmid_of(pmid[1]) if pmid else "", note=value
            )
