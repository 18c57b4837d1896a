"""Taking in a file of other people's rows: in batches, resumable, by row, and undoable.

Subclass `Importer`, then `run_import`. Five hundred rows and the position after them are one
transaction, so a killed import goes on where it stood when the same file is given again. Whatever
is written through `Changes` is journalled and can be undone. A row that is wrong is kept out and
reported; the others go in.
"""

import hashlib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone

from nacre.communities.models import Community
from nacre.members.csv_files import ImportRefused, Row, RowProblem, csv_rows, csv_table, open_text
from nacre.members.journal import Changes, take_back
from nacre.members.models.importing import ImportChange, ImportProblem, ImportRun

__all__ = [
    "Changes", "ImportRefused", "Importer", "Row", "RowProblem", "csv_rows", "csv_table",
    "forget_old_journals", "open_text", "run_import", "undo_import",
]  # fmt: skip

BATCH = 500
MOST_PROBLEMS = 10_000  # kept by row; the count goes on
State = ImportRun.State
Progress = Callable[[int, int], None]  # rows dealt with, lines in the file


class Importer:
    """One kind of file. A batch may be done twice (after a bad row): keep no state in `apply`."""

    kind = ""
    run: ImportRun
    changes: Changes
    community: Community | None = None

    def rows(self, path: Path) -> Iterator[Row]:
        """The rows of the file, as a stream; raises ImportRefused for a header that is wrong."""
        raise NotImplementedError

    def skip(self, row: Row) -> None:
        """A row that an earlier, killed attempt dealt with passes by."""

    def prepare(self, rows: list[Row]) -> None:
        """Look up together what the rows of a batch need."""

    def apply(self, row: Row, changes: Changes) -> str:
        """Take one row in and say how it turned out: "new", "changed", "same" …"""
        raise NotImplementedError

    def keep_out(self, row: Row, problem: RowProblem) -> None:
        """A row with a problem was not taken in."""

    def finish(self, run: ImportRun) -> None:
        """After the last row, in a transaction with the end of the run; write by `self.changes`."""


class _TriedOut(Exception):  # noqa: N818 - takes a dry run's transaction back
    pass


