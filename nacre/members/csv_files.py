"""Tables as people send them: any encoding, any line end, and a broken row that spoils no other."""

import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

CHUNK = 1 << 16
LONGEST_LINE = 1 << 20
LONGEST_CELL = 40  # lines that one quoted cell may go over
UNREADABLE = "\ufffd"
SEPARATORS = ",;\t|"


class RowProblem(Exception):  # noqa: N818 - it is one row's problem, the import goes on
    """A row is kept out and reported by field; the rest goes on. Never put a value in the message."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message


class ImportRefused(Exception):  # noqa: N818 - it is said to a person as it stands
    """The file as a whole, or the undoing of a run, is refused with a sentence."""


@dataclass(frozen=True)
class Row:
    """One row of a file: its number as a spreadsheet counts, and its cells by column.

    Of a row with a problem the cells are a guess, good only for saying whose row it is.
    """

    number: int
    values: dict[str, str] = field(default_factory=dict)
    problem: RowProblem | None = None

    def __getitem__(self, column: str) -> str:
        """A cell; empty where the file has no such column."""
        return self.values.get(column, "")


def open_text(path: Path | str) -> io.TextIOBase:
    """A file as text: UTF-8, else Windows-1252 line by line; no NUL, `\\n` at every line end.

    What neither encoding knows becomes U+FFFD, which `csv_rows` reports as that row's problem.
    """
    raw = Path(path).open("rb")  # noqa: SIM115 - closed with the text
    start = raw.read(4)
    raw.seek(0)
    if start[:2] == b"PK":
        raw.close()
        raise ImportRefused("This is a spreadsheet, not a CSV file. Save it as “CSV UTF-8”.")
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return io.TextIOWrapper(raw, encoding="utf-16", errors="replace")
    return MixedText(raw)


class MixedText(io.TextIOBase):
    """Lines of a file of which some are UTF-8 and others Windows-1252, read as a stream."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw, self._lines = raw, _lines_of(raw)

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readline(self, size: int = -1) -> str:  # type: ignore[override]
        """The next line, empty at the end."""
        return _decoded(next(self._lines, b""))

    def read(self, size: int | None = -1) -> str:
        """All that is left."""
        return "".join(self)

    def close(self) -> None:
        """Close the file below."""
        self._raw.close()
        super().close()


def _lines_of(raw: BinaryIO) -> Iterator[bytes]:
    r"""Lines by \n, \r\n or \r; of a line without end, its beginning, marked as unreadable."""
    rest, is_cut = b"", False
    while chunk := raw.read(CHUNK):
        *lines, rest = (rest + chunk).splitlines(keepends=True)
        if lines and is_cut:
            lines[0], is_cut = b"\xff\x81\n", False
        yield from lines
        if len(rest) > LONGEST_LINE:
            rest, is_cut = b"\xff\x81", True
    if rest:
        yield b"\xff\x81\n" if is_cut else rest


def _decoded(line: bytes) -> str:
    try:
        text = line.decode("utf-8-sig" if line.startswith(b"\xef\xbb\xbf") else "utf-8")
    except UnicodeDecodeError:
        text = line.decode("cp1252", errors="replace")
    if text.endswith("\r\n"):
        text = text[:-2] + "\n"
    elif text.endswith("\r"):
        text = text[:-1] + "\n"
    return text.replace("\x00", "")


def folded(name: str) -> str:
    """The name of a column as it is compared: "Membership No." is membership_no."""
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")


@dataclass
class Table:
    """The header of a CSV file and its rows, as a stream."""

    columns: list[str]
    rows: Iterator[Row]
    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)


