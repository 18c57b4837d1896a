"""Imports whom a community means to reach."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from nacre.communities.models import Community
from nacre.members.importing import Importer
from nacre.members.management.importing import ImportCommand
from nacre.members.target_audience import ImportTargets


class Command(ImportCommand):
    """`nacre import_target_audience liver units.csv`."""

    help = "Imports the target audience (CSV): organisation, role or profession, number expected."
    kinds = ImportTargets.kind

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose audience, and where the file is."""
        parser.add_argument("community", help="slug of the community")
        super().add_arguments(parser)

    def importer(self, options: dict[str, Any]) -> Importer:
        """Groups, counts alone."""
        return ImportTargets()

    def community(self, options: dict[str, Any]) -> Community | None:
        """The community that was named."""
        found = Community.objects.filter(slug=options["community"]).first()
        if found is None:
            raise CommandError(f"There is no community {options['community']!r}.")
        return found
