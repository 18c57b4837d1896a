"""Compiles, keeps and releases the monthly reports."""

import json
from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import track

from nacre.communities.models import Community
from nacre.insights import actions
from nacre.insights.management.commands.import_activity import community_named
from nacre.insights.periods import Month


class Command(BaseCommand):
    """Reports of every community, or of one, for the last complete month or another."""

    help = "Compile the monthly reports, keep them and mail their recipients a link."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which month, which community, and whether to restate."""
        parser.add_argument("--month", help="2026-10; the last complete month if left out")
        parser.add_argument("--community", help="one community only")
        parser.add_argument(
            "--restate", default="", metavar="REASON", help="make them anew, and why"
        )
        parser.add_argument("--no-release", action="store_true", help="keep them, tell nobody")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile each, then name them."""
        try:
            text = options["month"]
            month = Month.parse(text) if text else Month.last_complete(datetime.now(UTC))
        except ValueError as problem:
            raise CommandError(str(problem)) from problem
        communities = list(Community.objects.for_request().open())
        if options["community"]:
            communities = [community_named(options["community"])]
        made = []
        for community in track(communities, "Compiling", transient=True, disable=options["json"]):
            made += actions.compile_reports(
                community, month, restate=options["restate"], is_released=not options["no_release"]
            )
        if options["json"]:
            self.stdout.write(
                json.dumps([{"report": str(r), "address": r.address()} for r in made])
            )
            return
        for report in made:
            self.stdout.write(f"{report}: {report.address()}")
