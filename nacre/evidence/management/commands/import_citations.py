"""Takes citations in from files of PubMed, reference managers, Crossref and journals."""

import json
import sys
from collections import Counter
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from rich.console import Console
from rich.progress import Progress

from nacre.communities.models import Community
from nacre.evidence.actions import Imported, import_citations
from nacre.evidence.readers import AUTO, READERS
from nacre.evidence.records import FileRefused

OUTCOMES = ("new", "completed", "merged", "unchanged", "refused")


class Command(BaseCommand):
    """`nacre import_citations pubmed.xml export.ris`."""

    help = (
        "Imports citations: PubMed XML, MEDLINE (.nbib), RIS, BibTeX, Crossref JSON, JATS, feeds."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The files, and how they are read."""
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="citation files")
        parser.add_argument(
            "--format", choices=[AUTO, *READERS], default=AUTO, help="auto: as each file begins"
        )
        parser.add_argument("--shelf", metavar="COMMUNITY", help="whose shelf they are put on")
        parser.add_argument("--dry-run", action="store_true", help="report, and keep nothing")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import file by file, and say what became of each record."""
        shelf = community_named(options["shelf"]) if options["shelf"] else None
        hidden = options["json"] or not sys.stderr.isatty()
        # Tried out together, so that a paper in two of the files is new once.
        together = transaction.atomic() if options["dry_run"] else nullcontext()
        bar = Progress(console=Console(stderr=True), transient=True, disable=hidden)
        with bar as progress, together:
            reports = [self._take_in(path, shelf, progress, options) for path in options["files"]]
            if options["dry_run"]:
                transaction.set_rollback(True)
        counts = sum((report["counts"] for report in reports), Counter(dict.fromkeys(OUTCOMES, 0)))
        self._say(reports, {outcome: counts[outcome] for outcome in OUTCOMES}, options)

    def _take_in(
        self, path: Path, shelf: Community | None, progress: Progress, options: dict[str, Any]
    ) -> dict[str, Any]:
        report: dict[str, Any] = {
            "file": str(path), "error": "", "counts": Counter(), "records": [],
        }  # fmt: skip

        def tell(one: Imported) -> None:
            report["counts"][one.outcome] += 1
            if options["json"]:
                report["records"].append(said_of(one))
            elif one.outcome == "refused" or options["verbosity"] > 1:
                self.stderr.write(line_of(path, one))

        try:
            with path.open("rb") as source:
                task = progress.add_task(f"Importing {path.name}", total=path.stat().st_size)
                import_citations(
                    source=source,
                    tell=tell,
                    format=options["format"],
                    shelf=shelf,
                    on_progress=lambda size: progress.advance(task, size),
                )
        except OSError as error:
            report["error"] = f"It cannot be opened: {error.strerror}."
        except FileRefused as refused:
            report["error"] = str(refused)
        return report

    def _say(
        self, reports: list[dict[str, Any]], counts: dict[str, int], options: dict[str, Any]
    ) -> None:
        if options["json"]:
            answer = {"counts": counts, "dry_run": options["dry_run"], "files": reports}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            told = ", ".join(f"{count:,} {outcome}" for outcome, count in counts.items())
            kept = " Nothing was kept." if options["dry_run"] else ""
            self.stdout.write(f"Citations: {told}.{kept}")
        broken = [f"{report['file']}: {report['error']}" for report in reports if report["error"]]
        if broken:
            raise CommandError("\n".join(broken))
        if counts["refused"] == sum(counts.values()):
            raise CommandError("Nothing could be read.")


def said_of(one: Imported) -> dict[str, Any]:
    """One record's fate for programs, with what was read of it."""
    record = one.entry.record
    return {
        "record": one.entry.number,
        "known_as": one.entry.known_as,
        "outcome": one.outcome,
        "reason": one.reason,
        "citation": asdict(record) if record else None,
    }


def line_of(path: Path, one: Imported) -> str:
    """One record's fate for people."""
    name = f" ({one.entry.known_as})" if one.entry.known_as else ""
    why = f": {one.reason}" if one.reason else ""
    return f"{path}, record {one.entry.number}{name}: {one.outcome}{why}"


def community_named(slug: str) -> Community:
    """The community of a slug; a wrong one ends the command with a sentence."""
    found = Community.objects.for_request().filter(slug=slug).first()
    if found is None:
        raise CommandError(f"There is no community {slug!r}.")
    return found
