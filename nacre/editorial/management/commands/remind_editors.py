"""Does what a day asks of sign-offs: letters, reminders, the lead, ends of terms."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from nacre.editorial.actions import remind_editors


class Command(BaseCommand):
    """Runs every morning; running it again writes to nobody."""

    help = "Remind clinical editors of what waits for them, and their leads; safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How to answer."""
        parser.add_argument("--json", action="store_true", help="answer as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Remind, and say what was done."""
        done = remind_editors()
        if options["json"]:
            self.stdout.write(json.dumps(done))
            return
        for name, count in done.items():
            self.stdout.write(f"{name.replace('_', ' ')}: {count}")
