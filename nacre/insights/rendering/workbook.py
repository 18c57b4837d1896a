"""The report as a workbook: one sheet a table, ready to be sorted, with the same bytes each time."""

import io
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from nacre.insights.rendering.look import Look
from nacre.insights.rendering.sections import Table, tables

MADE_AT = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # the format keeps no zone


def workbook(document: dict[str, Any]) -> bytes:
    """Summary first, then every table, then the method."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"title": _title(document), "created": MADE_AT})
        bold = book.add_format({"bold": True, "bottom": 1})
        _write(book, bold, _summary(document))
        for table in tables(document, Look()):
            _write(book, bold, table)
        _write(
            book,
            bold,
            Table("Method", "", ["How it was counted"], [[m] for m in document["method"]]),
        )
    return buffer.getvalue()


def _title(document: dict[str, Any]) -> str:
    return f"{document['community']['name']}, {document['period']['label']}"


def _summary(document: dict[str, Any]) -> Table:
    rows = [["Community", document["community"]["name"]], ["Month", document["month"]]]
    rows += [[t["label"], t["value"]] for t in document.get("tiles", [])]
    if "delivered" in document:
        rows += [["Delivered", "yes" if document["delivered"] else "no"]]
        rows += [["Members (public total)", document["members"]]]
        rows += [[f"Funded: {f['area']}", f["statement"]] for f in document["funded"]]
    for code, label in (
        ("members_at_launch", "Members at launch"),
        ("page_views_monthly_mean", "Page views a month since launch (mean)"),
    ):
        if code in document:
            rows.append([label, document[code]])
    return Table("Summary", "", ["Figure", "Value"], rows)


def _write(book: xlsxwriter.Workbook, bold: Any, table: Table) -> None:
    sheet = book.add_worksheet(table.name[:31])
    for column, label in enumerate(table.head):
        sheet.write_string(0, column, label, bold)
    for number, row in enumerate(table.rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, int | float) and not isinstance(value, bool):
                sheet.write_number(number, column, value)
            elif value is not None:
                sheet.write_string(number, column, str(value))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, 48 if len(table.head) > 1 else 120)
    sheet.set_column(1, max(len(table.head) - 1, 1), 16)
