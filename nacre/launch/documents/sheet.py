"""A resource or a toolkit as an Excel workbook that is ready to be filled in."""

import io
import re
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from nacre.launch.documents.look import MARKING, Look
from nacre.launch.documents.sheaf import Element, Part, Sheaf

FIRST_DAY = datetime(2020, 1, 1)  # noqa: DTZ001 - the format knows no time zone
NUMBER = re.compile(r"-?\d{1,9}(\.\d+)?")
SPARE_ROWS = 40
TEXT_WIDTH = 90


def make_sheet(sheaf: Sheaf, look: Look) -> bytes:
    """A first sheet that explains, then one sheet a part with its table."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties(
            {
                "title": sheaf.title,
                "author": sheaf.owner,
                "subject": look.community,
                "comments": MARKING,
                "created": FIRST_DAY,
            }
        )
        formats = _formats(book, look)
        _front(book.add_worksheet("Read me first"), sheaf, look, formats)
        taken = {"read me first"}
        for part in sheaf.parts:
            _part(book.add_worksheet(_name(part.heading, taken)), part, formats)
    return kept.getvalue()


def _formats(book: Workbook, look: Look) -> dict[str, Format]:
    usual: dict[str, Any] = {
        "font_name": "Calibri",
        "font_size": 11,
        "valign": "top",
        "text_wrap": True,
    }
    sorts: dict[str, dict[str, Any]] = {
        "title": {"font_size": 20, "bold": True, "text_wrap": False},
        "heading": {"font_size": 13, "bold": True, "font_color": look.brand, "text_wrap": False},
        "text": {},
        "quiet": {"font_color": "#5a5a5a", "font_size": 10},
        "head": {"bold": True, "bg_color": look.pale, "bottom": 1, "bottom_color": look.brand},
        "cell": {"border": 1, "border_color": look.line},
        "marking": {"bold": True, "font_color": look.brand, "text_wrap": False},
    }
    return {name: book.add_format(usual | said) for name, said in sorts.items()}


def _name(heading: str, taken: set[str]) -> str:
    """A name that Excel allows: 31 characters, none of its own signs, used once."""
    name = re.sub(r"[\[\]:*?/\\']", " ", heading or "Sheet").strip()[:28].strip()
    number, wanted = 2, name
    while wanted.casefold() in taken:
        wanted, number = f"{name} {number}", number + 1
    taken.add(wanted.casefold())
    return wanted


def _front(sheet: Worksheet, sheaf: Sheaf, look: Look, formats: dict[str, Format]) -> None:
    _page(sheet)
    sheet.set_column(0, 0, TEXT_WIDTH)
    lines = [
        (f"{look.community}, for {look.client}", "quiet"),
        (sheaf.title, "title"),
        (MARKING, "marking"),
        (sheaf.intro, "text"),
        (f"Version {sheaf.version}. {sheaf.licence}.", "quiet"),
        (f"Owner: {sheaf.owner}" if sheaf.owner else "", "quiet"),
        ("Type nothing here from which a patient could be recognised.", "marking"),
        ("In this workbook", "heading"),
        *((part.heading, "text") for part in sheaf.parts),
    ]
    for row, (text, sort) in enumerate(line for line in lines if line[0]):
        sheet.write_string(row, 0, text, formats[sort])


def _page(sheet: Worksheet) -> None:
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{MARKING}&R&P of &N")


def _part(sheet: Worksheet, part: Part, formats: dict[str, Format]) -> None:
    _page(sheet)
    has_table = any(element.kind == "table" for element in part.elements)
    sheet.set_column(0, 0, 34 if has_table else TEXT_WIDTH)
    sheet.write_string(0, 0, part.heading, formats["heading"])
    row = 2
    for element in part.elements:
        row = _element(sheet, row, element, formats) + 1


def _element(sheet: Worksheet, row: int, element: Element, formats: dict[str, Format]) -> int:
    if element.kind == "table":
        return _table(sheet, row, element, formats)
    signs = {"checklist": "☐  ", "list": "•  "}
    lines = element.items or (element.text,)
    for number, text in enumerate(lines, 1):
        sign = f"{number}.  " if element.kind == "steps" else signs.get(element.kind, "")
        sheet.write_string(row, 0, sign + text, formats["text"])
        row += 1
    return row


def _table(sheet: Worksheet, row: int, element: Element, formats: dict[str, Format]) -> int:
    columns = max(len(element.head), *(len(line) for line in element.rows), 1)
    if columns > 1:
        sheet.set_column(1, columns - 1, 22)
    for column, text in enumerate(element.head):
        sheet.write_string(row, column, text, formats["head"])
    if element.head and row < 8:
        sheet.freeze_panes(row + 1, 0)
    is_form = not any(cell for line in element.rows for cell in line[1:])
    lines = element.rows + (("",) * columns,) * (SPARE_ROWS if is_form else 0)
    for line in lines:
        row += 1
        for column in range(columns):
            text = line[column] if column < len(line) else ""
            _cell(sheet, row, column, text, formats["cell"])
    return row + 1


def _cell(sheet: Worksheet, row: int, column: int, text: str, cell: Format) -> None:
    if NUMBER.fullmatch(text):
        sheet.write_number(row, column, float(text), cell)
    else:
        sheet.write_string(row, column, text, cell)
