"""The report as one web page that needs nothing else: styles inside, charts inside, prints to A4."""

import base64
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from nacre.insights.rendering import charts
from nacre.insights.rendering.look import Look
from nacre.insights.rendering.sections import Section, Table, sections
from nacre.insights.story import is_number, shown

FACES = (
    ("Source Serif 4", "SourceSerif4", "200 900"),
    ("Atkinson Hyperlegible", "Atkinson-Regular", "400"),
    ("Atkinson Hyperlegible", "Atkinson-Bold", "700"),
)


def web_page(document: dict[str, Any], look: Look) -> str:
    """A whole HTML document."""
    inside = {"faces": mark_safe(faces())}  # noqa: S308 - our own files in base64
    return render_to_string("insights/report.html", context(document, look) | inside)


@cache
def _face(family: str, name: str, weight: str) -> str:
    """One of the site's fonts, inside the page; without it the reader's own serif or sans serve."""
    path = finders.find(f"ui/fonts/{name}.woff2")
    if not path:
        return ""
    data = base64.b64encode(Path(path).read_bytes()).decode()
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
        f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}'
    )


def faces() -> str:
    """The type of the report."""
    return "\n".join(_face(*face) for face in FACES)


def context(document: dict[str, Any], look: Look) -> dict[str, Any]:
    """What a template needs, the drawings marked as ours."""
    return {
        "report": document,
        "colours": look.colours(),
        "cover": mark_safe(look.cover(1190, 420)),  # noqa: S308 - drawn by us from numbers
        "tiles": [_tile(tile, look) for tile in document.get("tiles", [])],
        "sections": [_section(section) for section in sections(document, look)],
    }


def _tile(tile: dict[str, Any], look: Look) -> dict[str, Any]:
    drawn = charts.sparkline([s["value"] for s in tile["series"]], look)
    return {
        **tile,
        "first": tile["series"][0],
        "spark": mark_safe(drawn),  # noqa: S308 - numbers only
        "span": ", ".join(f"{s['label']} {shown(s['value'])}" for s in tile["series"]),
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "slug": section.slug,
        "heading": section.heading,
        "finding": section.finding,
        "alt": section.alt,
        "svg": mark_safe(section.svg),  # noqa: S308 - charts escape every word
        "tables": [_table(t) for t in (section.table, *section.extra)],
    }


def _table(table: Table) -> dict[str, Any]:
    rows = [[_cell(value, column) for column, value in enumerate(row)] for row in table.rows]
    head = [
        {"text": label, "is_figure": bool(rows) and all(row[i]["is_figure"] for row in rows)}
        for i, label in enumerate(table.head)
    ]
    return {
        "caption": table.caption,
        "note": table.note,
        "head": head,
        "rows": rows,
        "names": table.head,
        "plain": [[shown(v) if not isinstance(v, str) else v for v in row] for row in table.rows],
    }


def _cell(value: Any, column: int) -> dict[str, Any]:
    is_figure = is_number(value) or value is None or value == "*"
    return {
        "text": value if isinstance(value, str) else shown(value),
        "is_figure": is_figure,
        "is_head": column == 0,
    }


def pattern_tiles(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The six tiles as the site's pattern takes them."""
    return [
        {
            "figure": tile["shown"],
            "label": tile["label"],
            "change": tile["change"] and f"{tile['change']} on the month before",
            "direction": {"+": "up", "−": "down"}.get(tile["change"][:1], "flat"),
            "note": tile["change_on_year"] and f"{tile['change_on_year']} on a year before",
            "series": [s["value"] for s in tile["series"] if is_number(s["value"])],
        }
        for tile in document.get("tiles", [])
    ]
