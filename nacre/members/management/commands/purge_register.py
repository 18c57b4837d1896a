"""Deletes what is held of a register, at the end of its licence."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nacre.members.actions.registers import purge_register
from nacre.members.importing import ImportRefused


class Command(BaseCommand):
    """`nacre purge_register gmc --yes`."""

    help = "Deletes the entries of a register and the journals of its imports."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which register."""
        parser.add_argument("regulator")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, delete and say how much."""
        if not options["yes"] and input("Delete all of this register? (yes/no) ") != "yes":
            raise CommandError("Nothing was deleted.")
        try:
            count = purge_register(regulator=options["regulator"])
        except ImportRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{count:,} entries deleted. Findings about members stay.")
