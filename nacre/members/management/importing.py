"""What the import commands share: their options, a progress bar, and how they say what happened."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from nacre.communities.models import Community
from nacre.members.importing import Importer, ImportRefused, run_import, undo_import
from nacre.members.models import ImportRun

SHOWN = 20


class ImportCommand(BaseCommand):
    """Subclass, and answer `importer`; `community` too where the file belongs to one."""

    kinds = ""  # how the kinds of its runs begin, for --undo

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and what every import can do. Say `super()` last: the file comes last."""
        parser.add_argument("file", type=Path, nargs="?", help="the file (none with --undo)")
        parser.add_argument("--dry-run", action="store_true", help="report, and keep nothing")
        parser.add_argument("--undo", metavar="RUN", help="take an earlier run back")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def importer(self, options: dict[str, Any]) -> Importer:
        """What takes the file in."""
        raise NotImplementedError

    def community(self, options: dict[str, Any]) -> Community | None:
        """Whose file it is."""
        return None

    def handle(self, *args: Any, **options: Any) -> None:
        """Import or undo, then say what happened."""
        try:
            run = self.undo(options) if options["undo"] else self.take_in(options)
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.say(run, is_json=options["json"])

    def take_in(self, options: dict[str, Any]) -> ImportRun:
        """Import the file, with a progress bar on a terminal."""
        if options["file"] is None:
            raise CommandError("Name the file, or give --undo and a run.")
        importer, community = self.importer(options), self.community(options)
        with self.bar(options) as progress:
            return run_import(
                importer,
                options["file"],
                community=community,
                dry_run=options["dry_run"],
                progress=progress,
            )

    @contextmanager
    def bar(self, options: dict[str, Any]) -> Iterator[Callable[[int, int], None]]:
        """A progress bar, on a terminal alone."""
        hidden = options["json"] or not sys.stderr.isatty()
        with Progress(console=Console(stderr=True), transient=True, disable=hidden) as progress:
            task = progress.add_task(f"Importing {options['file'].name}", total=None)
            yield lambda done, lines: progress.update(task, completed=done, total=lines)

    def undo(self, options: dict[str, Any]) -> ImportRun:
        """Take back the run that was named."""
        runs = ImportRun.objects.filter(kind__startswith=self.kinds)
        if community := self.community(options):
            runs = runs.filter(community=community)
        try:
            run = runs.filter(key=options["undo"]).first()
        except ValidationError:
            run = None
        if run is None:
            raise CommandError(f"There is no such run: {options['undo']}.")
        return undo_import(run)

    def say(self, run: ImportRun, *, is_json: bool) -> None:
        """The counts, and the rows that were kept out."""
        problems = run.problems.all()
        if is_json:
            said = run.as_dict() | {
                "problems": list(problems.values("row", "field", "message")),
            }
            self.stdout.write(json.dumps(said, ensure_ascii=False))
            return
        for problem in problems[:SHOWN]:
            self.stderr.write(str(problem))
        if run.problem_count > SHOWN:
            self.stderr.write(f"… and {run.problem_count - SHOWN:,} more rows (--json names them).")
        for note in run.notes:
            self.stderr.write(note)
        self.stdout.write(f"{run.get_state_display()}: {told(run)}. Run {run.key}.")


def told(run: ImportRun) -> str:
    """The counts of a run in words."""
    return ", ".join(f"{count:,} {what}" for what, count in run.counts.items()) or "nothing"
