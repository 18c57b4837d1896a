"""Proves that no row of a chain was changed, removed or slipped in."""

import json
from argparse import ArgumentParser
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from nacre.members.actions import verify_chain
from nacre.members.models import EvidenceChain, SealedRow


def chains() -> dict[str, type[SealedRow]]:
    """Every sort of rows that stands in a chain, in whichever app, by its name."""
    return {m.cover.name: m for m in apps.get_models() if issubclass(m, SealedRow)}


class Command(BaseCommand):
    """Walk the chain from its first row to its last."""

    help = "Prove the chain of evidence, or name the first row that does not hold."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which chain, how to answer, and a head that was written down elsewhere."""
        parser.add_argument(
            "--of", choices=sorted(chains()), default="evidence", help="which chain"
        )
        parser.add_argument("--json", action="store_true", help="answer as one JSON object")
        parser.add_argument("--expect", metavar="HASH", default="", help="a head noted before")

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk, answer, and fail where the chain does."""
        rows: Any = chains()[options["of"]]
        found = verify_chain(rows)
        end = EvidenceChain.objects.filter(pk=rows.cover.end).first()
        expected = options["expect"]
        missing = expected and not rows.objects.filter(row_hash=expected).exists()
        answer = {
            "holds": not found and not missing,
            "rows": end.length if end else 0,
            "head": end.head if end else "",
            "first_broken_row": found.number if found else None,
            "reason": found.reason if found else "The expected head is not here." * bool(missing),
        }
        if options["json"]:
            self.stdout.write(json.dumps(answer))
        elif answer["holds"]:
            self.stdout.write(f"The chain holds: {answer['rows']} rows, head {answer['head']}")
        if not answer["holds"]:
            raise CommandError(str(found) if found else str(answer["reason"]))
