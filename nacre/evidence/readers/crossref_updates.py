"""What Crossref says of papers: `update-to` on a notice, `updated-by` on the paper itself."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, BinaryIO

from nacre.evidence.notices import (
    PARTIAL,
    REPLACEMENT,
    RETRACTION,
    BadRow,
    Notice,
    Row,
    kind_of,
)
from nacre.evidence.plain_text import flattened, plain
from nacre.evidence.readers.crossref import works_in
from nacre.evidence.readers.text_files import LARGEST, decoded, text_in
from nacre.evidence.records import FileRefused, doi_of

NEW_VERSION = "new_version"


def read(source: BinaryIO, on_progress: Callable[[int], None]) -> Iterator[Row]:
    """Each work of an answer, or of one work on each line."""
    first = source.readline(LARGEST)
    on_progress(len(first))
    if _is_json(first) and source.read(1):
        source.seek(len(first))
        for number, line in enumerate(_lines(first, source, on_progress), start=1):
            yield from _of_line(number, line)
        return
    source.seek(0)
    text = decoded(source)
    on_progress(len(text) - len(first))
    for number, work in enumerate(works_in(text), start=1):
        yield _row(number, work)


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _lines(first: bytes, source: BinaryIO, on_progress: Callable[[int], None]) -> Iterator[bytes]:
    yield first
    while line := source.readline(LARGEST):
        on_progress(len(line))
        yield line


def _of_line(number: int, line: bytes) -> Iterator[Row]:
    if not line.strip():
        return
    try:
        works = works_in(text_in(line))
    except FileRefused as refused:
        yield Row(
            number, bad=BadRow(number, "the line", str(refused), "Ask Crossref for it again.")
        )
        return
    for work in works:
        yield _row(number, work)


def _row(number: int, work: Any) -> Row:
    if not isinstance(work, dict) or not doi_of(work.get("DOI")):
        bad = BadRow(number, "DOI", "It is not a work: it has no DOI.", "Give works of Crossref.")
        return Row(number, bad=bad)
    try:
        return Row(number, notices=tuple(_notices(work)))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError):
        # Answers of strangers hold lists where a word belongs, and worse.
        bad = BadRow(number, "update-to", "It is not of the expected kind.", "Leave the work out.")
        return Row(number, bad=bad)


def _notices(work: dict[str, Any]) -> Iterator[Notice]:
    """One notice for each paper and type, whoever told Crossref; the publisher's own if both did."""
    own = doi_of(work["DOI"])
    told: dict[tuple[str, str, str], dict[str, Any]] = {}
    versions: dict[str, str] = {}
    for key in ("update-to", "updated-by"):
        for update in work.get(key) or []:
            other = doi_of(update.get("DOI"))
            paper, notice = (other, own) if key == "update-to" else (own, other)
            sort = plain(update.get("type")).lower().replace("-", "_")
            if sort == NEW_VERSION:
                versions[paper] = notice
            elif paper and kind_of(sort):
                known = told.setdefault((paper, notice, kind_of(sort)), update)
                if plain(known.get("source")) != "publisher":
                    told[paper, notice, kind_of(sort)] = update
    for (paper, notice, kind), update in told.items():
        replaced_by = versions.get(paper, "") if kind in {RETRACTION, REPLACEMENT} else ""
        if not replaced_by and kind == REPLACEMENT:
            replaced_by = notice if notice != paper else ""
        yield Notice(
            kind=_finer(kind, update, replaced_by),
            dois=(paper,),
            dated=_day(update),
            notice_doi=notice if notice != paper else "",
            source=_source(update),
            replaced_by=replaced_by,
        )


def _finer(kind: str, update: dict[str, Any], replaced_by: str) -> str:
    label = kind_of(flattened(update.get("label")))
    if kind == RETRACTION and (replaced_by or label == REPLACEMENT):
        return REPLACEMENT
    return PARTIAL if kind == RETRACTION and label == PARTIAL else kind


def _source(update: dict[str, Any]) -> str:
    return "Retraction Watch" if plain(update.get("source")) == "retraction-watch" else "Crossref"


def _day(update: dict[str, Any]) -> date | None:
    parts = ((update.get("updated") or {}).get("date-parts") or [[]])[0]
    if not parts or not parts[0]:
        return None
    year, month, day = [*(int(part) for part in parts), 1, 1][:3]
    return date(year, month, day)
