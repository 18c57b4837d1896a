"""Looks papers up by DOI, PubMed number or address, and keeps their citations."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import track

from nacre.evidence.actions import import_citation
from nacre.evidence.clients.asking import PaperUnknownError, SourceUnavailableError
from nacre.evidence.lookup import look_up
from nacre.evidence.management.commands.import_citations import community_named
from nacre.evidence.records import BadRecord


class Command(BaseCommand):
    """`nacre fetch_citation 10.1002/hep.21178 16729309`."""

    help = "Looks papers up at PubMed and Crossref by DOI, PubMed number or address."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which papers, and for whom."""
        parser.add_argument("papers", nargs="+", metavar="PAPER", help="DOI, PubMed number, URL")
        parser.add_argument("--shelf", metavar="COMMUNITY", help="whose shelf they are put on")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask for one after the other; one that is not found does not stop the rest."""
        shelf = community_named(options["shelf"]) if options["shelf"] else None
        hidden = options["json"] or not sys.stderr.isatty()
        console = Console(stderr=True)
        papers = track(options["papers"], "Asking", console=console, transient=True, disable=hidden)
        told = [self._fetch(words, shelf) for words in papers]
        if options["json"]:
            self.stdout.write(json.dumps({"papers": told}, ensure_ascii=False))
        failed = [f"{one['paper']}: {one['reason']}" for one in told if one["reason"]]
        if not options["json"]:
            for one in told:
                if not one["reason"]:
                    self.stdout.write(f"{one['paper']}: {one['outcome']}. {one['title']}")
        if failed:
            raise CommandError("\n".join(failed))

    def _fetch(self, words: str, shelf: Any) -> dict[str, str]:
        told = {"paper": words, "outcome": "refused", "title": "", "reason": ""}
        try:
            record = look_up(words)
            told |= {"outcome": import_citation(record=record, shelf=shelf), "title": record.title}
        except (BadRecord, PaperUnknownError, SourceUnavailableError) as error:
            told["reason"] = str(error)
        return told
