"""Imports a file of a regulator's register."""

import json
import sys
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nacre.members.actions.registers import load_register, undo_register
from nacre.members.importing import ImportRefused
from nacre.members.models import ImportRun

PROBLEMS_TOLD = 20


class Command(BaseCommand):
    """`nacre import_register --regulator gmc --file lrmp.csv --mapping gmc_lrmp.yaml`."""

    help = "Imports a register's file and compares everybody who claims one of its numbers."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which register, which file, and how its columns are to be read."""
        parser.add_argument("--regulator", required=True, help="gmc, nmc, gphc, hcpc …")
        parser.add_argument("--file", help="the CSV file")
        parser.add_argument("--mapping", help="a mapping file, or the name of one of ours")
        parser.add_argument(
            "--as-of", type=date.fromisoformat, help="the day of the file, 2026-11-20; today"
        )
        parser.add_argument("--delta", action="store_true", help="the file holds changes alone")
        parser.add_argument(
            "--accept-gone", action="store_true", help="more than a tenth of the register is gone"
        )
        parser.add_argument("--dry-run", action="store_true", help="report, and keep nothing")
        parser.add_argument("--undo", metavar="RUN", help="take an import back, by its key")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import or undo, and say what happened."""
        try:
            run = self._undo(options) if options["undo"] else self._load(options)
        except ImportRefused as refused:
            raise CommandError(str(refused)) from refused
        if options["json"]:
            problems = [
                {"row": p.row, "field": p.field, "message": p.message} for p in run.problems.all()
            ]
            self.stdout.write(json.dumps(run.as_dict() | {"problems": problems}))
        else:
            self._tell(run)

    def _load(self, options: dict[str, Any]) -> ImportRun:
        if not options["file"]:
            raise CommandError("Give --file, or --undo with the key of an import.")
        return load_register(
            regulator=options["regulator"],
            path=options["file"],
            mapping=options["mapping"],
            as_of=options["as_of"],
            is_delta=options["delta"],
            accept_gone=options["accept_gone"],
            dry_run=options["dry_run"],
            progress=self._progress,
        )

    def _undo(self, options: dict[str, Any]) -> ImportRun:
        return undo_register(key=options["undo"], regulator=options["regulator"])

    def _progress(self, done: int, total: int) -> None:
        end = "\r" if sys.stderr.isatty() else "\n"
        if done % 10_000 == 0 or (sys.stderr.isatty() and done % 500 == 0):
            self.stderr.write(f"{done:,} of about {total:,} rows", ending=end)

    def _tell(self, run: ImportRun) -> None:
        told = ", ".join(f"{n:,} {what.replace('_', ' ')}" for what, n in run.counts.items())
        self.stdout.write(f"{run.get_state_display()}: {told or 'nothing to do'}. Run {run.key}.")
        for note in run.notes:
            self.stdout.write(note)
        for problem in run.problems.all()[:PROBLEMS_TOLD]:
            self.stdout.write(str(problem))
        if run.problem_count > PROBLEMS_TOLD:
            self.stdout.write(f"… and {run.problem_count - PROBLEMS_TOLD:,} more; see --json.")
