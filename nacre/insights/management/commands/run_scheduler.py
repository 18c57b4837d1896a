"""Starts scheduled work at its hour."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from nacre.insights import schedule


class Command(BaseCommand):
    """Tick once a minute, for ever or once; several may run beside one another."""

    help = "Enqueue scheduled work when it is due (docs/reference/activity.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to stay."""
        parser.add_argument("--once", action="store_true", help="tick once and end, for cron")

    def handle(self, *args: Any, **options: Any) -> None:
        """Enqueue what is due."""
        while True:
            for name in schedule.tick():
                self.stdout.write(f"Enqueued {name}.")
            if options["once"]:
                return
            close_old_connections()
            time.sleep(60 - time.time() % 60)
