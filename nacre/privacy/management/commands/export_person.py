"""Writes everything held about a person into one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from nacre.privacy.exporting import collect, write_zip


def person_with(address: str) -> Any:
    """The account with an address; refused in a sentence where there is none."""
    person = get_user_model().objects.filter(email__iexact=address).first()
    if person is None:
        raise CommandError(f"There is no account with the address {address}.")
    return person


class Command(BaseCommand):
    """For a request that reached you by letter; members do it themselves."""

    help = "Write what is held about a person: data.json, a readable page and their files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, and where to."""
        parser.add_argument("email")
        parser.add_argument("--out", type=Path, required=True, help="the ZIP to write")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read it all, then write at once."""
        export = collect(person_with(options["email"]))
        options["out"].write_bytes(write_zip(export))
        rows = sum(len(part.rows) for part in export.parts)
        self.stdout.write(f"Wrote {rows} rows of {len(export.parts)} sorts to {options['out']}.")
