"""The report as a PDF: Typst, tagged for screen readers, charts as vectors, our own type."""

import json
import tempfile
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from nacre.insights.rendering import charts
from nacre.insights.rendering.look import Look
from nacre.insights.rendering.sections import Table, sections
from nacre.insights.story import shown

TEMPLATE = Path(__file__).with_name("report.typ")
FONTS = ("fontpkg_source_serif_4", "fontpkg_atkinson_hyperlegible")


@cache
def font_folders() -> list[str]:
    """Where the packages keep their files."""
    return [str(files(package) / "files") for package in FONTS]


def pdf(document: dict[str, Any], look: Look) -> bytes:
    """The same document gives the same bytes."""
    with tempfile.TemporaryDirectory(prefix="nacre-report-") as folder:
        room = Path(folder)
        (room / "report.typ").write_bytes(TEMPLATE.read_bytes())
        (room / "data.json").write_text(json.dumps(_data(document, look, room)))
        return typst.compile(
            str(room / "report.typ"),
            root=folder,
            font_paths=font_folders(),
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )


def _data(document: dict[str, Any], look: Look, room: Path) -> dict[str, Any]:
    """Everything the template sets, with the drawings as files beside it."""
    (room / "cover.svg").write_text(look.cover(1190, 700))
    tiles = []
    for number, tile in enumerate(document.get("tiles", [])):
        name = f"tile-{number}.svg"
        (room / name).write_text(charts.sparkline([s["value"] for s in tile["series"]], look))
        tiles.append({**tile, "spark": name})
    told = []
    for section in sections(document, look):
        name = f"{section.slug}.svg" if section.svg else ""
        if name:
            (room / name).write_text(section.svg)
        told.append(
            {
                **asdict(section),
                "svg": name,
                "table": _as_text(section.table),
                "extra": [_as_text(table) for table in section.extra],
            }
        )
    return {"document": document, "tiles": tiles, "sections": told, "colours": look.colours()}


def _as_text(table: Table) -> dict[str, Any]:
    """Cells as they are printed; which columns are numbers decides how they align."""
    numeric = [
        bool(table.rows) and all(not isinstance(row[i], str) or row[i] == "*" for row in table.rows)
        for i in range(len(table.head))
    ]
    return {
        "caption": table.caption,
        "head": table.head,
        "rows": [[_cell(value) for value in row] for row in table.rows],
        "note": table.note,
        "numeric": numeric,
    }


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    return shown(value)
