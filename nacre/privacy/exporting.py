"""Everything held about one person, as data for programs and as a page for the person."""

import io
import json
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.files.storage import Storage
from django.db.models import Field, Model
from django.template.loader import render_to_string
from django.utils import timezone

from nacre.privacy.holdings import AtErasure, Holding, elsewhere, holdings


@dataclass(frozen=True)
class Part:
    """One sort of rows: why it is held, what becomes of it at erasure, and the rows."""

    label: str
    because: str
    at_erasure: str
    model: str
    rows: list[dict[str, Any]]
    files: list[tuple[str, Storage, str]] = field(default_factory=list)

    @property
    def columns(self) -> list[str]:
        """The names of what is told of a row."""
        return list(self.rows[0]) if self.rows else []

    @property
    def table(self) -> list[list[Any]]:
        """The rows as lists, in the order of the columns."""
        return [[row.get(column, "") for column in self.columns] for row in self.rows]


@dataclass(frozen=True)
class Export:
    """What is held about one person at a moment."""

    name: str
    email: str
    made_at: datetime
    parts: list[Part]

    def as_dict(self) -> dict[str, Any]:
        """For `data.json`; documented in docs/reference/personal-data.md."""
        return {
            "format": "nacre-personal-data/1",
            "made_at": self.made_at.isoformat(),
            "person": {"name": self.name, "email": self.email},
            "parts": [
                {
                    "label": part.label,
                    "model": part.model,
                    "because": part.because,
                    "at_erasure": part.at_erasure,
                    "rows": part.rows,
                }
                for part in self.parts
            ],
        }


def collect(user: Any) -> Export:
    """Read everything about a person; a fixed number of queries for each declaration."""
    parts = [_part_of(holding, user) for holding in holdings() if holding.is_told]
    for other in elsewhere():
        rows = list(other.read(user))
        files = list(other.files(user))
        parts.append(Part(other.label, other.because, other.at_erasure.value, "", rows, files))
    return Export(str(user), user.email, timezone.now(), [part for part in parts if part.rows])


def write_zip(export: Export) -> bytes:
    """The export as one file: data.json, index.html and the files that the person gave."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps(export.as_dict(), ensure_ascii=False, indent=1, default=str)
        archive.writestr("data.json", text)
        archive.writestr("index.html", render_to_string("privacy/export.html", {"export": export}))
        for part in export.parts:
            for name, storage, path in part.files:
                if storage.exists(path):
                    with storage.open(path) as stored:
                        archive.writestr(f"files/{name}", stored.read())
    return made.getvalue()


def _part_of(holding: Holding, user: Any) -> Part:
    rows = holding.rows(user)
    fields = [f for f in holding.model_class._meta.concrete_fields if _is_told(f, holding)]
    links = [f.name for f in fields if f.is_relation]
    found = list(rows.select_related(*links)) if links else list(rows)
    files = [file for row in found for file in _files_of(row, holding)]
    told = [{f.name: _value(row, f) for f in fields} for row in found]
    return Part(
        holding.label, holding.because, holding.at_erasure.value, holding.model, told, files
    )


def _is_told(column: Field, holding: Holding) -> bool:
    if column.name in holding.hidden or getattr(column.remote_field, "parent_link", False):
        return False
    return not holding.shown or column.name in holding.shown


def _value(row: Model, column: Field) -> Any:
    """As a person reads it: a choice by its label, a link by its name, moments in ISO."""
    if column.is_relation:
        other = getattr(row, column.name)
        return None if other is None else str(other)
    if column.choices:
        return str(getattr(row, f"get_{column.name}_display")())
    value = getattr(row, column.name)
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _files_of(row: Model, holding: Holding):
    for name in holding.files:
        stored = getattr(row, name)
        if stored:
            label = f"{holding.model.replace('.', '-')}-{row.pk}-{stored.name.rsplit('/', 1)[-1]}"
            yield label, stored.storage, stored.name


def what_is_kept(export: Export) -> list[Part]:
    """The parts that outlive an erasure."""
    return [part for part in export.parts if part.at_erasure != AtErasure.DELETED]
