"""Takes questions in from files of GIFT or Moodle XML."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from nacre.communities.models import Community
from nacre.questions.actions import fingerprints_in, keep_contents
from nacre.questions.content import Content
from nacre.questions.files import is_xml, read_file
from nacre.questions.gift import read_gift
from nacre.questions.intake import CannotBeTaken, Found, decoded
from nacre.questions.models import Bank


class Command(BaseCommand):
    """`nacre import_questions hepatology.gift --community liver --bank Hepatology`."""

    help = "Imports questions (GIFT or Moodle XML) into a bank; lists what cannot be asked here."

    def add_arguments(self, parser: CommandParser) -> None:
        """The files, and where their questions go."""
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="GIFT, Moodle XML")
        parser.add_argument("--community", help="slug of the community")
        parser.add_argument("--bank", help="name of the bank; made where there is none")
        parser.add_argument("--dry-run", action="store_true", help="report, and keep nothing")
        parser.add_argument(
            "--json",
            action="store_true",
            help="answer in JSON; with --dry-run and GIFT: the questions as they were read",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Take each file in, and say what became of its questions."""
        is_dry = options["dry_run"]
        if not is_dry and not (options["community"] and options["bank"]):
            raise CommandError("Say where they go: --community SLUG --bank NAME.")
        community = self._community(options["community"])
        bank = self._bank(community, options["bank"], is_dry=is_dry)
        hidden = options["json"] or not sys.stderr.isatty()
        with Progress(console=Console(stderr=True), transient=True, disable=hidden) as progress:
            reports = [self._take_in(path, bank, progress, options) for path in options["files"]]
        self._say(reports, options)

    def _community(self, slug: str | None) -> Community | None:
        if not slug:
            return None
        found = Community.objects.filter(slug=slug).first()
        if found is None:
            raise CommandError(f"There is no community {slug!r}.")
        return found

    def _bank(self, community: Community | None, name: str | None, *, is_dry: bool) -> Bank | None:
        if community is None or not name:
            return None
        if is_dry:
            return Bank.objects.of(community).filter(name=name).first()
        return Bank.objects.get_or_create(community=community, name=" ".join(name.split())[:120])[0]

    def _take_in(
        self, path: Path, bank: Bank | None, progress: Progress, options: dict[str, Any]
    ) -> dict[str, Any]:
        report: dict[str, Any] = {
            "file": str(path), "error": "", "note": "", "kept": 0, "already": 0, "left": [],
            "notes": [],
        }  # fmt: skip
        try:
            data = path.read_bytes()
            reading = read_file(data)
            report["note"] = reading.note
            if options["dry_run"] and options["json"]:
                report["items"] = items_in(data)
            found = list(progress.track(reading.found, description=f"Reading {path.name}"))
        except OSError as error:
            report["error"] = f"It cannot be opened: {error.strerror}."
            return report
        except CannotBeTaken as why:
            report["error"] = str(why)
            return report
        self._note(path, report, found)
        contents = [one.content for one in found if one.content is not None]
        self._keep(path, bank, contents, report, progress, is_dry=options["dry_run"])
        return report

    def _note(self, path: Path, report: dict[str, Any], found: list[Found]) -> None:
        if report["note"]:
            self.stderr.write(f"{path}: {report['note']}")
        for one in found:
            title = f" ({one.title})" if one.title else ""
            for note in one.notes:
                report["notes"].append({"line": one.line, "title": one.title, "note": note})
                self.stderr.write(f"{path}, line {one.line}{title}: {note}")
            if one.content is None:
                why = {"line": one.line, "title": one.title, "reason": one.reason}
                report["left"].append(why)
                self.stderr.write(f"{path}, line {one.line}{title}: left out: {one.reason}")

    def _keep(
        self,
        path: Path,
        bank: Bank | None,
        contents: list[Content],
        report: dict[str, Any],
        progress: Progress,
        *,
        is_dry: bool,
    ) -> None:
        if is_dry or bank is None:
            here = fingerprints_in(bank) if bank else set()
            report["kept"] = len({content.fingerprint for content in contents} - here)
        else:
            task = progress.add_task(f"Importing {path.name}", total=len(contents))
            report["kept"] = keep_contents(
                bank=bank,
                contents=contents,
                on_progress=lambda number: progress.advance(task, number),
            )
        report["already"] = len(contents) - report["kept"]

    def _say(self, reports: list[dict[str, Any]], options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(_answer(reports, options), ensure_ascii=False, indent=1))
        else:
            kept = " Nothing was kept." if options["dry_run"] else ""
            for one in reports:
                self.stdout.write(
                    f"{one['file']}: {one['kept']:,} new, {one['already']:,} already there, "
                    f"{len(one['left']):,} left out.{kept}"
                )
        broken = [f"{one['file']}: {one['error']}" for one in reports if one["error"]]
        if broken:
            raise CommandError("\n".join(broken))


def items_in(data: bytes) -> list[dict[str, Any]]:
    """The questions of a GIFT file in the shape of the reference grammar; none of XML."""
    return [] if is_xml(data) else read_gift(decoded(data).text)


def _answer(reports: list[dict[str, Any]], options: dict[str, Any]) -> Any:
    """The questions themselves for one file tried out; of several, by file."""
    if not options["dry_run"] or any(report["error"] for report in reports):
        return {"files": [{k: v for k, v in one.items() if k != "items"} for one in reports]}
    if len(reports) == 1 and reports[0]["items"]:
        return reports[0]["items"]
    if any(report["items"] for report in reports):
        return {report["file"]: report["items"] for report in reports}
    return {"files": [{k: v for k, v in one.items() if k != "items"} for one in reports]}
