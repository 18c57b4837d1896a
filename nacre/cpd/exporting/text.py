"""The document as JSON for programs and as CSV for spreadsheets."""

import csv
import io
import json
from typing import Any

from nacre.members.list_report import safe_cell


def json_of(document: dict[str, Any]) -> bytes:
    """All of it."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def csv_of(document: dict[str, Any]) -> bytes:
    """The lines of the form, for a spreadsheet: UTF-8 with a mark, and no cell acts as a formula."""
    rows = _rows(document)
    text = io.StringIO()
    writer = csv.writer(text)
    head = list(rows[0]) if rows else ["date", "title", "minutes"]
    writer.writerow(head)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in head])
    return text.getvalue().encode("utf-8-sig")


def _rows(document: dict[str, Any]) -> list[dict[str, Any]]:
    if document["template"] == "gphc":
        return document["records"]
    if document["template"] == "reflections":
        return [_flat(one) for one in document["reflections"]]
    return document["entries"]


def _flat(reflection: dict[str, Any]) -> dict[str, Any]:
    said = "\n".join(f"{a['question']} {a['answer']}" for a in reflection["answers"])
    return reflection | {"answers": said}


def _cell(value: Any) -> Any:
    return safe_cell(value) if isinstance(value, str) else value
