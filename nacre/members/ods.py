"""The files of the Organisation Data Service: 27 columns, no header, dates as CCYYMMDD.

A file whose columns are not what they should be is refused with a sentence that says what was
found, before anything is written: a shifted column would put towns into names without a sound.
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from nacre.members.importing import ImportRefused, Row, RowProblem, csv_rows, open_text
from nacre.members.ods_places import POSTCODE

COLUMNS = [
    "code", "name", "grouping", "geography", "address1", "address2", "address3", "address4",
    "address5", "postcode", "opened", "closed", "status", "sub_type", "parent", "joined", "left",
    "telephone", "col19", "col20", "col21", "amended", "col23", "office", "col25", "setting",
    "col27",
]  # fmt: skip
SUCCESSION = ["predecessor", "successor", "reason", "effective", "indicator"]
CODE = re.compile(r"[A-Z0-9]{3,10}")
LOOKED_AT = 200  # rows by which a file is known
ENOUGH = 0.8  # of them must be what the layout says
HEADINGS = {"code", "name", "postcode", "organisationcode", "organisationname", "opendate",
            "nationalgrouping", "odscode", "predecessor", "successor", "predecessorcode",
            "successorcode", "successororganisationcode"}  # fmt: skip
Fits = Callable[[list[str]], object]


@dataclass(frozen=True)
class Layout:
    """One kind of file: how wide it is, and what its codes look like."""

    kind: str
    about: str
    columns: list[str]
    widths: tuple[int, ...]
    code: str


# Copies of etr, ets and eccg often come without the last three columns, which hold nothing in
# them. In epraccur the last but one is the prescribing setting, so nothing may be missing there.
LAYOUTS = {
    layout.kind: layout
    for layout in (
        Layout("etr", "NHS trusts", COLUMNS, (27, 24), r"[A-Z0-9]{3}"),
        Layout("ets", "sites of NHS trusts", COLUMNS, (27, 24), r"[A-Z0-9]{5}"),
        Layout("epraccur", "GP practices", COLUMNS, (27,), r"[A-Z0-9]{6}"),
        Layout("eccg", "commissioners", COLUMNS, (27, 24), r"[A-Z0-9]{3,5}"),
        Layout("succ", "successions", SUCCESSION, (5, 4), r"[A-Z0-9]{3,10}"),
    )
}


def ods_rows(path: Path, kind: str) -> Iterator[Row]:
    """The rows of a file of one kind; refuses one that is of another layout."""
    layout = LAYOUTS[kind]
    sample = _sample(path)
    has_header = bool(sample) and _is_header(sample[0], layout)
    body = sample[1:] if has_header else sample
    if not body:
        raise ImportRefused("The file has no rows.")
    width = Counter(len(cells) for cells in body).most_common(1)[0][0]
    _check(body, width, layout)
    rows = csv_rows(path, names=layout.columns[:width])
    yield from islice(rows, 1, None) if has_header else rows


def _sample(path: Path) -> list[list[str]]:
    with open_text(path) as lines:
        said = (line for line in lines if line.strip())
        found = csv.reader(said)
        try:
            return [cells for cells in islice(found, LOOKED_AT) if any(cells)]
        except csv.Error as error:
            raise ImportRefused(f"The file is no CSV: {error}.") from error


def _is_header(cells: list[str], layout: Layout) -> bool:
    """Whether the first row names columns. It must name ours, in our order."""
    said = [re.sub(r"[^a-z]", "", cell.casefold()) for cell in cells]
    if not HEADINGS.intersection(said[:12]):
        return False
    wanted: dict[int, tuple[str, ...]]
    wanted = {0: ("code", "predecessor", "organisation"), 1: ("successor", "code")}
    if layout.columns is COLUMNS:
        wanted = {0: ("code",), 1: ("name",), 9: ("postcode",)}
    for index, words in wanted.items():
        if index >= len(said) or not any(word in said[index] for word in words):
            raise ImportRefused(
                f"The header does not name the columns of {layout.kind}: "
                f"column {index + 1} should be the {words[0]}."
            )
    return True


def _check(body: list[list[str]], width: int, layout: Layout) -> None:
    """Refuse a file that is not what it is said to be, in a sentence with what was found."""
    if width not in layout.widths:
        wanted = " or ".join(str(n) for n in layout.widths)
        raise ImportRefused(
            f"A file of kind {layout.kind} ({layout.about}) has {wanted} columns; "
            f"this one has {width}. Nothing was imported."
        )
    whole = [cells for cells in body if len(cells) == width]
    if _share(whole, lambda cells: re.fullmatch(layout.code, cells[0].strip().upper())) < ENOUGH:
        raise ImportRefused(
            f"The first column holds no codes of {layout.about}. Is this file {layout.kind}? "
            "Nothing was imported."
        )
    checks: list[tuple[int, Fits, str]]
    checks = [(2, lambda c: CODE.fullmatch(c[1].strip().upper()), "codes")]
    if layout.columns is COLUMNS:
        checks = [
            (
                10,
                lambda c: _is_empty(c[9]) or POSTCODE.fullmatch(c[9].strip().upper()),
                "postcodes",
            ),
            (11, lambda c: _is_empty(c[10]) or _is_day(c[10]), "dates as CCYYMMDD"),
            (12, lambda c: _is_empty(c[11]) or _is_day(c[11]), "dates as CCYYMMDD"),
        ]
    for column, fits, what in checks:
        if _share(whole, fits) < ENOUGH:
            raise ImportRefused(
                f"Column {column} of a {layout.kind} file holds {what}; here it does not. "
                "Has the layout changed? Nothing was imported."
            )


def _share(rows: list[list[str]], fits: Fits) -> float:
    return sum(bool(fits(cells)) for cells in rows) / len(rows)


def _is_empty(cell: str) -> bool:
    return not cell.strip()


def _is_day(cell: str) -> bool:
    return bool(re.fullmatch(r"\d{8}", cell.strip()))


def day_of(row: Row, column: str) -> date | None:
    """A date as the service writes it; none where the cell is empty."""
    said = row[column]
    if not said:
        return None
    try:
        return datetime.strptime(said, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as error:
        raise RowProblem(column, "is no date as CCYYMMDD") from error


def code_of(row: Row, column: str) -> str:
    """A code of an organisation."""
    code = row[column].strip().upper()
    if not CODE.fullmatch(code):
        raise RowProblem(column, "is no ODS code: three to ten letters and digits")
    return code
