"""Takes the demonstration away and prepares it anew."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from nacre.launch import demo
from nacre.launch.management.commands.demo import prepare


class Command(BaseCommand):
    """Everything that was written below the home goes."""

    help = "Erase the demonstration, with what people did in it, and prepare it anew."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to ask, and whether to prepare."""
        parser.add_argument("--yes", "--no-input", action="store_true", help="do not ask")
        parser.add_argument("--erase-only", action="store_true", help="do not prepare it anew")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, erase, prepare."""
        if not settings.NACRE_DEMO:
            raise CommandError("This is not a demonstration; nothing was erased.")
        if not options["yes"] and sys.stdin.isatty():
            answer = input(f"Erase everything below {settings.NACRE_HOME}? [y/N] ")
            if answer.strip().lower() not in {"y", "yes"}:
                raise CommandError("Nothing was erased.")
        demo.erase()
        self.stdout.write("Erased.")
        if not options["erase_only"]:
            prepare(is_quiet=False)
