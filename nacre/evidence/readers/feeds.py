"""RSS and Atom: what journals and PubMed's saved searches announce."""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element

from nacre.evidence.plain_text import flattened
from nacre.evidence.readers.abstracts import parted
from nacre.evidence.readers.dates import read_date
from nacre.evidence.readers.xml_stream import entries, text_of
from nacre.evidence.records import (
    Author,
    BadRecord,
    CitationRecord,
    Entry,
    Issued,
    author_of,
    doi_of,
    doi_within,
    issn_of,
    name_of,
    page_range,
    pmid_of,
    without_twins,
)

NUMBERS = ("doi", "identifier", "guid", "id", "link")
DATES = ("publicationDate", "coverDate", "date", "published", "pubDate", "updated")
_PMID = re.compile(r"(?:pmid:|pubmed\.ncbi\.nlm\.nih\.gov/|pubmed:)\s*(\d{1,9})", re.I)
# Thu, 05 Mar 2020 06:00:00 -0500
_MAIL_DATE = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]{2})[a-z]* (\d{4})\b")


def read(source: BinaryIO, on_progress: Callable[[int], None]) -> Iterator[Entry]:
    """Each item of the feed. Its links are read for the paper's numbers; none is kept."""
    return entries(
        source,
        tags=frozenset({"item", "entry"}),
        read_record=lambda item, around: record_of(item),
        read_name=name_in,
        on_progress=on_progress,
    )


def name_in(item: Element) -> str:
    """The number of a record, even of half a one."""
    return name_of(pmid=_pmid(item), doi=_doi(item))


def record_of(item: Element) -> CitationRecord:
    """One item."""
    journal = _text(item, "publicationName") or _text(item, "source")
    return CitationRecord(
        title=_text(item, "title"),
        issued=_issued(item),
        doi=_doi(item),
        pmid=_pmid(item),
        authors=tuple(_authors(item)),
        journal=journal,
        journal_abbrev=journal.replace(".", ""),
        issn_print=issn_of(_text(item, "issn")),
        issn_e=issn_of(_text(item, "eIssn")),
        volume=_text(item, "volume"),
        issue=_text(item, "number"),
        pages=page_range(_text(item, "startingPage"), _text(item, "endingPage")),
        # PubMed's description is the abstract; a journal's is often the table of contents.
        abstract=parted(_text(item, "description") or _text(item, "summary")),
        keywords=without_twins(flattened(text_of(word)) for word in item.findall("subject")),
    )


def _text(item: Element, tag: str) -> str:
    return flattened(text_of(item.find(tag)))


def _said(item: Element) -> Iterator[str]:
    for tag in NUMBERS:
        for element in item.findall(tag):
            yield text_of(element) or element.get("href", "")
    if about := item.get("about"):
        yield about


def _doi(item: Element) -> str:
    for words in _said(item):
        if found := doi_of(words) or doi_within(words):
            return found
    return ""


def _pmid(item: Element) -> str:
    for words in _said(item):
        if found := _PMID.search(words):
            return pmid_of(found[1])
    return ""


def _issued(item: Element) -> Issued:
    for tag in DATES:
        words = _text(item, tag)
        if by_mail := _MAIL_DATE.search(words):
            words = f"{by_mail[3]} {by_mail[2]} {int(by_mail[1])}"
        if words:
            return read_date(words.partition("T")[0] if words[:4].isdecimal() else words)
    raise BadRecord("It has no year of publication.")


def _authors(item: Element) -> Iterator[Author]:
    # Dublin Core names them as “Sterling, R K”; Atom as “Richard K Sterling”.
    for creator in item.findall("creator"):
        for name in re.split(r";|\band\b", flattened(text_of(creator))):
            if name.strip():
                yield _named(name.strip())
    for author in item.findall("author"):
        name = _text(author, "name")
        if name:
            yield _named(name)


def _named(name: str) -> Author:
    words = name.split()
    if "," in name or len(words) != len([w for w in words if w[:1].isupper()]) or len(words) > 4:
        return author_of(name)
    brief = author_of(name)
    if not brief.collective or len(words) < 2:
        return brief
    return Author(family=words[-1], given=" ".join(words[:-1]))
