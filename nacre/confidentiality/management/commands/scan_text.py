"""Reads text from standard input and says whether it could identify a patient."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from nacre.confidentiality import Scan, scan

CODES = {"clean": 0, "warn": 1, "block": 2}


class Command(BaseCommand):
    """Ends with 0 if the text is clean, 1 if it should be asked about, 2 if it must be refused."""

    help = "Say whether text on standard input could identify a patient; the text is not kept."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How to answer."""
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Scan all of standard input as one text."""
        found = scan(sys.stdin.buffer.read().decode(errors="replace"))
        if options["json"]:
            self.stdout.write(json.dumps(found.as_dict(), ensure_ascii=False))
        else:
            self._say(found)
        if code := CODES[found.decision]:
            sys.exit(code)

    def _say(self, found: Scan) -> None:
        self.stdout.write(found.decision)
        for finding in found.findings:
            self.stdout.write(
                f"{finding.start}-{finding.end} {finding.action} {finding.detector}: "
                f"{finding.message} → {finding.replacement}"
            )
