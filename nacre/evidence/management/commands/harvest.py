"""Asks the saved questions of communities for new papers, or takes them from files."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from nacre.communities.models import Community
from nacre.evidence.harvest_sources import Sources
from nacre.evidence.harvesting import Harvest, harvest, harvest_file
from nacre.evidence.management.commands.import_citations import community_named
from nacre.evidence.models import QueryVersion, SavedQuery

MOST_REFUSED_SAID = 20  # of each question; the rest is counted


class Command(BaseCommand):
    """`nacre harvest --community liver`."""

    help = "Asks PubMed, Europe PMC, Crossref and feeds for new papers, as saved; safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        """For whom, which question, and from which files instead of the network."""
        parser.add_argument(
            "--community", action="append", default=[], metavar="SLUG", help="for whom; all"
        )
        parser.add_argument("--query", metavar="SLUG", help="this saved question alone")
        parser.add_argument(
            "--from", type=Path, nargs="+", dest="files", metavar="FILE", default=[],
            help="take these files as the answer; asks nobody",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask or read, then say what came of it."""
        communities = [community_named(slug) for slug in options["community"]]
        hidden = options["json"] or not sys.stderr.isatty()
        bar = Progress(console=Console(stderr=True), transient=True, disable=hidden)
        with bar as progress:
            if options["files"]:
                told = self._read(options, communities, progress)
            else:
                told = self._ask(options, communities, progress)
        self._say(told, options)

    def _ask(
        self, options: dict[str, Any], communities: list[Community], progress: Progress
    ) -> list[Harvest]:
        queries = SavedQuery.objects.to_ask()
        if communities:
            queries = queries.filter(community__in=communities)
        if options["query"]:
            queries = queries.filter(slug=options["query"])
        sources, told = Sources(), []
        for query in queries:
            task = progress.add_task(f"{query.community.name}: {query.name}", total=None)
            told.append(
                harvest(
                    query=query,
                    sources=sources,
                    on_progress=lambda done, of, task=task: progress.update(  # type: ignore[misc]
                        task, completed=done, total=of
                    ),
                )
            )
            told[-1].name = f"{query.community.name}: {query.name}"
            progress.remove_task(task)
        return told

    def _read(
        self, options: dict[str, Any], communities: list[Community], progress: Progress
    ) -> list[Harvest]:
        if len(communities) != 1:
            raise CommandError("Say with --community for whom the files are.")
        version = self._version(options["query"], communities[0]) if options["query"] else None
        told = []
        for path in options["files"]:
            try:
                with path.open("rb") as source:
                    task = progress.add_task(path.name, total=path.stat().st_size)
                    told.append(
                        harvest_file(
                            source=source,
                            name=path.name,
                            community=communities[0],
                            version=version,
                            on_progress=lambda size, task=task: progress.advance(task, size),  # type: ignore[misc]
                        )
                    )
            except OSError as problem:
                told.append(Harvest(path.name, trouble=f"It cannot be opened: {problem.strerror}."))
        return told

    def _version(self, slug: str, community: Community) -> QueryVersion:
        query = SavedQuery.objects.of(community).filter(slug=slug).first()
        if query is None or query.version is None:
            raise CommandError(f"{community.name} has no saved question “{slug}”.")
        return query.version

    def _say(self, told: list[Harvest], options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps({"harvests": [vars(one) for one in told]}))
        else:
            for one in told:
                self._in_words(one)
            if not told:
                self.stdout.write("No saved question is switched on.")
        if failed := [f"{one.name}: {one.trouble}" for one in told if one.trouble]:
            raise CommandError("\n".join(failed))

    def _in_words(self, one: Harvest) -> None:
        refused = f", {len(one.refused):,} refused" if one.refused else ""
        self.stdout.write(f"{one.name}: {one.found:,} found, {one.new:,} new{refused}.")
        for reason in one.refused[:MOST_REFUSED_SAID]:
            self.stderr.write(f"  {reason}")
        if one.is_cut:
            self.stdout.write("  There may be more: narrow the words of this question.")
