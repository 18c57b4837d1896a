"""Fills a community with invented members."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.progress import Progress

from nacre.communities.models import Community
from nacre.members.actions import seed_members


class Command(BaseCommand):
    """`nacre seed_members liver 100000`."""

    help = "Adds invented active members to a community, for demonstrations and measurements."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which community, how many, and which draw."""
        parser.add_argument("community", help="the slug of the community")
        parser.add_argument("number", type=int, help="how many members to add")
        parser.add_argument("--seed", type=int, default=1, help="another seed, other people")

    def handle(self, *args: Any, **options: Any) -> None:
        """Add them in batches."""
        community = Community.objects.filter(slug=options["community"]).first()
        if community is None:
            raise CommandError(f"There is no community {options['community']!r}.")
        with Progress() as bar:
            line = bar.add_task("Inventing members", total=options["number"])
            seed_members(
                community,
                options["number"],
                seed=options["seed"],
                progress=lambda done: bar.update(line, completed=done),
            )
        self.stdout.write(f"{options['number']:,} members joined {community}.")
