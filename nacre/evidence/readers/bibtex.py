"""BibTeX, which reference managers and mathematicians write, with the accents of LaTeX."""

import logging
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import default_parse_stack
from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import Block, DuplicateBlockKeyBlock, ParsingFailedBlock
from bibtexparser.model import Entry as Reference
from pylatexenc.latex2text import LatexNodes2Text

from nacre.evidence.plain_text import flattened, plain
from nacre.evidence.readers.abstracts import parted
from nacre.evidence.readers.dates import issued_on, read_date
from nacre.evidence.readers.text_files import decoded
from nacre.evidence.records import (
    Author,
    BadRecord,
    CitationRecord,
    Entry,
    FileRefused,
    Issued,
    doi_of,
    doi_within,
    entry_of,
    issn_of,
    name_of,
    page_range,
    pmcid_of,
    pmid_of,
    tidy_suffix,
    without_twins,
)

KINDS = {
    "article": "Journal Article",
    "book": "Book",
    "booklet": "Book",
    "inbook": "Book Chapter",
    "incollection": "Book Chapter",
    "inproceedings": "Conference Paper",
    "conference": "Conference Paper",
    "proceedings": "Conference Proceedings",
    "phdthesis": "Thesis",
    "mastersthesis": "Thesis",
    "techreport": "Report",
    "report": "Report",
    "unpublished": "Unpublished",
    "online": "Web Page",
}
PLACES = (
    "journal", "journaltitle", "booktitle", "school", "institution", "organization", "publisher",
)  # fmt: skip
LONGEST_FIELD = 200_000
_DEEPEST = 50
_PIECE = re.compile(r'"([^"]*)"')
_PIECES = re.compile(r'"[^"]*"(?:\s*#\s*"[^"]*")*')
# The library tells each broken entry to the log; we tell them to the person instead.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
_TO_TEXT = LatexNodes2Text(math_mode="text", keep_comments=True)
logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)


def read(source: BinaryIO, on_progress: Callable[[int], None]) -> Iterator[Entry]:
    """Each entry of the file; strings and comments are none."""
    text = decoded(source)
    try:
        library: Library = parse_string(text, parse_stack=None)
    except RecursionError as error:
        raise FileRefused("Its braces are nested too deep.") from error
    number = 0
    for block in _with_namesakes(library):
        if isinstance(block, ParsingFailedBlock):
            number += 1
            line = (block.start_line or 0) + 1
            yield Entry(number, reason=f"The entry at line {line} is not whole.")
        elif isinstance(block, Reference):
            number += 1
            fields = {field.key.lower(): _whole(field.value) for field in block.fields}
            key = plain(block.key.partition("\n")[0])[:80]
            name = name_of(pmid=_pmid(fields), doi=_doi(fields)) or key
            yield entry_of(number, name, partial(record_of, block.entry_type.lower(), fields))
    on_progress(len(text))


def _with_namesakes(library: Library) -> Iterator[Block]:
    # Two papers may share a key in a library that was put together; to BibTeX that is an error.
    doubles = [block for block in library.blocks if isinstance(block, DuplicateBlockKeyBlock)]
    said = [block.ignore_error_block for block in doubles]
    entries = [entry for entry in said if isinstance(entry, Reference)]
    for number, entry in enumerate(entries):
        entry.key = f"{entry.key}\n{number}"
    second = Library([*library.strings, *entries])
    for middleware in default_parse_stack():
        second = middleware.transform(second)
    blocks = [block for block in library.blocks if not isinstance(block, DuplicateBlockKeyBlock)]
    yield from sorted([*blocks, *second.entries], key=lambda block: block.start_line or 0)


