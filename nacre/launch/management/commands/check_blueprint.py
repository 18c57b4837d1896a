"""Reads blueprints and says what is wrong with them."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from nacre.launch.blueprint import slugs
from nacre.launch.checks import BlueprintError, read
from nacre.launch.problems import Problem


class Command(BaseCommand):
    """Writes nothing, so that it may run at any time."""

    help = "Check blueprints: each problem names the file, the item and the field."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which ones."""
        parser.add_argument("slugs", nargs="*", help="all of ours if none is named")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check each."""
        found = {slug: _problems(slug) for slug in options["slugs"] or slugs()}
        if options["json"]:
            said = {slug: [p.as_dict() for p in problems] for slug, problems in found.items()}
            self.stdout.write(json.dumps(said))
        else:
            for slug, problems in found.items():
                self.stdout.write(f"{slug}: {'sound' if not problems else ''}")
                for problem in problems:
                    self.stdout.write(f"  {problem}")
        if any(found.values()):
            raise SystemExit(1)


def _problems(slug: str) -> list[Problem]:
    try:
        read(slug)
    except BlueprintError as problem:
        return problem.problems
    return []
