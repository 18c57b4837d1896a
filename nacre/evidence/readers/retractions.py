"""Files of retractions: the export of Retraction Watch, a list of two columns, or Crossref."""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from nacre.evidence.notices import (
    BadCell,
    BadRow,
    Notice,
    Row,
    day_of,
    dois_in,
    kinds_of,
    pmids_in,
    reasons_in,
    refined,
)
from nacre.evidence.plain_text import plain
from nacre.evidence.readers import crossref_updates
from nacre.evidence.readers.csv_rows import Cells, refuse_what_is_no_text, rows_of, text_of_line
from nacre.evidence.records import FileRefused, doi_of, pmid_of

LOOKED_AT = 64 * 1024
MOST_REASONS = 4000  # characters
ORIGINAL_DOI, ORIGINAL_PMID, NATURE = (
    "originalpaperdoi",
    "originalpaperpubmedid",
    "retractionnature",
)
WATCHED = {ORIGINAL_DOI, ORIGINAL_PMID, NATURE, "retractiondate", "retractiondoi", "recordid"}
# The header's own spelling, for people.
SPELT = {
    ORIGINAL_DOI: "OriginalPaperDOI", ORIGINAL_PMID: "OriginalPaperPubMedID",
    NATURE: "RetractionNature", "retractiondate": "RetractionDate",
}  # fmt: skip
NEITHER = (
    "It is neither an export of Retraction Watch, nor two columns (a DOI or PubMed number, and "
    "what happened), nor an answer of Crossref."
)
BROKEN = ("the row", "Its quotes are not closed, or it is too long.", "Mend it in the file.")


def read_notices(
    source: BinaryIO, on_progress: Callable[[int], None] = lambda size: None
) -> Iterator[Row]:
    """Each row of a file, in one pass; a file that cannot be read raises FileRefused."""
    head = source.read(LOOKED_AT)
    source.seek(0)
    refuse_what_is_no_text(head)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}:
        rows = crossref_updates.read(source, on_progress)
    else:
        first = text_of_line(head.split(b"\n")[0])
        delimiter = "\t" if "\t" in first and "," not in first else ","
        rows = _rows(rows_of(source, delimiter, on_progress))
    is_empty = True
    for row in rows:
        is_empty = False
        yield row
    if is_empty:
        raise FileRefused("It holds no rows.")


def _rows(rows: Iterator[tuple[int, Cells | None]]) -> Iterator[Row]:
    number, header = next(rows, (0, None))
    if header is None:
        raise FileRefused(NEITHER)
    names = [re.sub(r"[^a-z]", "", cell.casefold()) for cell in header]
    if len(WATCHED & set(names)) > 1:
        read = _watched(names)
    elif len(header) == 2:
        read = _two
        if _is_number(header[0]):
            yield _row(number, header, read)
        elif not names[0] or not names[1]:
            raise FileRefused(NEITHER)
    else:
        raise FileRefused(NEITHER)
    for number, cells in rows:
        yield _row(number, cells, read)


def _row(number: int, cells: Cells | None, read: Callable[[Cells], tuple[Notice, ...]]) -> Row:
    try:
        if cells is None:
            raise BadCell(*BROKEN)
        return Row(number, notices=read(cells))
    except BadCell as bad:
        return Row(number, bad=BadRow(number, *bad.args))


def _watched(names: list[str]) -> Callable[[Cells], tuple[Notice, ...]]:
    """How a row of Retraction Watch is read, whatever the order of its columns."""
    place = {name: index for index, name in enumerate(names)}
    missing = [] if NATURE in place else [SPELT[NATURE]]
    if not {ORIGINAL_DOI, ORIGINAL_PMID} & set(place):
        missing.append(SPELT[ORIGINAL_DOI])
    if missing:
        raise FileRefused(f"It has no column {' and no column '.join(missing)}.")

    def read(cells: Cells) -> tuple[Notice, ...]:
        if len(cells) != len(names):
            raise BadCell(
                "the row", f"It has {len(cells)} cells and the header {len(names)}.",
                "Put quotes around cells with commas.",
            )  # fmt: skip
        said = {name: cells[index] for name, index in place.items()}
        dois, pmids = _numbers_of(said)
        kinds = kinds_of(said[NATURE], SPELT[NATURE])
        if not dois and not pmids:
            return ()  # many conference papers have no number by which anybody could cite them
        reasons = said.get("reason", "")[:MOST_REASONS]
        return tuple(
            Notice(
                kind=refined(kind, reasons),
                dois=dois,
                pmids=pmids,
                dated=day_of(said.get("retractiondate", "")[:40], SPELT["retractiondate"]),
                notice_doi=doi_of(said.get("retractiondoi", "").split(";")[0]),
                notice_pmid=pmid_of(said.get("retractionpubmedid", "").split(";")[0]),
                reasons=reasons_in(reasons),
                source="Retraction Watch",
            )
            for kind in kinds
        )

    return read


def _numbers_of(said: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both numbers; one that cannot be read is no trouble where the other can."""
    found: dict[str, tuple[str, ...]] = {ORIGINAL_DOI: (), ORIGINAL_PMID: ()}
    troubles = []
    for name, read in ((ORIGINAL_DOI, dois_in), (ORIGINAL_PMID, pmids_in)):
        try:
            found[name] = read(said.get(name, ""), SPELT[name])
        except BadCell as bad:
            troubles.append(bad)
    if troubles and not any(found.values()):
        raise troubles[0]
    return found[ORIGINAL_DOI], found[ORIGINAL_PMID]


def _is_number(cell: str) -> bool:
    return bool(doi_of(cell.rstrip("; ")) or pmid_of(cell))


def _two(cells: Cells) -> tuple[Notice, ...]:
    """A DOI or a PubMed number, and what happened to the paper."""
    if len(cells) != 2:
        raise BadCell(
            "the row", f"It has {len(cells)} cells.", "Write two: the number, the notice."
        )
    number = plain(cells[0])
    pmids = (pmid_of(number),) if pmid_of(number) else ()
    dois = () if pmids else dois_in(number, "the first column")
    if not (dois or pmids):
        raise BadCell("the first column", "It is empty.", "Write a DOI or a PubMed number.")
    kinds = kinds_of(cells[1], "the second column")
    return tuple(Notice(kind=kind, dois=dois, pmids=pmids, source="a list") for kind in kinds)
