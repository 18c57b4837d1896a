"""Measures search with a file of queries and their answers."""

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.table import Table

from nacre.pages.search import gold, trial


class Command(BaseCommand):
    """`nacre eval_search tests/search_gold/tuned.jsonl --corpus tests/search_gold/corpus.jsonl`."""

    help = "Says how high the right pages stand (nDCG), by community and kind, and the worst ten."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which queries, among which pages, how far down."""
        parser.add_argument("files", nargs="+", type=Path, help="queries as JSON lines")
        parser.add_argument(
            "--corpus", type=Path, help="search these documents instead of what is published here"
        )
        parser.add_argument("--at", type=int, default=10, help="how far down it counts")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read everything first, so that a wrong row costs nothing; nothing is kept."""
        if not 1 <= options["at"] <= 50:
            raise CommandError("--at must be between 1 and 50.")
        try:
            files = {path: gold.read_queries(path) for path in options["files"]}
            corpus = options["corpus"] and trial.read_corpus(options["corpus"])
            places = trial.founded(corpus) if corpus else nullcontext(trial.installed())
            with places as found:
                for queries in files.values():
                    trial.check_places(queries, found)
                search = trial.searcher(found)
                done = {
                    path.name: gold.evaluate(queries, search, options["at"])
                    for path, queries in files.items()
                }
        except gold.BadRowError as problem:
            raise CommandError(str(problem)) from None
        if options["json"]:
            told = {name: one.as_json() for name, one in done.items()}
            self.stdout.write(json.dumps(told, indent=1, ensure_ascii=False))
            return
        for name, one in done.items():
            self._print(name, one)

    def _print(self, name: str, one: gold.Evaluation) -> None:
        console = Console()
        console.print(f"\n{name}: nDCG@{one.at} {one.overall:.3f} of {len(one.judged)} queries")
        table = Table("", "nDCG", "queries")
        for group in ("community", "kind"):
            for key, (mean, number) in one.by(group).items():
                table.add_row(key, f"{mean:.3f}", str(number))
            table.add_section()
        console.print(table)
        console.print("The worst:")
        for bad in one.worst:
            console.print(f"  {bad.ndcg:.2f} {bad.query.community}: {bad.query.text}", markup=False)
            console.print(f"       expected {', '.join(bad.query.relevant)}", markup=False)
            console.print(f"       returned {', '.join(bad.returned) or 'nothing'}", markup=False)
