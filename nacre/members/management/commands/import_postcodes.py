"""Puts organisations on the map, from a file of postcodes."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nacre.members.importing import ImportRefused
from nacre.members.postcodes import locate_organisations


class Command(BaseCommand):
    """`nacre import_postcodes ONSPD.csv`."""

    help = "Gives organisations their place on the map, from a CSV with postcode, lat and long."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path, help="a CSV with the columns postcode, lat, long")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look each organisation's postcode up in the file."""
        if not options["file"].is_file():
            raise CommandError(f"There is no file {options['file']}.")
        try:
            counts = locate_organisations(options["file"])
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(counts))
            return
        self.stdout.write(
            f"{counts['located']:,} organisations are on the map; of {counts['missing']:,} with a "
            f"postcode it is not in the file; {counts['bad']:,} lines could not be read."
        )
