"""Takes note that mail to an address came back for good."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from nacre.members.actions import report_bounce


class Command(BaseCommand):
    """For the mail server's bounce handler, or by hand."""

    help = "Say that mail to work addresses came back: they prove nothing any more."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which addresses."""
        parser.add_argument("addresses", nargs="+", metavar="ADDRESS")

    def handle(self, *args: Any, **options: Any) -> None:
        """Note each, and say for how many people it counted."""
        count = sum(report_bounce(email=address) for address in options["addresses"])
        self.stdout.write(f"{count} work addresses no longer count; their owners have two weeks.")
