"""Tells members who is new in the searches they saved."""

from typing import Any

from django.core.management.base import BaseCommand

from nacre.members.search_alerts import send_alerts


class Command(BaseCommand):
    """`nacre send_search_alerts`."""

    help = "Writes to members whose saved searches somebody new fits; once a week each."

    def handle(self, *args: Any, **options: Any) -> None:
        """One run, as the scheduler does it every morning."""
        self.stdout.write(f"{send_alerts()} told")
