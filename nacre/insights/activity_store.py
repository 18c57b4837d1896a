"""Activity at rest: Parquet by community and London month, written so that a kill loses nothing.

A batch of rows is one name. Its files are made aside, then a commit note is put down, then the files
move into place and the note goes. Whoever comes next finishes what the note says or clears what has
none, and the same batch always has the same names: done twice, it is there once.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("micros", pa.int64()),
        ("at", pa.timestamp("us", "UTC")),
        ("day", pa.string()),
        ("month", pa.string()),
        ("kind", pa.string()),
        ("object", pa.string()),
        ("type", pa.string()),
        ("title", pa.string()),
        ("url", pa.string()),
        ("topics", pa.list_(pa.string())),
        ("visitor", pa.string()),
        ("member", pa.string()),
        ("profession", pa.string()),
        ("role", pa.string()),
        ("grade", pa.string()),
        ("region", pa.string()),
        ("flags", pa.list_(pa.string())),
        ("view", pa.string()),
        ("seconds", pa.float64()),
        ("query", pa.string()),
        ("results", pa.int32()),
        ("status", pa.int16()),
        ("funding", pa.string()),
        ("source", pa.string()),
        ("props", pa.string()),
    ]
)
BATCH_ROWS = 20_000
NOTE = "commit.json"
SLUG = re.compile(r"^[a-z0-9][a-z0-9_-]*$")


def activity_folder() -> Path:
    """Where all activity at rest lies."""
    return Path(settings.NACRE_HOME) / "activity"


def community_folder(slug: str) -> Path:
    """Where one community's activity lies."""
    if not SLUG.match(slug):
        raise ValueError(f"{slug!r} is no community's slug.")
    return activity_folder() / f"community={slug}"


def files_of(slug: str, months: Iterable[str] | None = None) -> list[Path]:
    """A community's files, of some months or of all."""
    folder = community_folder(slug)
    if months is None:
        return sorted(folder.glob("month=*/*.parquet"))
    return sorted(f for month in months for f in (folder / f"month={month}").glob("*.parquet"))


@contextmanager
def only_writer() -> Iterator[None]:
    """Hold the store: compaction, import and merging take turns, and first tidy up a kill."""
    activity_folder().mkdir(parents=True, exist_ok=True)
    with open(activity_folder() / ".lock", "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        _finish_or_clear()
        yield


class Batch:
    """Rows that arrive together or not at all, under one name."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows = 0
        self._aside = activity_folder() / ".aside" / name
        shutil.rmtree(self._aside, ignore_errors=True)
        self._waiting: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self._writers: dict[tuple[str, str], pq.ParquetWriter] = {}

    def add(self, slug: str, row: dict[str, Any]) -> None:
        """Take one row of a community."""
        waiting = self._waiting.setdefault((slug, row["month"]), [])
        waiting.append(row)
        self.rows += 1
        if len(waiting) >= BATCH_ROWS:
            self._write((slug, row["month"]))

    def _write(self, place: tuple[str, str]) -> None:
        writer = self._writers.get(place)
        if writer is None:
            path = self._aside / f"community={place[0]}" / f"month={place[1]}"
            path.mkdir(parents=True, exist_ok=True)
            writer = pq.ParquetWriter(path / f"{self.name}.parquet", SCHEMA, compression="zstd")
            self._writers[place] = writer
        writer.write_table(pa.Table.from_pylist(self._waiting.pop(place), schema=SCHEMA))

    def discard(self) -> None:
        """Leave no trace."""
        for writer in self._writers.values():
            writer.close()
        shutil.rmtree(self._aside, ignore_errors=True)

    def commit(self) -> list[Path]:
        """Put every file in its place."""
        for place in list(self._waiting):
            self._write(place)
        for writer in self._writers.values():
            writer.close()
        if not self._writers:
            return []
        for path in self._aside.rglob("*.parquet"):
            _sync(path)
        _put_note(self._aside, {"remove": []})
        return _finish(self._aside)


def _put_note(aside: Path, note: dict[str, Any]) -> None:
    """The moment at which a batch counts as done."""
    draft = aside / f".{NOTE}"
    draft.write_text(json.dumps(note))
    _sync(draft)
    draft.rename(aside / NOTE)
    _sync(aside)


def _finish(aside: Path) -> list[Path]:
    """Move the files of a noted batch into place, remove what they replace, and the note last."""
    note = json.loads((aside / NOTE).read_text())
    placed = []
    for path in sorted(aside.rglob("*.parquet")):
        target = activity_folder() / path.relative_to(aside)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, target)
        _sync(target.parent)
        placed.append(target)
    for name in note["remove"]:
        (activity_folder() / name).unlink(missing_ok=True)
    shutil.rmtree(aside)
    return placed


def _finish_or_clear() -> None:
    for aside in sorted((activity_folder() / ".aside").glob("*")):
        if (aside / NOTE).exists():
            _finish(aside)
        else:
            shutil.rmtree(aside)


def _sync(path: Path) -> None:
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def merge(folder: Path, *, at_least: int) -> bool:
    """Make one file of a month's many; the old ones go under the same commit note."""
    parts = sorted(folder.glob("*.parquet"))
    if len(parts) < at_least:
        return False
    said = "\n".join(part.name for part in parts)
    name = f"merged-{hashlib.sha256(said.encode()).hexdigest()[:16]}"
    aside = activity_folder() / ".aside" / f"{folder.parent.name}-{folder.name}"
    target = aside / folder.relative_to(activity_folder()) / f"{name}.parquet"
    target.parent.mkdir(parents=True, exist_ok=True)
    with pq.ParquetWriter(target, SCHEMA, compression="zstd") as writer:
        for part in parts:
            writer.write_table(pq.ParquetFile(part).read())
    _sync(target)
    old = [str(part.relative_to(activity_folder())) for part in parts]
    _put_note(aside, {"remove": old})
    _finish(aside)
    return True
