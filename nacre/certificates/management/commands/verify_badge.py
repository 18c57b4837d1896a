"""Tells what a badge is: valid, revoked, expired, forged, or none of ours."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nacre.certificates.checking import HEADINGS, LARGEST, check


class Command(BaseCommand):
    """Check one file; ends with 0 only if somebody may rely on it now."""

    help = "Check the badge in a file (.jwt, .svg or .json) against the keys of this installation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and how to answer."""
        parser.add_argument("file", help="the badge; - for standard input")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say the verdict in words."""
        found = check(_read(options["file"]))
        if options["json"]:
            said = {"verdict": found.verdict, "because": found.because}
            if found.community and found.path:
                said["certificate"] = found.community.url(found.path)
            self.stdout.write(json.dumps(said))
        else:
            self.stdout.write(f"{HEADINGS[found.verdict]}: {found.because}")
        if not found.is_good:
            sys.exit(1)


def _read(name: str) -> bytes:
    try:
        if name == "-":
            return sys.stdin.buffer.read(LARGEST + 1)
        with Path(name).open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as problem:
        raise CommandError(f"{name} cannot be read: {problem.strerror}.") from problem
