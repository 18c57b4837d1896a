"""The document on paper: Typst, tagged for screen readers, our own type."""

import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import typst

from nacre.cpd.prompts import TEMPLATES
from nacre.cpd.record_sorts import HEADINGS, LABELS
from nacre.insights.rendering.look import Look
from nacre.insights.rendering.pdf import font_folders

PAPER = Path(__file__).with_name("portfolio.typ")
# Column of each table: its heading on paper and the part of the width that it takes.
NMC_COLUMNS = (
    ("when", "Date", 2.2), ("method", "Method", 2.6), ("what", "Topic", 4.2),
    ("code_themes", "Code", 2.6), ("hours", "Hours", 1.2),
    ("participatory_hours", "Particip. hours", 1.4), ("evidence", "Evidence", 4.4),
)  # fmt: skip
RCP_COLUMNS = (
    ("when", "Date", 2.2), ("title", "Title", 4), ("provider", "Provider", 2.4),
    ("approval_code", "Code", 1.4), ("category", "Category", 1.6), ("clinical", "Clinical?", 1.6),
    ("minutes", "Minutes", 1.3), ("credits", "Credits", 1.3), ("evidence", "Evidence", 3.8),
)  # fmt: skip
GENERIC_COLUMNS = (
    ("when", "Date", 2.2), ("kind", "Kind", 2), ("title", "Title", 4.4),
    ("minutes", "Minutes", 1.3), ("participatory_minutes", "With others", 1.4),
    ("category", "Category", 1.6), ("evidence", "Evidence", 4.4),
)  # fmt: skip
COLUMNS = {"nmc": NMC_COLUMNS, "rcp": RCP_COLUMNS}
NUMBERS = {"hours", "participatory_hours", "minutes", "participatory_minutes", "credits"}
TITLES = {
    "nmc": "Revalidation portfolio",
    "rcp": "CPD diary",
    "gphc": "CPD records",
    "generic": "CPD ledger",
    "reflections": "Reflections",
}


def pdf_of(document: dict[str, Any], look: Look) -> bytes:
    """The same document gives the same bytes."""
    with tempfile.TemporaryDirectory(prefix="nacre-cpd-") as folder:
        room = Path(folder)
        (room / "portfolio.typ").write_bytes(PAPER.read_bytes())
        (room / "data.json").write_text(json.dumps(_data(document, look)))
        return typst.compile(
            str(room / "portfolio.typ"),
            root=folder,
            font_paths=font_folders(),
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )


def _data(document: dict[str, Any], look: Look) -> dict[str, Any]:
    return {
        "title": TITLES[document["template"]],
        "form": document["title"],
        "person": document["person"],
        "community": document["community"],
        "period": " to ".join(_day(day) for day in document["period"].values() if day),
        "figures": _figures(document),
        "tables": _tables(document),
        "accounts": _accounts(document),
        "colours": look.colours(),
    }


def _figures(document: dict[str, Any]) -> list[list[str]]:
    totals = document.get("totals")
    if not totals:
        return []
    if "credits" in totals:
        made = totals["credits"]
        return [
            ["Credits that count", str(made["total"])],
            ["External", str(made["external"])],
            ["Internal", str(made["internal"])],
            ["Personal", f"{made['personal']}, of which {made['personal_counted']} count"],
        ]
    return [
        ["Entries", str(totals["entries"])],
        ["Hours", _plain(totals["hours"])],
        ["Participatory hours", _plain(totals["participatory_hours"])],
    ]


def _tables(document: dict[str, Any]) -> list[dict[str, Any]]:
    made = []
    if document.get("entries"):
        columns = COLUMNS.get(document["template"], GENERIC_COLUMNS)
        made.append(
            {
                "heading": "CPD log",
                "head": [label for _name, label, _width in columns],
                "widths": [width for _name, _label, width in columns],
                "numeric": [name in NUMBERS for name, _label, _width in columns],
                "rows": [
                    [_plain(_column(row, name)) for name, _label, _width in columns]
                    for row in document["entries"]
                ],
            }
        )
    for sort, heading in HEADINGS.items():
        for number, row in enumerate(document.get(sort) or [], 1):
            made.append(_fact_sheet(f"{heading} {number}", row))
    return made


def _fact_sheet(heading: str, row: dict[str, Any]) -> dict[str, Any]:
    told = [[LABELS[name], _plain(_said(name, value))] for name, value in row.items() if value]
    return {
        "heading": heading, "head": ["Field", "Entry"], "widths": [1.2, 4],
        "numeric": [False, False], "rows": told,
    }  # fmt: skip


def _said(name: str, value: Any) -> Any:
    return _day(value) if name in {"date", "until"} else value


def _column(row: dict[str, Any], name: str) -> Any:
    if name == "when":
        first, last = _day(row["from"]), _day(row["to"])
        return first if first == last else f"{first} to {last}"
    if name == "what":
        is_same = row["topics"] == row["title"]
        return row["title"] if is_same else f"{row['title']} – {row['topics']}"
    if name == "evidence" and row.get("note"):
        return f"{row['evidence']} {row['note']}"
    return row[name]


def _accounts(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Reflections, and the GPhC's records, each with its questions."""
    found = document.get("reflections") or []
    made = [
        {
            "heading": one["kind"],
            "about": one["about"],
            "when": _day(one["date"]),
            "themes": one["code_themes"],
            "parts": [[part["question"], part["answer"]] for part in one["answers"]],
        }
        for one in found
    ]
    for one in document.get("records") or []:
        parts = [
            [_question(code), text]
            for code, text in one.items()
            if text and code not in {"date", "kind", "about"}
        ]
        made.append(
            {
                "heading": one["kind"], "about": one["about"], "when": _day(one["date"]),
                "themes": "", "parts": parts,
            }
        )  # fmt: skip
    return made


def _question(code: str) -> str:
    prompts = [p for key, one in TEMPLATES.items() if key.startswith("gphc_") for p in one.prompts]
    return next(prompt.label for prompt in prompts if prompt.code == code)


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day} {day:%B %Y}"


def _plain(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