def record_of(kind: str, fields: dict[str, str]) -> CitationRecord:
    """One entry's fields."""
    for name, value in fields.items():
        if len(value) > LONGEST_FIELD:
            raise BadRecord(f"Its {plain(name)[:40]} is longer than {LONGEST_FIELD:,} letters.")
    journal = next((words for name in PLACES if (words := _words(fields, name))), "")
    abbrev = _words(fields, "shortjournal") or journal
    issn = issn_of(_words(fields, "issn"))
    return CitationRecord(
        title=_titled(fields),
        issued=_issued(fields),
        doi=_doi(fields),
        pmid=_pmid(fields),
        pmcid=pmcid_of(fields.get("pmcid") or fields.get("pmc")),
        authors=tuple(_authors(fields.get("author", ""))),
        journal=journal,
        journal_abbrev=abbrev.replace(".", ""),
        issn_print=issn,
        volume=_words(fields, "volume"),
        issue=_words(fields, "number") or _words(fields, "issue"),
        pages=_pages(fields),
        abstract=parted(_words(fields, "abstract")),
        keywords=without_twins(
            word.strip() for word in re.split(r"[;,]", _words(fields, "keywords"))
        ),
        publication_types=without_twins([KINDS.get(kind, plain(kind))]),
    )


def unlatexed(text: str) -> str:
    """The letters that LaTeX means: M{\\"u}ller is Müller, \\emph{in vivo} is in vivo."""
    depth = deepest = 0
    for letter in text:
        depth += (letter == "{") - (letter == "}")
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise BadRecord("Its braces are nested too deep.")
    # A per cent sign that nobody escaped begins a comment in LaTeX, and is one in no title.
    words = re.sub(r"(?<!\\)%", r"\\%", text)
    if re.search(r"[\\{}$~^]|--|``|''", words):
        words = _TO_TEXT.latex_to_text(words)
    return flattened(words.replace("\\%", "%"))


def _whole(value: object) -> str:
    # "A title" # " in pieces"
    words = str(value or "")
    pieces = _PIECE.findall(words) if _PIECES.fullmatch(words) else [words]
    return "".join(pieces)


def _words(fields: dict[str, str], name: str) -> str:
    return unlatexed(fields.get(name, ""))


def _titled(fields: dict[str, str]) -> str:
    title, subtitle = _words(fields, "title"), _words(fields, "subtitle")
    return f"{title}: {subtitle}" if title and subtitle else title


def _issued(fields: dict[str, str]) -> Issued:
    if fields.get("year"):
        return issued_on(_words(fields, "year"), _words(fields, "month"), _words(fields, "day"))
    return read_date(_words(fields, "date"))


def _pages(fields: dict[str, str]) -> str:
    pages = re.sub(r"\s*[-\u2010-\u2015]+\s*", "-", _words(fields, "pages"))
    return page_range(pages) or _words(fields, "eid") or _words(fields, "article-number")


def _authors(text: str) -> Iterator[Author]:
    for name in split_multiple_persons_names(text[:LONGEST_FIELD]):
        if name.strip().lower() == "others":
            yield Author(collective="et al")
        elif re.fullmatch(r"\{[^{}]*\}", name.strip()) or ("," not in name and " " not in name):
            yield Author(collective=unlatexed(name))
        elif name.strip():
            yield _person(name)


def _person(name: str) -> Author:
    try:
        parts = parse_single_name_into_parts(name, strict=False)
    except InvalidNameError:
        return Author(collective=unlatexed(name))
    family = unlatexed(" ".join([*parts.von, *parts.last]))
    given, suffix = unlatexed(" ".join(parts.first)), unlatexed(" ".join(parts.jr))
    if not given:
        return Author(collective=family)
    return Author(family=family, given=given, suffix=tidy_suffix(suffix))


def _doi(fields: dict[str, str]) -> str:
    own = fields.get("doi", "").replace("\\", "").strip("{} ")
    return doi_of(own) or doi_within(own) or doi_within(fields.get("url", "").replace("\\", ""))


def _pmid(fields: dict[str, str]) -> str:
    if found := pmid_of(fields.get("pmid")):
        return found
    is_pubmed = fields.get("eprinttype", "").lower() in {"pmid", "pubmed"}
    return pmid_of(fields.get("eprint")) if is_pubmed else ""
