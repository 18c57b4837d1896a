"""Proposes to members what they read, as the nightly task does."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import Progress

from nacre.cpd.actions import propose_reading


class Command(BaseCommand):
    """After activity was imported, or nights were missed; twice does no harm."""

    help = "Propose as CPD what members read since a day; yesterday if none is said."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Since when."""
        parser.add_argument("--since", help="first day, 2026-03-01")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the activity, propose, say how many entries stand."""
        since = None
        if options["since"]:
            try:
                since = date.fromisoformat(options["since"])
            except ValueError as problem:
                raise CommandError("--since is no day. Write it as 2026-03-01.") from problem
        with Progress(transient=True) as progress:
            task = progress.add_task("Days of reading", total=None)
            done = propose_reading(since=since, on_progress=lambda: progress.advance(task))
        self.stdout.write(f"{done} entries stand proposed or decided.")
