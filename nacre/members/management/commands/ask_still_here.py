"""Asks members whether their profile is still right."""

from typing import Any

from django.core.management.base import BaseCommand

from nacre.members.still_here import ask_all


class Command(BaseCommand):
    """`nacre ask_still_here`."""

    help = "Writes to members who have not confirmed their profile for half a year, once each."

    def handle(self, *args: Any, **options: Any) -> None:
        """One run, as the scheduler does it every morning."""
        self.stdout.write(f"{ask_all()} asked")
