"""Brings fonts, style sheet and script up to date before static files are collected."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand

from nacre.ui.assets import build_assets, copy_packages

# Other apps' modules that every page loads anyway: one request is better than two.
JOINED = ("insights/beat.js",)
# Files of npm packages, and where below the static files they are served.
FOREIGN = {
    "scorm-again/dist/scorm12.min.js": "scorm/again/scorm12.js",
    "scorm-again/dist/scorm2004.min.js": "scorm/again/scorm2004.js",
}


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
        packages = settings.NODE_MODULES
        copied, missing = copy_packages(packages, settings.NACRE_HOME / "assets", FOREIGN)
        changed += copied
        for name in missing:
            self.stderr.write(
                f"{name} is not in {packages.name}/: run `make env` once (or npm ci)."
            )
        for path in changed:
            self.stdout.write(f"{path.name}  {path.stat().st_size / 1000:.1f} kB")
        if not changed:
            self.stdout.write("Assets are up to date.")
