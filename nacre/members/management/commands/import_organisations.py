"""Imports organisations from the files of the Organisation Data Service."""

from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction

from nacre.members.importing import Importer
from nacre.members.management.importing import ImportCommand
from nacre.members.models import ImportRun
from nacre.members.ods import LAYOUTS
from nacre.members.organisation_import import importer_of, index_after_import
from nacre.members.organisation_index import forget_derived


class Command(ImportCommand):
    """`nacre import_organisations --kind etr etr.csv`."""

    help = "Imports trusts, sites, GP practices or successions (Organisation Data Service)."
    kinds = "organisations:"

    def add_arguments(self, parser: CommandParser) -> None:
        """Which of the files it is."""
        parser.add_argument("--kind", choices=LAYOUTS, help="which of the service's files it is")
        super().add_arguments(parser)

    def importer(self, options: dict[str, Any]) -> Importer:
        """What takes a file of this kind in."""
        return importer_of(options["kind"])

    @transaction.atomic
    def undo(self, options: dict[str, Any]) -> ImportRun:
        """Take a run back; what was derived from its organisations goes first."""
        forget_derived()
        run = super().undo(options)
        index_after_import()
        return run
