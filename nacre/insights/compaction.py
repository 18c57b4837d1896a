"""From spool to store: lines that processes wrote become Parquet, each exactly once."""

import json
import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nacre.insights import keys, lines
from nacre.insights.activity_store import SLUG, Batch, activity_folder, merge, only_writer
from nacre.insights.spool import seal_all, spool_folder

logger = logging.getLogger(__name__)
MERGE_AT = 48


@dataclass
class Compaction:
    """What one run did."""

    lines: int = 0
    files: int = 0
    merged_months: int = 0
    unreadable: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """For --json."""
        return asdict(self)


def compact() -> Compaction:
    """Seal the spools, file their lines, then remove them; safe to kill, safe to repeat."""
    done = Compaction()
    with only_writer():
        for sealed in seal_all(spool_folder()):
            _file(sealed, done)
        done.merged_months = sum(
            merge(folder, at_least=MERGE_AT)
            for folder in sorted(activity_folder().glob("community=*/month=*"))
        )
        keys.forget_old_salts(datetime.now(UTC))
    for problem in done.unreadable:
        logger.warning("A line of activity was skipped: %s", problem)
    return done


def _file(sealed: Path, done: Compaction) -> None:
    batch = Batch(sealed.stem)
    for slug, row in _rows(sealed, done):
        batch.add(slug, row)
    batch.commit()
    done.lines += batch.rows
    done.files += 1
    sealed.unlink(missing_ok=True)


def _rows(sealed: Path, done: Compaction) -> Iterator[tuple[str, dict[str, Any]]]:
    """The readable lines of a spool; the others are kept aside and reported."""
    with open(sealed, "rb") as handle:
        for number, text in enumerate(handle, 1):
            if not text.strip():
                continue
            try:
                yield _row(text, f"{sealed.stem}-{number}")
            except (lines.LineError, KeyError, ValueError) as problem:
                _keep_aside(sealed, text)
                torn = "" if text.endswith(b"\n") else " (cut off: its process was killed)"
                done.unreadable.append(f"{sealed.name} line {number}{torn}: {problem}")


def _row(text: bytes, fallback_id: str) -> tuple[str, dict[str, Any]]:
    try:
        said = json.loads(text)
        slug = said.pop("community")
    except (ValueError, AttributeError, TypeError, KeyError) as problem:
        raise lines.LineError("line", "cannot be read.", "Nothing to do.") from problem
    if not SLUG.match(slug):
        raise lines.LineError("community", f"{slug!r} is no slug.", "Nothing to do.")
    row = lines.read(said)
    row["id"] = row["id"] or fallback_id
    row["source"] = "live"
    return slug, row


def _keep_aside(sealed: Path, text: bytes) -> None:
    """Keep what could not be read where a person can look at it, once."""
    folder = sealed.parent / "unreadable"
    folder.mkdir(exist_ok=True)
    path = folder / f"{sealed.stem}.jsonl"
    known = path.read_bytes() if path.exists() else b""
    if text.strip() not in known:
        path.write_bytes(known + text.rstrip(b"\n") + b"\n")
