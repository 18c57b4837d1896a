"""RIS, the format that reference managers exchange."""

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
    BadRecord,
    CitationRecord,
    Entry,
    authors_named,
    doi_of,
    doi_within,
    entry_of,
    issns_in,
    name_of,
    page_range,
    pmcid_of,
    pmid_of,
    without_twins,
)

LINE = re.compile(r"^[\ufeff \t]*([A-Z][A-Z0-9]) {1,2}-(?: (.*))? *$")
KINDS = {
    "JOUR": "Journal Article",
    "EJOUR": "Journal Article",
    "JFULL": "Journal",
    "MGZN": "Magazine Article",
    "NEWS": "Newspaper Article",
    "ABST": "Abstract",
    "BOOK": "Book",
    "CHAP": "Book Chapter",
    "CONF": "Conference Proceedings",
    "CPAPER": "Conference Paper",
    "RPRT": "Report",
    "THES": "Thesis",
    "INPR": "In Press",
    "UNPB": "Unpublished",
    "ELEC": "Web Page",
}
WHOLE = frozenset({"BOOK", "EBOOK", "EDBOOK", "RPRT", "THES"})
# EndNote writes each keyword on a line of its own, and only the first with its tag.
LISTED = frozenset({"KW"})
PUBMED_BASES = re.compile(r"pubmed|medline|\bnlm\b", re.I)
_CENTRAL = re.compile(
    r"(?:/pmc/articles/|europepmc\.org/articles?/(?:PMC/)?)(PMC\d+)|^(PMC\d+)\b", re.I
)
_NO_PAGE = re.compile(r"^(?:[+&]|nan|n\.?\s?pag\.?|no|specified|no specified)$", re.I)
_YEAR = re.compile(r"^(?:1[5-9]|20)\d\d|(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_NO_DATE = re.compile(r"^[^\d/]+(?: \d{1,2})?$")
_PUBMED = re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)(\d+)()")
_PMID = re.compile(r"^(?:PMID:?\s*(\d+)\.?$|(\d+)\s*\[pmid\]$)", re.I)


def read(source: BinaryIO, on_progress: Callable[[int], None]) -> Iterator[Entry]:
    """Each record of the file."""
    text = decoded(source)
    for number, fields, is_whole in tagged_records(
        text, line=LINE, is_first="TY", last="ER", listed=LISTED
    ):
        name = name_of(pmid=_pmid(fields), doi=_doi(fields))
        yield entry_of(number, name, partial(record_of, fields, is_whole=is_whole))
        on_progress(sum(len(value) for _, value in fields))


def record_of(fields: Fields, *, is_whole: bool = True) -> CitationRecord:
    """One record's lines."""
    if not is_whole:
        raise BadRecord("It has no end (ER).")
    journal = first(fields, "JF", "JO", "T2", "JA", "J2", "BT", "C3")
    issn_print, issn_e = issns_in(values(fields, "SN"))
    kind = first(fields, "TY").upper()
    abbrev = first(fields, "JA", "J2", "J1") or (first(fields, "JO") if first(fields, "JF") else "")
    return CitationRecord(
        title=flattened(first(fields, "TI", "T1", "CT") or _book_title(fields)),
        issued=read_date(_date(fields)),
        doi=_doi(fields),
        pmid=_pmid(fields),
        pmcid=first_good(fields, "C2", "AN", "U1", "UR", "L1", "L2", "LK", tidy=_pmcid),
        authors=authors_named(name for tag, name in fields if tag in {"AU", "A1"}),
        journal=flattened(journal),
        journal_abbrev=flattened(abbrev or journal or first(fields, "PB")).replace(".", ""),
        issn_print=issn_print,
        issn_e=issn_e,
        volume=first(fields, "VL"),
        issue=first(fields, "IS"),
        pages=_pages(fields),
        abstract=parted(flattened(first(fields, "AB", "N2"))),
        keywords=without_twins(flattened(word).lstrip("*") for word in values(fields, "KW")),
        publication_types=without_twins([KINDS.get(kind, kind)]),
    )


def _book_title(fields: Fields) -> str:
    # Of a chapter it is where the chapter stands.
    return first(fields, "BT") if first(fields, "TY").upper() in WHOLE else ""


def _date(fields: Fields) -> str:
    # PY may be the year alone beside a DA that has the day. Y2 is the day somebody looked.
    said = values(fields, "PY", "Y1", "DA")
    year = next((found[0] for date in said if (found := _YEAR.search(date))), "")
    # Web of Science gives the year as PY and “JUN 13” as DA; what is not in an issue yet has C6.
    bare = (f"{year} {date}" for date in said if year and _NO_DATE.match(date))
    same_year = [date for date in said if year and year in date]
    longest = max(same_year, key=lambda date: len(date.strip("/")), default="")
    if longest == year:
        longest = next(bare, longest)
    return longest or first(fields, "C6")


def _pages(fields: Fields) -> str:
    start, end = (
        re.sub(r"\s*[-\u2010-\u2015]+\s*", "-", first(fields, tag)) for tag in ("SP", "EP")
    )
    start, end = ("" if _NO_PAGE.match(page) else page for page in (start, end))
    number = re.sub(r"^(?:PII|ARTN|UNSP)\s+", "", first(fields, "C7"), flags=re.I)
    return page_range(re.sub(r"-[+&]$", "", start), end) or ("" if "(" in number else number)


def _doi(fields: Fields) -> str:
    return first_good(fields, "DO", "M3", "DI", "L3", tidy=doi_of) or first_good(
        fields, "DO", "UR", "L2", "L1", "L3", "LK", "N1", tidy=doi_within
    )


def _pmid(fields: Fields) -> str:
    bases = " ".join(values(fields, "DB", "DP"))
    if PUBMED_BASES.search(bases) and (found := first_good(fields, "AN", tidy=pmid_of)):
        return found
    return first_good(fields, "UR", "L2", "LK", "AN", "U1", "N1", tidy=_pmid_within)


def _pmid_within(address: str) -> str:
    found = _PUBMED.search(address) or _PMID.match(address)
    return pmid_of(found[1] or found[2]) if found else ""


def _pmcid(text: str) -> str:
    found = _CENTRAL.search(text)
    return pmcid_of(found[1] or found[2]) if found else ""
