"""Takes SCORM packages in."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from nacre.communities.models import Community
from nacre.scorm.actions import import_package
from nacre.scorm.models import Package
from nacre.scorm.refusals import PackageRefused


class Command(BaseCommand):
    """`nacre import_package course.zip --community liver`."""

    help = "Checks SCORM packages (1.2 and 2004) and takes them in, each whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        """The files, and whose they are."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="packages, .zip")
        parser.add_argument("--community", required=True, help="slug of the community")
        parser.add_argument("--title", default="", help="instead of the one in the manifest")
        parser.add_argument("--dry-run", action="store_true", help="check, and keep nothing")
        parser.add_argument("--json", action="store_true", help="answer in JSON, a line a package")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take each in and say what became of it; ends with 1 where one was refused."""
        community = Community.objects.filter(slug=options["community"]).first()
        if community is None:
            raise CommandError(f"There is no community {options['community']!r}.")
        refused = [path for path in options["files"] if not self._take(path, community, options)]
        if refused:
            raise CommandError(
                f"{len(refused):,} of {len(options['files']):,} refused: "
                + ", ".join(path.name for path in refused)
            )

    def _take(self, path: Path, community: Community, options: dict[str, Any]) -> bool:
        try:
            with Progress(console=Console(stderr=True), transient=True) as bar:
                job = bar.add_task(path.name, total=None)
                package = import_package(
                    community=community,
                    file=path,
                    title=options["title"],
                    dry_run=options["dry_run"],
                    progress=lambda done, total: bar.update(job, completed=done, total=total),
                )
        except PackageRefused as refusal:
            self._tell(options, path, f"refused: {refusal}", {"reason": str(refusal)}, is_in=False)
            return False
        words = f"{package.title} ({package.get_standard_display()}), {len(package.scos)} to launch"
        kept = ". Tried out, nothing kept." if options["dry_run"] else f", key {package.key}"
        self._tell(options, path, words + kept, _facts(package), is_in=True)
        return True

    def _tell(
        self, options: dict[str, Any], path: Path, words: str, facts: dict[str, Any], *, is_in: bool
    ) -> None:
        if options["json"]:
            line = {"file": path.name, "accepted": is_in, **facts}
            self.stdout.write(json.dumps(line, ensure_ascii=False))
            return
        (self.stdout if is_in else self.stderr).write(f"{path.name}: {words}")
        for note in facts.get("notes", []):
            self.stderr.write(f"  {note}")


def _facts(package: Package) -> dict[str, Any]:
    return {
        "key": str(package.key),
        "title": package.title,
        "standard": package.standard,
        "edition": package.edition,
        "files": package.file_count,
        "bytes": package.size,
        "sha256": package.sha256,
        "items": [
            {name: item[name] for name in ("id", "title", "launch", "kind", "mastery_score")}
            for item in package.scos
        ],
        "notes": package.notes,
    }
