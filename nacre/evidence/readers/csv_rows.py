"""Rows of a CSV file that strangers made: read line by line, and one broken row costs one row.

The lines of the best-known export are in UTF-8 and ISO-8859-1 by turns, cells have line breaks in
them, and a quote that is never closed would swallow the rest of the file. So each line is decoded
by itself, and after a row that does not end the reading goes on with the line after its first.
"""

import csv
from collections import deque
from collections.abc import Callable, Iterator
from typing import BinaryIO

from nacre.evidence.records import FileRefused

LONGEST_LINE = 1024 * 1024
MOST_LINES = 400  # of one row: notes with paragraphs have a dozen
_BOM = "\ufeff"

Cells = list[str]


def rows_of(
    source: BinaryIO, delimiter: str, on_progress: Callable[[int], None]
) -> Iterator[tuple[int, Cells | None]]:
    """Each row with the number of its first line; None where it cannot be read."""
    lines = _Lines(source, on_progress)
    while (line := lines.next()) is not None:
        number = lines.number
        if not line.strip():
            continue
        yield number, _row(line, lines, delimiter)


def _row(line: str, lines: "_Lines", delimiter: str) -> Cells | None:
    if len(line) >= LONGEST_LINE:
        return None
    if '"' not in line:
        return line.rstrip("\r\n").split(delimiter)
    taken: list[str] = []

    def fed() -> Iterator[str]:
        yield line
        while len(taken) < MOST_LINES and (more := lines.next()) is not None:
            taken.append(more)
            yield more

    try:
        return next(csv.reader(fed(), delimiter=delimiter, strict=True))
    except (csv.Error, StopIteration):
        lines.give_back(taken)
    try:  # a quote inside a cell, as people type them
        return next(csv.reader([line], delimiter=delimiter)) if line.count('"') % 2 == 0 else None
    except (csv.Error, StopIteration):
        return None


class _Lines:
    """Lines of the file as text, with a way to give some back."""

    def __init__(self, source: BinaryIO, on_progress: Callable[[int], None]) -> None:
        self._source, self._on_progress = source, on_progress
        self._waiting: deque[str] = deque()
        self.number = 0

    def next(self) -> str | None:
        """The next line; one that is too long comes cut, None at the end."""
        if self._waiting:
            self.number += 1
            return self._waiting.popleft()
        data = self._source.readline(LONGEST_LINE)
        if not data:
            return None
        self.number += 1
        self._on_progress(len(data))
        end = data
        while not end.endswith(b"\n") and len(end) >= LONGEST_LINE:
            end = self._source.readline(LONGEST_LINE)
            self._on_progress(len(end))
        return text_of_line(data).removeprefix(_BOM if self.number == 1 else "")

    def give_back(self, lines: list[str]) -> None:
        """These were not part of the row."""
        self._waiting.extendleft(reversed(lines))
        self.number -= len(lines)


def text_of_line(data: bytes) -> str:
    """UTF-8 or, where it is not, what Windows or ISO-8859-1 wrote."""
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def refuse_what_is_no_text(head: bytes) -> None:
    """UTF-16 and files that are no text at all end with a sentence."""
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise FileRefused("It is in UTF-16; save it as CSV in UTF-8.")
    if head[:2] in {b"PK", b"\x1f\x8b"}:
        raise FileRefused("It is packed; unpack it, or save it as CSV.")
    if not head.strip():
        raise FileRefused("It is empty.")
    if head.lstrip()[:1] == b"<":
        raise FileRefused("It is a web page or XML, not a file of retractions.")