def run_import(
    importer: Importer,
    path: Path | str,
    *,
    community: Community | None = None,
    by: Any = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportRun:
    """Take a file in; the same file, unfinished, goes on. A dry run reports and keeps nothing."""
    path = Path(path)
    if not path.is_file():
        raise ImportRefused(f"There is no file {path}.")
    fingerprint, lines = measured(path)
    fresh = ImportRun(community=community, by=by, file_name=path.name[:200])
    fresh.fingerprint = fingerprint
    told = progress or (lambda done, total: None)
    return run_rows(importer, path, fresh, dry_run=dry_run, progress=lambda done: told(done, lines))


def run_rows(
    importer: Importer,
    path: Path,
    fresh: ImportRun,
    *,
    dry_run: bool = False,
    progress: Callable[[int], None] = lambda done: None,
) -> ImportRun:
    """Take rows in that need not come from the file itself; `fresh` says what they are known by."""
    fresh.kind, importer.community = importer.kind, fresh.community
    rows = importer.rows(path)
    first = list(islice(rows, 1))  # a header that is wrong is refused before anything is written
    if dry_run:
        return _try_out(importer, first, rows, fresh, progress)
    run = _unfinished(fresh) or fresh
    run.save()
    return _work_through(importer, first, rows, run, progress)


def undo_import(run: ImportRun, *, by: Any = None) -> ImportRun:
    """Take everything back that a run did; refuses, naming them, if rows were changed since."""
    with transaction.atomic():
        run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if run.state not in {State.DONE, State.RUNNING}:
            raise ImportRefused(f"There is nothing to undo: {run.get_state_display().lower()}.")
        if run.counts.get("forgotten"):
            raise ImportRefused("This import is too old to undo: its journal has been deleted.")
        take_back(run)
        ImportChange.objects.filter(run=run).delete()
        run.state, run.undone_at = State.UNDONE, timezone.now()
        run.save(update_fields=["state", "undone_at"])
    return run


def forget_old_journals(before: Any) -> int:
    """Delete the journals of runs that ended before a moment: they hold what stood there earlier."""
    runs = ImportRun.objects.filter(state=State.DONE, finished_at__lt=before, changes__isnull=False)
    forgotten = 0
    for run in runs.distinct():
        ImportChange.objects.filter(run=run).delete()
        run.counts["forgotten"] = 1
        run.save(update_fields=["counts"])
        forgotten += 1
    return forgotten


def measured(path: Path) -> tuple[str, int]:
    """The SHA-256 of a file and how many lines it has, without holding it in memory."""
    digest, lines = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
            lines += chunk.count(b"\n")
    return digest.hexdigest(), lines


def _unfinished(fresh: ImportRun) -> ImportRun | None:
    return ImportRun.objects.filter(
        kind=fresh.kind,
        community=fresh.community,
        fingerprint=fresh.fingerprint,
        state=State.RUNNING,
    ).first()


def _work_through(
    importer: Importer, first: list[Row], rows: Iterator[Row], run: ImportRun, told: Callable
) -> ImportRun:
    """Batch after batch from where the run stands, then its end."""
    importer.run, importer.changes = run, Changes(run)
    for passed, row in enumerate(_chained(first, rows, run.position), start=1):
        importer.skip(row)
        told(passed)
    while batch := [*first, *islice(rows, BATCH - len(first))]:
        first.clear()
        _do_batch(importer, batch, run)
        told(run.position)
    with transaction.atomic():
        _take_turn(run)
        importer.finish(run)
        importer.changes.flush()
        run.state, run.finished_at = State.DONE, timezone.now()
        run.save()
    return run


def _chained(first: list[Row], rows: Iterator[Row], number: int) -> Iterator[Row]:
    for _ in range(number):
        row = first.pop() if first else next(rows, None)
        if row is not None:
            yield row


def _take_turn(run: ImportRun) -> None:
    """Refuse to go on if another process has taken over this run."""
    now = ImportRun.objects.select_for_update(of=("self",)).filter(pk=run.pk).first()
    if now is None or now.state != State.RUNNING or now.position != run.position:
        raise ImportRefused("Another process is importing this file, or has undone it.")


def _do_batch(importer: Importer, batch: list[Row], run: ImportRun) -> None:
    """One batch and its position in one transaction; row by row if one of them fails."""
    counts = dict(run.counts)
    try:
        _attempt(importer, batch, run, _plainly)
    except (DatabaseError, _HalfWritten):
        run.counts = counts
        run.position = ImportRun.objects.values_list("position", flat=True).get(pk=run.pk)
        importer.changes = Changes(run)
        _attempt(importer, batch, run, _carefully)


class _HalfWritten(Exception):  # noqa: N818 - a row turned out wrong after it had written
    pass


def _attempt(importer: Importer, batch: list[Row], run: ImportRun, one: Callable) -> None:
    with transaction.atomic():
        _take_turn(run)
        importer.prepare([row for row in batch if row.problem is None])
        run.counts = dict(run.counts)
        problems: list[ImportProblem] = []
        for row in batch:
            try:
                outcome = _outcome(importer, row, one)
            except RowProblem as problem:
                outcome = "problem"
                importer.keep_out(row, problem)
                problems.append(_noted(run, row, problem))
            run.counts[outcome] = run.counts.get(outcome, 0) + 1
        importer.changes.flush()
        _keep_problems(run, problems)
        run.position += len(batch)
        run.save(update_fields=["position", "counts"])


def _outcome(importer: Importer, row: Row, one: Callable) -> str:
    if row.problem is not None:
        raise row.problem
    return one(importer, row)


def _plainly(importer: Importer, row: Row) -> str:
    made = importer.changes.made
    try:
        return importer.apply(row, importer.changes)
    except RowProblem as problem:
        if importer.changes.made != made:
            raise _HalfWritten from problem
        raise


def _carefully(importer: Importer, row: Row) -> str:
    """A row in a savepoint of its own, so that what the database refuses is its problem alone."""
    importer.changes.flush()
    try:
        with transaction.atomic():
            outcome = importer.apply(row, importer.changes)
            importer.changes.flush()
            return outcome
    except RowProblem:
        importer.changes = Changes(importer.run)
        raise
    except DatabaseError as error:
        importer.changes = Changes(importer.run)
        raise RowProblem("", "contradicts what is already there; it was not taken in") from error


def _noted(run: ImportRun, row: Row, problem: RowProblem) -> ImportProblem:
    return ImportProblem(
        run=run, row=row.number, field=problem.field[:60], message=problem.message[:300]
    )


def _keep_problems(run: ImportRun, problems: list[ImportProblem]) -> None:
    room = MOST_PROBLEMS - run.counts.get("problem", 0) + len(problems)
    ImportProblem.objects.bulk_create(problems[: max(room, 0)])


def _try_out(
    importer: Importer, first: list[Row], rows: Iterator[Row], run: ImportRun, told: Callable
) -> ImportRun:
    """Do everything, take it back, and keep the report."""
    problems: list[ImportProblem] = []
    try:
        with transaction.atomic():
            run.save()
            _work_through(importer, first, rows, run, told)
            problems = list(run.problems.all())
            raise _TriedOut
    except _TriedOut:
        run.pk, run.state = None, State.DRY_RUN
        run.save(force_insert=True)
    for problem in problems:
        problem.pk, problem.run = None, run
    ImportProblem.objects.bulk_create(problems, batch_size=BATCH)
    return run
