"""Loads a list of e-mail domains, such as the organisations accredited to DCB1596."""

import csv
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from nacre.members.models import EmailDomain
from nacre.members.work_email import domains_in


class Command(BaseCommand):
    """One domain a row; loading a list again brings that class up to date."""

    help = "Load a CSV list of e-mail domains with what they say about who has an address there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which list, of which class."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--class", dest="sort", choices=EmailDomain.Sort.values, default="dcb1596_other"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would change")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, compare, write in one go."""
        try:
            text = options["file"].read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as problem:
            raise CommandError(f"The file cannot be read: {problem}") from problem
        wanted, refused = _rows(text)
        if not wanted:
            raise CommandError("No row has a domain: the header needs a column such as Domain.")
        with transaction.atomic():
            counts = _bring_up_to_date(wanted, options["sort"])
            if options["dry_run"]:
                transaction.set_rollback(True)
        for row, value in refused:
            self.stderr.write(f"Row {row}: {value!r} is no domain.")
        told = ", ".join(f"{count} {what}" for what, count in counts.items())
        self.stdout.write(
            f"{told}, {len(refused)} rows left out" + " (dry run)" * options["dry_run"]
        )


def _rows(text: str) -> tuple[dict[str, dict[str, Any]], list[tuple[int, str]]]:
    reader = csv.DictReader(text.splitlines())
    columns = {_role(name): name for name in reader.fieldnames or () if _role(name)}
    wanted: dict[str, dict[str, Any]] = {}
    refused = []
    for number, row in enumerate(reader, start=2):
        said = (row.get(columns.get("domain", "")) or "").strip()
        found = domains_in(said)
        if not found:
            refused.append((number, said[:60]))
        for domain in found:
            wanted[domain] = {
                "organisation": (row.get(columns.get("organisation", "")) or "").strip()[:160],
                "expires_on": _date(row.get(columns.get("expires_on", "")) or ""),
            }
    return wanted, refused


def _role(column: str) -> str:
    """What a column is, by its heading; these lists change their headings often."""
    words = column.casefold()
    for role, marks in (
        ("domain", ("domain",)),
        ("expires_on", ("expir", "valid until", "renewal")),
        ("organisation", ("organisation", "name", "supplier")),
    ):
        if any(mark in words for mark in marks):
            return role
    return ""


def _date(text: str) -> date | None:
    parts = text.strip().split(" ")[0].replace("/", "-").split("-")
    try:
        year, month, day = [int(p) for p in (parts if len(parts[0]) == 4 else reversed(parts))]
        return date(year, month, day)
    except ValueError:
        return None


def _bring_up_to_date(wanted: dict[str, dict[str, Any]], sort: str) -> dict[str, int]:
    gone = EmailDomain.objects.filter(sort=sort).exclude(domain__in=wanted)
    counts = {"new": 0, "known": 0, "gone": gone.count()}
    gone.delete()
    for domain, facts in wanted.items():
        _, is_new = EmailDomain.objects.update_or_create(
            domain=domain, defaults={"sort": sort, **facts}
        )
        counts["new" if is_new else "known"] += 1
    return counts
