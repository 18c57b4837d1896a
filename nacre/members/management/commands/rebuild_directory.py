"""Lists the members of communities anew in their directories."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.progress import Progress, TaskID

from nacre.communities.models import Community
from nacre.members.actions import rebuild_directory


class Command(BaseCommand):
    """`nacre rebuild_directory` or `nacre rebuild_directory liver`."""

    help = "Builds the directory anew from the memberships, of all communities or of some."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which communities; all, if none is named."""
        parser.add_argument("communities", nargs="*", help="slugs; all communities if none")

    def handle(self, *args: Any, **options: Any) -> None:
        """One community after the other."""
        slugs = options["communities"]
        communities = Community.objects.filter(slug__in=slugs) if slugs else Community.objects.all()
        with Progress() as bar:
            for community in communities:
                line = bar.add_task(str(community), total=None)

                def tell(done: int, line: TaskID = line) -> None:
                    bar.update(line, completed=done)

                total = rebuild_directory(community, tell)
                bar.update(line, total=total, completed=total)
