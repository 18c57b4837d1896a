"""Does what time asks of verification: reminders, grace, lapse, holds."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from nacre.members.actions import review_verifications


class Command(BaseCommand):
    """Runs every night; running it again changes nothing."""

    help = "Remind, lapse and hold whom the day asks for; safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How to answer."""
        parser.add_argument("--json", action="store_true", help="answer as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Review, and say what was done."""
        done = review_verifications()
        if options["json"]:
            self.stdout.write(json.dumps(done))
            return
        for name, count in done.items():
            self.stdout.write(f"{name.replace('_', ' ')}: {count}")
