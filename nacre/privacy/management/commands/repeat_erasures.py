"""Erases again, after a backup was restored, whoever had been erased."""

from typing import Any

from django.core.management.base import BaseCommand

from nacre.privacy.erasing import repeat_all


class Command(BaseCommand):
    """The list is in the database; copy table privacy_erasure over the restored one first."""

    help = "After a restore: forget again the people who had asked to be forgotten."

    def handle(self, *args: Any, **options: Any) -> None:
        """Find them by number and address; running it again finds nobody."""
        found = repeat_all()
        self.stdout.write(f"Erased {len(found)} accounts again.")
