"""Loads activity from a file in the documented format."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import Progress

from nacre.communities.models import Community
from nacre.insights.actions import import_activity
from nacre.insights.importing import Import


class Command(BaseCommand):
    """Take a file of activity into a community, whole or not at all."""

    help = "Load activity from a file (docs/reference/activity.md) into a community."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The community, the file, and what to do with a bad line."""
        parser.add_argument("community", help="slug of the community")
        parser.add_argument("file", type=Path, help="JSON Lines, one activity a line")
        parser.add_argument(
            "--skip-bad",
            action="store_true",
            help="take the good lines and write the bad ones to FILE.rejects",
        )
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, then say what was taken or which lines are bad and why."""
        community = community_named(options["community"])
        path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        with Progress(transient=True, disable=options["json"]) as progress:
            task = progress.add_task(f"Importing {path.name}", total=path.stat().st_size)
            done = import_activity(
                community,
                path,
                skip_bad=options["skip_bad"],
                on_progress=lambda size: progress.advance(task, size),
            )
        if options["json"]:
            self.stdout.write(json.dumps(done.as_dict(), ensure_ascii=False))
        self._say(done, is_quiet=options["json"])

    def _say(self, done: Import, *, is_quiet: bool) -> None:
        if not is_quiet:
            for error in done.errors:
                self.stderr.write("line {line}: {field}: {problem} {remedy}".format(**error))
        if done.is_refused:
            raise CommandError(
                f"Nothing was imported: {done.bad_lines} of {done.lines} lines are bad. "
                "Mend them, or take the others with --skip-bad."
            )
        if is_quiet:
            return
        if done.was_known:
            self.stdout.write("This file has been imported before; nothing was done.")
            return
        self.stdout.write(f"Imported {done.imported} of {done.lines} lines.")
        if done.rejects:
            self.stdout.write(f"{done.bad_lines} bad lines are in {done.rejects}.")


def community_named(slug: str) -> Community:
    """The community of a slug; a wrong one ends the command with a sentence."""
    found = Community.objects.for_request().filter(slug=slug).first()
    if found is None:
        known = ", ".join(Community.objects.values_list("slug", flat=True).order_by("slug"))
        raise CommandError(f"There is no community {slug!r}. There are: {known or 'none yet'}.")
    return found
