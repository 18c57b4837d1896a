"""Prepares the demonstration and serves it."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from nacre.launch import demo
from nacre.launch.blueprint import slugs
from nacre.launch.checks import BlueprintError
from nacre.launch.management.commands.serve import add_serving_arguments, serve


class Command(BaseCommand):
    """Five communities with their members and their past; a second start keeps what people did."""

    help = "Prepare the demonstration (once) and serve it until Ctrl-C."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to serve, and where."""
        add_serving_arguments(parser)
        parser.add_argument("--no-serve", action="store_true", help="prepare and end")
        parser.add_argument(
            "--only", nargs="+", default=[], choices=slugs(), help="launch these communities alone"
        )
        parser.add_argument("--json", action="store_true", help="say in JSON what was done")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, then serve."""
        settings.NACRE_PORT = options["port"]
        took = prepare(is_quiet=options["json"], only=options["only"])
        if options["json"]:
            self.stdout.write(json.dumps({"home": str(settings.NACRE_HOME), "seconds": took}))
        if not options["no_serve"]:
            serve(**{name: options[name] for name in ("host", "port", "workers")})


def prepare(*, is_quiet: bool, only: Sequence[str] = ()) -> dict[str, float]:
    """Prepare with a line for each step on the screen."""
    console = Console(stderr=is_quiet, quiet=is_quiet)
    if not settings.NACRE_DEMO:
        raise CommandError("This is not a demonstration: NACRE_DEMO is 0 here.")
    if not demo.is_prepared():
        console.print("Preparing the demonstration. This is done once and takes about a minute.")
    try:
        with console.status("Database") as status:

            def tell(said: str, seconds: float) -> None:
                console.print(f"[green]done[/green]  {said} [dim]{seconds:.1f} s[/dim]")
                status.update("Going on")
                sys.stdout.flush()

            return demo.prepare(tell, only)
    except BlueprintError as problem:
        raise CommandError(f"A blueprint is not sound:\n{problem}") from problem
