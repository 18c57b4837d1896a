"""One document, four forms: PDF, web page, workbook and JSON, each from the disclosed figures alone."""

import json
import os
from pathlib import Path
from typing import Any

from nacre.insights.rendering.look import Look
from nacre.insights.rendering.pdf import pdf
from nacre.insights.rendering.web import web_page
from nacre.insights.rendering.workbook import workbook

FORMS = ("pdf", "html", "xlsx", "json")

__all__ = ["FORMS", "Look", "rendered", "write_files"]


def rendered(document: dict[str, Any], look: Look) -> dict[str, bytes]:
    """The four forms of a report, by the ending of their file."""
    return {
        "pdf": pdf(document, look),
        "html": web_page(document, look).encode(),
        "xlsx": workbook(document),
        "json": (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode(),
    }


def write_files(document: dict[str, Any], look: Look, folder: Path) -> list[Path]:
    """Write report.pdf, .html, .xlsx and .json into a folder, each whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for form, content in rendered(document, look).items():
        aside = folder / f".report.{form}.{os.getpid()}"
        aside.write_bytes(content)
        written.append(aside.replace(folder / f"report.{form}"))
    return written