def csv_table(
    path: Path | str,
    *,
    required: Sequence[str] = (),
    known: Sequence[str] = (),
    names: Sequence[str] = (),
    fold: bool = False,
    aliases: Mapping[str, str] | None = None,
) -> Table:
    """A CSV file with a header (or with given `names` and none).

    Refuses a header that lacks a required column, by name; names columns beyond those `known`.
    With `fold`, names of columns are compared without case, spaces and dots; `aliases` are other
    names for them.
    """
    text = open_text(path)
    lines = _PutBack(text)
    first = "" if names else next((line for line in lines if line.strip()), "")
    if not names and not first:
        raise ImportRefused("The file is empty.")
    separator = max(SEPARATORS, key=first.count) if first else ","
    columns = list(names) or [c.strip() for c in next(csv.reader([first], delimiter=separator))]
    if fold:
        columns = [(aliases or {}).get(folded(c), folded(c)) for c in columns]
    _check_header(columns, required)
    extra = [c for c in columns if c and known and c not in {*known, *required}]
    body = _rows(lines, columns, separator, first=1 if names else 2)
    return Table(columns, body, extra=extra)


def csv_rows(path: Path | str, **said: object) -> Iterator[Row]:
    """The rows of `csv_table`, for who needs nothing else of it."""
    yield from csv_table(path, **said).rows  # type: ignore[arg-type]


def _check_header(columns: list[str], required: Iterable[str]) -> None:
    missing = [c for c in required if c not in columns]
    if missing:
        raise ImportRefused(
            f"The file has no column {_listed(missing)}. Its columns are {_listed(columns[:40])}."
        )
    twice = sorted({c for c in columns if c and columns.count(c) > 1})
    if twice:
        raise ImportRefused(f"The column {_listed(twice)} stands twice in the header.")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{name[:60]}”" for name in names)


class _PutBack:
    """Lines, of which some that were read ahead are read again."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines, self._back = iter(lines), deque[str]()

    def __iter__(self) -> "_PutBack":
        return self

    def __next__(self) -> str:
        return self._back.popleft() if self._back else next(self._lines)

    def put_back(self, lines: list[str]) -> None:
        self._back.extendleft(reversed(lines))


def _rows(lines: _PutBack, columns: list[str], separator: str, first: int) -> Iterator[Row]:
    number = first - 1
    for line in lines:
        number += 1
        if not line.strip().strip(separator):
            continue
        cells = _cells(lines, line, separator, len(columns))
        if isinstance(cells, str):
            yield Row(number, _valued(columns, _guessed(line, separator)), RowProblem("", cells))
        else:
            yield Row(number, _valued(columns, cells))


def _valued(columns: list[str], cells: list[str]) -> dict[str, str]:
    pairs = zip(columns, cells, strict=False)
    return {c: v.replace("\x00", "").strip() for c, v in pairs if c}


def _guessed(line: str, separator: str) -> list[str]:
    """The cells of a broken row as far as one can tell, to say whose row it is."""
    return [cell.strip('" \n') for cell in line.split(separator)]


def _cells(lines: _PutBack, line: str, separator: str, width: int) -> list[str] | str:
    """The cells of the row that begins with a line, or what is wrong with it."""
    cells = _parsed(line, separator) or _parsed_over_lines(lines, line, separator, width)
    if cells is None:
        return "has a quotation mark that is never closed"
    if UNREADABLE in "".join(cells):
        return "cannot be read: it holds bytes that are no text, in UTF-8 or in Windows-1252"
    if len(cells) < width or any(cell.strip() for cell in cells[width:]):
        return f"has {len(cells)} cells where the header has {width}"
    return cells


def _parsed(text: str, separator: str) -> list[str] | None:
    """The cells of a line; None where a quoted cell has no end yet."""
    try:
        return next(csv.reader([text], delimiter=separator, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            return None
    try:
        return next(csv.reader([text], delimiter=separator))
    except csv.Error:
        return [UNREADABLE]


def _parsed_over_lines(lines: _PutBack, line: str, separator: str, width: int) -> list[str] | None:
    """The cells of a row that goes over lines; None, and the lines put back, if it is none."""
    ahead: list[str] = []
    while len(ahead) < LONGEST_CELL and (more := next(lines, None)) is not None:
        ahead.append(more)
        try:
            joined = [line, *ahead]
            cells = next(csv.reader(joined, delimiter=separator, strict=True))
        except csv.Error as error:
            if "unexpected end" in str(error):
                continue
            break
        if len(cells) == width:
            return cells
        break
    lines.put_back(ahead)
    return None
