"""Asks where published pages lead out of the house, and notes what no longer answers."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from nacre.communities.models import Community
from nacre.pages.link_checking import check_links
from nacre.pages.link_client import Asker


class Command(BaseCommand):
    """`nacre check_links liver --all`."""

    help = "Asks the outside links of published pages, politely; dead is what fails on two days."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose pages, and whether all of them."""
        parser.add_argument("communities", nargs="*", metavar="COMMUNITY", help="whose; all")
        parser.add_argument(
            "--all", action="store_true", help="ask every link, even those asked this week"
        )
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Gather, ask, and say what came back."""
        communities = list(Community.objects.for_request())
        if slugs := set(options["communities"]):
            if unknown := slugs - {one.slug for one in communities}:
                raise CommandError(f"There is no community {sorted(unknown)[0]!r}.")
            communities = [one for one in communities if one.slug in slugs]
        hidden = options["json"] or not sys.stderr.isatty()
        with Progress(console=Console(stderr=True), transient=True, disable=hidden) as progress:
            task = progress.add_task("Asking", total=None)
            check = check_links(
                communities=communities,
                asker=Asker(),
                is_all=options["all"],
                on_progress=lambda done, of: progress.update(task, completed=done, total=of),
            )
        if options["json"]:
            self.stdout.write(json.dumps(vars(check)))
        else:
            self.stdout.write(
                f"{check.links:,} links, {check.asked:,} addresses asked: {check.good:,} good, "
                f"{check.unsure:,} closed to programs, {check.failed:,} failed, "
                f"{check.dead:,} of them dead."
            )
        if check.is_offline:
            raise CommandError("Nobody outside answers: there is no network. Nothing was noted.")
