"""Loads the organisations where members work."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from nacre.members.actions import load_organisations


class Command(BaseCommand):
    """`nacre load_organisations organisations.yaml`."""

    help = "Brings organisations, their names and sites up to date with a YAML list."

    def add_arguments(self, parser: CommandParser) -> None:
        """The list."""
        parser.add_argument("path", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it."""
        self.stdout.write(f"{load_organisations(options['path']):,} organisations.")
