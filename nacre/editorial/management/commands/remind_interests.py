"""Reminds clinical editors to confirm their declaration of interests."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from nacre.editorial.actions import remind_of_interests


class Command(BaseCommand):
    """`nacre remind_interests`."""

    help = "Writes to editors whose declaration is missing or runs out within 30 days."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How to answer."""
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """One run, as the scheduler does it every morning."""
        asked = remind_of_interests()
        self.stdout.write(json.dumps({"asked": asked}) if options["json"] else f"{asked} asked")
