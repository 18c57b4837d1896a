"""Readers of citation files: bytes in, citations out, with a reason for each that is refused."""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from nacre.evidence.readers import bibtex, crossref, feeds, jats, medline, pubmed, ris
from nacre.evidence.readers.text_files import text_in
from nacre.evidence.records import Entry, FileRefused

AUTO = "auto"
READERS: dict[str, Callable[[BinaryIO, Callable[[int], None]], Iterator[Entry]]] = {
    "pubmed": pubmed.read,
    "medline": medline.read,
    "ris": ris.read,
    "crossref": crossref.read,
    "jats": jats.read,
    "bibtex": bibtex.read,
    "feed": feeds.read,
}
LOOKED_AT = 64 * 1024
SIGNS = {
    "pubmed": re.compile(
        r"<(?:\w+:)?(?:PubmedArticleSet|PubmedBookArticleSet|PubmedArticle|PubmedBookArticle)\b"
    ),
    "feed": re.compile(r"<(?:\w+:)?(?:rss|RDF|feed)\b"),
    "jats": re.compile(r"<(?:\w+:)?(?:article|article-set|pmc-articleset)\b"),
    "medline": re.compile(r"^PMID ?- ", re.M),
    "ris": re.compile(r"(?:^|[\r\ufeff])[ \t]*TY {1,2}- ", re.M),
    "crossref": re.compile(r"\A\s*[\[{]"),
    "bibtex": re.compile(r"(?:^|\r)\s*@\s*\w+\s*[{(]", re.M),
}
XML = frozenset({"pubmed", "jats", "feed"})
KNOWN_STRANGERS = {
    "It is empty.": re.compile(r"\A\s*\Z"),
    "It is compressed; unpack it first.": re.compile(r"\A(?:\x1f\ufffd|PK\x03\x04|7z\ufffd)"),
    "It is a PDF, not a citation file.": re.compile(r"\A\s*%PDF-"),
    "It is a web page, not a citation file.": re.compile(r"\A\s*<(?:!doctype )?html\b", re.I),
}


def read_citations(
    source: BinaryIO,
    *,
    format: str = AUTO,
    on_progress: Callable[[int], None] = lambda size: None,
) -> Iterator[Entry]:
    """Each record of a file, in its order; a file that cannot be read raises FileRefused."""
    name = format_of(source) if format == AUTO else format
    entry = None
    for entry in READERS[name](source, on_progress):
        yield entry
    if entry is None:
        raise FileRefused("It holds no records.")


def format_of(source: BinaryIO) -> str:
    """Which of the formats a file is in, by how it begins; it is left at its start."""
    head = _head(source)
    for reason, sign in KNOWN_STRANGERS.items():
        if sign.search(head) and not head.lstrip().startswith(("{", "[")):
            raise FileRefused(reason)
    for name, sign in SIGNS.items():
        is_xml = head.lstrip().startswith("<")
        if is_xml == (name in XML) and sign.search(head):
            return name
    raise FileRefused(
        "It is in none of the formats that are read: PubMed XML, MEDLINE, RIS, BibTeX, Crossref, "
        "JATS, RSS and Atom."
    )


def _head(source: BinaryIO) -> str:
    data = source.read(LOOKED_AT)
    source.seek(0)
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return text_in(data[: len(data) // 2 * 2])
    # A character may be cut in two at the end of what is looked at.
    return data.decode("utf-8-sig", errors="replace")
