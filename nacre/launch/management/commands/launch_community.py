"""Opens a community from a blueprint."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nacre.launch import launching
from nacre.launch.blueprint import slugs
from nacre.launch.checks import BlueprintError


class Command(BaseCommand):
    """From a folder of YAML to a community that answers on its host."""

    help = "Open the community of a blueprint: site, sections, audiences, editors, pages and files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which one."""
        parser.add_argument("slug", help=f"{', '.join(slugs())}, or the path of a folder")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Open it and say where it is."""

        def tell(step: str) -> None:
            if not options["json"]:
                self.stdout.write(f"  {step}")

        try:
            community = launching.launch_community(options["slug"], tell=tell)
        except BlueprintError as problem:
            raise CommandError(f"Nothing was opened.\n{problem}") from problem
        if options["json"]:
            self.stdout.write(json.dumps({"community": community.slug, "url": community.url()}))
        else:
            self.stdout.write(f"{community.name} is open at {community.url()}")
