"""Takes a file of a regulator's register in, whole or what changed since the last."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import Max

from nacre.members.importing import BATCH, Changes, Importer, Row, RowProblem
from nacre.members.models import ImportRun, RegisterEntry, RegisterFile
from nacre.members.register_mapping import Mapping

MOST_GONE = 0.1  # of the entries; more of them missing means that the file is not whole


class RegisterImporter(Importer):
    """One file of one register. What a whole file no longer has is gone from the register."""

    def __init__(
        self, mapping: Mapping, *, as_of: date, is_delta: bool = False, accept_gone: bool = False
    ) -> None:
        self.mapping, self.as_of = mapping, as_of
        self.is_delta, self.accept_gone = is_delta, accept_gone
        self.kind = f"register:{mapping.regulator}"
        self.entries = RegisterEntry.objects.filter(regulator=mapping.regulator)
        self.extra: list[str] = []
        self._known: dict[str, RegisterEntry] = {}
        self._made: set[str] = set()
        self._passed: list[Row] = []
        # Which of the entries that were there at the start the file has: a bit for each.
        self._last = self.entries.aggregate(last=Max("pk"))["last"] or 0
        self._seen = bytearray(self._last // 8 + 1)

    def rows(self, path: Path) -> Iterator[Row]:
        """The rows of the file, if its header is the right one."""
        table = self.mapping.table(path)
        self.extra = table.extra
        return table.rows

    def skip(self, row: Row) -> None:
        """Rows that an earlier attempt dealt with are still in the file."""
        self._passed.append(row)
        if len(self._passed) >= BATCH:
            self._look_up(self._passed)
            self._passed = []

    def prepare(self, rows: list[Row]) -> None:
        """The entries of a batch, in one question."""
        self._known = self._look_up(rows)
        self._made = set()

    def apply(self, row: Row, changes: Changes) -> str:
        """Keep the least of one row."""
        number, facts = self.mapping.number(row), self.mapping.facts(row)
        entry = self._known.get(number)
        if entry is None:
            if number in self._made:
                raise RowProblem(self.mapping.columns["number"], "stands twice in the file")
            changes.create(
                RegisterEntry(
                    regulator=self.mapping.regulator, number=number, checked_on=self.as_of, **facts
                ),
                later=True,
            )
            self._made.add(number)
            return "new"
        if all(getattr(entry, name) == value for name, value in facts.items()):
            return "same"
        changes.update(entry, checked_on=self.as_of, **facts)
        return "changed"

    def finish(self, run: ImportRun) -> None:
        """Take away what a whole file no longer has, and note the file."""
        self._look_up(self._passed)
        if self.extra:
            run.notes.append(f"Columns that were not read: {', '.join(self.extra)[:300]}.")
        if not self.is_delta:
            self._take_away(run)
        self.changes.create(
            RegisterFile(
                regulator=self.mapping.regulator,
                name=run.file_name,
                mapping=self.mapping.name[:60],
                is_delta=self.is_delta,
                as_of=self.as_of,
            )
        )

    def _take_away(self, run: ImportRun) -> None:
        gone = [e.pk for e in self._there().only("pk").iterator() if not self._is_seen(e.pk)]
        if not gone:
            return
        share = len(gone) / max(self._there().count(), 1)
        if run.problem_count:
            run.notes.append(
                f"{len(gone)} entries are not in the file. They were kept, because some of its "
                "rows could not be read."
            )
        elif share > MOST_GONE and not self.accept_gone:
            run.notes.append(
                f"{len(gone)} entries ({share:.0%}) are not in the file. They were kept: it may not "
                "be whole. If it is, import it again with --accept-gone."
            )
        else:
            for start in range(0, len(gone), BATCH):
                for entry in self.entries.filter(pk__in=gone[start : start + BATCH]):
                    self.changes.delete(entry)
                self.changes.flush()
            run.counts["gone"] = len(gone)

    def _there(self) -> Any:
        return self.entries.filter(pk__lte=self._last)

    def _look_up(self, rows: list[Row]) -> dict[str, RegisterEntry]:
        numbers = {n for n in map(self._number, rows) if n}
        found = {entry.number: entry for entry in self.entries.filter(number__in=numbers)}
        for entry in found.values():
            if entry.pk <= self._last:
                self._seen[entry.pk // 8] |= 1 << entry.pk % 8
        return found

    def _number(self, row: Row) -> str:
        try:
            return self.mapping.number(row) if row.problem is None else ""
        except RowProblem:
            return ""

    def _is_seen(self, pk: int) -> bool:
        return bool(self._seen[pk // 8] & 1 << pk % 8)
