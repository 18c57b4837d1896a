"""Compares files of retractions with every citation, and tells those who cite."""

import json
import sys
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from rich.console import Console
from rich.progress import Progress

from nacre.evidence.actions import check_retractions, tell_of_notices
from nacre.evidence.models import Citation
from nacre.evidence.notices import BadRow
from nacre.evidence.records import FileRefused
from nacre.evidence.retractions import Check, Restated

MOST_BAD_SAID = 50  # the rest is counted


class Command(BaseCommand):
    """`nacre check_retractions retraction_watch.csv`."""

    help = (
        "Compares citations with files of retractions: Retraction Watch, two columns, or Crossref."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The files."""
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="retractions")
        parser.add_argument("--dry-run", action="store_true", help="report, and change nothing")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check file by file, then tell; say what changed."""
        hidden = options["json"] or not sys.stderr.isatty()
        together = transaction.atomic() if options["dry_run"] else nullcontext()
        bar = Progress(console=Console(stderr=True), transient=True, disable=hidden)
        with bar as progress, together:
            reports = [self._check(path, progress, options) for path in options["files"]]
            if options["dry_run"]:
                transaction.set_rollback(True)
        told = 0 if options["dry_run"] else tell_of_notices()
        self._say(reports, told, options)

    def _check(self, path: Path, progress: Progress, options: dict[str, Any]) -> dict[str, Any]:
        bad: list[BadRow] = []

        def tell_bad(row: BadRow) -> None:
            if options["json"] or len(bad) < MOST_BAD_SAID:
                bad.append(row)
                if not options["json"]:
                    self.stderr.write(f"{path}, {row}")

        check, error = Check(), ""
        try:
            with path.open("rb") as source:
                task = progress.add_task(f"Checking {path.name}", total=path.stat().st_size)
                check = check_retractions(
                    source=source,
                    tell_bad=tell_bad,
                    on_progress=lambda size: progress.advance(task, size),
                )
        except OSError as problem:
            error = f"It cannot be opened: {problem.strerror}."
        except FileRefused as refused:
            error = str(refused)
        return {"file": str(path), "error": error, "check": check, "bad": bad}

    def _say(self, reports: list[dict[str, Any]], told: int, options: dict[str, Any]) -> None:
        checks = [report["check"] for report in reports]
        counts = Counter(
            {
                "rows": sum(check.rows for check in checks),
                "about_citations": sum(check.about_ours for check in checks),
                "bad": sum(check.bad for check in checks),
                "notices": sum(check.notices for check in checks),
                "restated": sum(len(check.restated) for check in checks),
                "told": told,
            }
        )
        restated = [one for check in checks for one in check.restated]
        if options["json"]:
            answer = {
                "counts": dict(counts),
                "dry_run": options["dry_run"],
                "restated": [said_of(one) for one in restated],
                "files": [
                    {"file": r["file"], "error": r["error"], "bad": [vars(b) for b in r["bad"]]}
                    for r in reports
                ],
            }
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self._in_words(counts, restated, options)
        broken = [f"{report['file']}: {report['error']}" for report in reports if report["error"]]
        if broken:
            raise CommandError("\n".join(broken))

    def _in_words(
        self, counts: Counter[str], restated: list[Restated], options: dict[str, Any]
    ) -> None:
        for one in restated:
            self.stdout.write(f"{one.citation}: {one.citation.status_note}")
        kept = " Nothing was changed." if options["dry_run"] else ""
        bad = f" {counts['bad']:,} could not be read." if counts["bad"] else ""
        self.stdout.write(
            f"{counts['rows']:,} rows, {counts['about_citations']:,} about papers of ours; "
            f"standing changed of {counts['restated']:,}.{bad}{kept}"
        )


def said_of(one: Restated) -> dict[str, Any]:
    """What became of one paper, for programs."""
    citation: Citation = one.citation
    return {
        "doi": citation.doi,
        "pmid": citation.pmid,
        "title": citation.title,
        "before": one.before,
        "now": citation.status,
        "kind": one.notice.kind,
        "dated": one.notice.dated and one.notice.dated.isoformat(),
        "notice_doi": citation.notice_doi,
        "replaced_by": citation.replaced_by,
        "note": citation.status_note,
    }
