"""Compares a name on a register with the name that somebody gave, for operators."""

import json
import sys
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nacre.members.matching import Match, match_names


class Command(BaseCommand):
    """`nacre match_name --register "Smith, Katherine" --claimed "Kate Smith"`."""

    help = "Says how a name on a register and a claimed name compare, beside the same number."

    def add_arguments(self, parser: CommandParser) -> None:
        """Two names, or many pairs on standard input."""
        parser.add_argument("--register", help="the name on the register; empty: not found")
        parser.add_argument("--claimed", help="the name that somebody gave")
        parser.add_argument(
            "--previous", action="append", default=[], help="a registered previous name; repeatable"
        )
        parser.add_argument("--json", action="store_true", help="answer in JSON")
        parser.add_argument(
            "--lines",
            action="store_true",
            help="read pairs as JSON lines from standard input, answer a JSON line for each",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare and say what it comes to."""
        if options["lines"]:
            self._answer_lines(sys.stdin)
            return
        if options["register"] is None or options["claimed"] is None:
            raise CommandError("Give --register and --claimed, or --lines with pairs on the input.")
        found = match_names(options["register"], options["claimed"], options["previous"])
        if options["json"]:
            self.stdout.write(json.dumps(_facts(found)))
        else:
            self.stdout.write(
                f"{found.outcome}: surname {found.surname:.2f}, given name {found.given:.2f}"
            )

    def _answer_lines(self, lines: Iterable[str]) -> None:
        broken = 0
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                answer = _facts(_match_of(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as problem:
                broken += 1
                answer = {"line": number, "error": f"This is no pair of names: {problem!r}."}
            self.stdout.write(json.dumps(answer))
        if broken:
            raise CommandError(f"{broken} of the lines could not be read; the others are answered.")


def _match_of(pair: dict[str, Any]) -> Match:
    previous = pair.get("previous") or []
    return match_names(
        _written(pair["register"]),
        _written(pair["claimed"]),
        [previous] if isinstance(previous, str) else [_written(name) for name in previous],
    )


def _written(name: str | dict[str, str] | None) -> str:
    """A name as a line of text; `{"surname": …, "given": …}` is taken too."""
    if isinstance(name, dict):
        return f"{name.get('surname') or ''}, {name.get('given') or ''}"
    return (name or "").strip()


def _facts(match: Match) -> dict[str, Any]:
    return {"outcome": match.outcome, "surname": match.surname, "given": match.given}
