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
    author_of,
    doi_of,
    doi_within,
    entry_of,
    issn_of,
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
_PUBMED = re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)(\d+)")


def read(source: BinaryIO, on_progress: Callable[[int], None]) -> Iterator[Entry]:
    """Each record of the file."""
    text = decoded(source)
    for number, fields, is_whole in tagged_records(text, line=LINE, is_first="TY", last="ER"):
        name = name_of(pmid=_pmid(fields), doi=_doi(fields))
        yield entry_of(number, name, partial(record_of, fields, is_whole=is_whole))
        on_progress(sum(len(value) for _, value in fields))


def record_of(fields: Fields, *, is_whole: bool = True) -> CitationRecord:
    """One record's lines."""
    if not is_whole:
        raise BadRecord("It has no end (ER).")
    journal = first(fields, "JF", "JO", "T2", "JA", "J2", "BT")
    issns = [issn for value in values(fields, "SN") for issn in re.split(r"[;,]", value)]
    kind = first(fields, "TY").upper()
    abbrev = first(fields, "JA", "J2", "J1") or (first(fields, "JO") if first(fields, "JF") else "")
    return CitationRecord(
        title=flattened(first(fields, "TI", "T1", "CT") or _book_title(fields)),
        issued=read_date(_date(fields)),
        doi=_doi(fields),
        pmid=_pmid(fields),
        pmcid=first_good(fields, "C2", tidy=_pmcid),
        authors=tuple(author_of(name) for tag, name in fields if tag in {"AU", "A1"} and name),
        journal=flattened(journal),
        journal_abbrev=flattened(abbrev or journal or first(fields, "PB")).replace(".", ""),
        issn_print=next((issn_of(issn) for issn in issns if issn_of(issn)), ""),
        volume=first(fields, "VL"),
        issue=first(fields, "IS"),
        pages=_pages(fields),
        abstract=parted(flattened(first(fields, "AB", "N2"))),
        keywords=without_twins(values(fields, "KW")),
        publication_types=without_twins([KINDS.get(kind, kind)]),
    )


def _book_title(fields: Fields) -> str:
    # Of a chapter it is where the chapter stands.
    return first(fields, "BT") if first(fields, "TY").upper() in WHOLE else ""


def _date(fields: Fields) -> str:
    # PY may be the year alone beside a DA that has the day. Y2 is the day somebody looked.
    said = values(fields, "PY", "Y1", "DA")
    year = said[0][:4] if said else ""
    same_year = (date for date in said if date[:4] == year)
    return max(same_year, key=lambda date: len(date.strip("/")), default="")


def _pages(fields: Fields) -> str:
    return page_range(first(fields, "SP"), first(fields, "EP")) or first(fields, "C7")


def _doi(fields: Fields) -> str:
    return first_good(fields, "DO", "M3", "DI", tidy=doi_of) or first_good(
        fields, "DO", "UR", "L2", "L1", "L3", "LK", "N1", tidy=doi_within
    )


def _pmid(fields: Fields) -> str:
    bases = " ".join(values(fields, "DB", "DP")).lower()
    if ("pubmed" in bases or "medline" in bases) and (
        found := first_good(fields, "AN", tidy=pmid_of)
    ):
        return found
    return first_good(fields, "UR", "L2", "LK", "AN", tidy=_pmid_within)


def _pmid_within(address: str) -> str:
    found = _PUBMED.search(address) or re.match(r"^PMID:\s*(\d+)$", address)
    return pmid_of(found[1]) if found else ""


def _pmcid(text: str) -> str:
    return pmcid_of(text) if text.upper().startswith("PMC") else ""
