"""Takes down what companies say without a certificate that fits its final form and still runs."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from nacre.editorial.actions import check_certificates


class Command(BaseCommand):
    """`nacre check_certificates`."""

    help = "Take down pages of companies whose certificate is missing, outdated or has run out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How to answer."""
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """One run, as the scheduler does it every night."""
        taken_down = check_certificates()
        if options["json"]:
            self.stdout.write(json.dumps({"taken_down": taken_down}))
            return
        for one in taken_down:
            self.stdout.write(f"Taken down: {one['page']}. {one['why']}")
        self.stdout.write(f"{len(taken_down)} taken down")
