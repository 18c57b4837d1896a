"""Keeps the words of all published pages anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.progress import Progress, TaskID

from nacre.communities.models import Community
from nacre.pages.search import index


class Command(BaseCommand):
    """`nacre rebuild_search` or `nacre rebuild_search liver`."""

    help = "Builds what search knows of published pages anew, for all communities or for some."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which communities; all, if none is named."""
        parser.add_argument("communities", nargs="*", help="slugs; all communities if none")

    def handle(self, *args: Any, **options: Any) -> None:
        """One community after the other, page by page; it can be stopped and run again."""
        slugs = set(options["communities"])
        communities = list(Community.objects.select_related("therapy_area"))
        unknown = slugs - {community.slug for community in communities}
        if unknown:
            raise CommandError(f"There is no community {', '.join(sorted(unknown))}.")
        with Progress() as bar:
            for community in communities:
                if slugs and community.slug not in slugs:
                    continue
                pages = index.pages_to_index(community)
                line = bar.add_task(str(community), total=pages.count())

                def tell(line: TaskID = line) -> None:
                    bar.advance(line)

                index.index_all(pages.iterator(chunk_size=200), tell)
                index.forget_unused_words(community)
