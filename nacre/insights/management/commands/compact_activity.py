"""Files what processes have recorded."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from nacre.insights import actions


class Command(BaseCommand):
    """Move activity from the spools to the store; safe to kill and to repeat."""

    help = "Turn what processes recorded into Parquet by community and month."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Only the form of the answer."""
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compact, then say how much; an unreadable line is reported and never fatal."""
        done = actions.compact_activity()
        if options["json"]:
            self.stdout.write(json.dumps(done.as_dict(), ensure_ascii=False))
            return
        for problem in done.unreadable:
            self.stderr.write(f"Skipped: {problem}")
        self.stdout.write(f"Filed {done.lines} lines from {done.files} spool files.")
