"""Activity from elsewhere: a file in the documented format, taken whole or not at all."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from nacre.insights import kinds, lines
from nacre.insights.activity_store import Batch, community_folder, only_writer

ERRORS_SHOWN = 100


@dataclass
class Import:
    """What one import did, or why it did nothing."""

    community: str
    name: str = ""
    lines: int = 0
    imported: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    errors: list[dict[str, Any]] = field(default_factory=list)
    bad_lines: int = 0
    was_known: bool = False
    rejects: str = ""
    months: list[str] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        """Whether nothing was taken because a line was bad."""
        return bool(self.bad_lines) and not self.imported and not self.rejects

    def as_dict(self) -> dict[str, Any]:
        """For --json."""
        return asdict(self) | {"is_refused": self.is_refused}


def import_file(
    slug: str,
    path: Path,
    *,
    skip_bad: bool = False,
    on_progress: Callable[[int], None] = lambda size: None,
) -> Import:
    """Take a file into a community's activity; the same content twice is taken once.

    A bad line refuses the file, unless `skip_bad`: then the bad lines are written beside it.
    """
    done = Import(slug, name=f"import-{_digest(path)}")
    with only_writer():
        if _is_known(done):
            done.was_known = True
            return done
        batch = Batch(f"{done.name}-{slug}")
        rejects = _Rejects(path.with_name(f"{path.name}.rejects"), skip_bad)
        for number, row in _rows(path, done, rejects, on_progress):
            row["id"] = row["id"] or f"{done.name}-{number}"
            row["source"] = "import"
            _count(done, row)
            batch.add(slug, row)
        rejects.close()
        if done.bad_lines and not skip_bad:
            batch.discard()
            done.imported, done.left_out, done.months = 0, {}, []
            return done
        done.rejects = rejects.written_to
        batch.commit()
        _remember(done)
    done.months.sort()
    return done


def _digest(path: Path) -> str:
    with open(path, "rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()[:20]


def _note(done: Import) -> Path:
    return community_folder(done.community) / "imports" / f"{done.name}.json"


def _is_known(done: Import) -> bool:
    return _note(done).exists()


def _remember(done: Import) -> None:
    _note(done).parent.mkdir(parents=True, exist_ok=True)
    _note(done).write_text(json.dumps(done.as_dict(), indent=1))


def _count(done: Import, row: dict[str, Any]) -> None:
    done.imported += 1
    for flag in row["flags"][:1]:
        done.left_out[flag] = done.left_out.get(flag, 0) + 1
    if row["month"] not in done.months:
        done.months.append(row["month"])


def _rows(
    path: Path, done: Import, rejects: "_Rejects", on_progress: Callable[[int], None]
) -> Iterator[tuple[int, dict[str, Any]]]:
    known = kinds.known_kinds()
    with open(path, "rb") as handle:
        for number, text in enumerate(handle, 1):
            on_progress(len(text))
            if not (text := text.strip(b"\xef\xbb\xbf \t\r\n")):
                continue
            done.lines += 1
            try:
                yield number, lines.parse(text, known)
            except lines.LineError as problem:
                done.bad_lines += 1
                rejects.add(text)
                if len(done.errors) < ERRORS_SHOWN:
                    done.errors.append({"line": number, **vars(problem)})


class _Rejects:
    """The file beside the imported one that gets its bad lines, if they are to be skipped."""

    def __init__(self, path: Path, is_wanted: bool) -> None:
        self._path = path
        self._is_wanted = is_wanted
        self._handle: BinaryIO | None = None

    @property
    def written_to(self) -> str:
        """Its path if a line was written."""
        return str(self._path) if self._handle else ""

    def add(self, text: bytes) -> None:
        """Write one bad line."""
        if self._is_wanted:
            self._handle = self._handle or open(self._path, "wb")  # noqa: SIM115 - closed by close()
            self._handle.write(text + b"\n")

    def close(self) -> None:
        """Finish the file."""
        if self._handle:
            self._handle.close()
