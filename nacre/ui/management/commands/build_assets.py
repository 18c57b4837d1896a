"""Brings fonts, style sheet and script up to date before static files are collected."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand

from nacre.ui.assets import build_assets

# Other apps' modules that every page loads anyway: one request is better than two.
JOINED = ("insights/beat.js",)


class Command(BaseCommand):
    """Quick when nothing changed: run it before each start."""

    help = (
        "Write the fonts, the style sheet and the script of the interface below NACRE_HOME/assets."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Name what was written."""
        changed = build_assets(
            settings.NACRE_HOME / "assets", [Path(str(finders.find(name))) for name in JOINED]
        )
        for path in changed:
            self.stdout.write(f"{path.name}  {path.stat().st_size / 1000:.1f} kB")
        if not changed:
            self.stdout.write("Assets are up to date.")
