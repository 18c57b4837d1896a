"""Writes the report of a community's month."""

import json
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nacre.communities.models import Community, Sponsor
from nacre.insights import actions
from nacre.insights.compilation import AGGREGATED, entitlement_of
from nacre.insights.disclosure import BODY, SPONSOR
from nacre.insights.management.commands.import_activity import community_named
from nacre.insights.periods import Month


class Command(BaseCommand):
    """Compile one month for one reader and write report.pdf, .html, .xlsx and .json."""

    help = "Write the report of a community's month for its body or a sponsor."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Community, month, reader and folder."""
        parser.add_argument("community", help="slug of the community")
        parser.add_argument("month", nargs="?", help="2026-10; the last complete month if left out")
        parser.add_argument("--for", dest="audience", choices=[BODY, SPONSOR], default=BODY)
        parser.add_argument("--sponsor", help="slug of the sponsor, where there are several")
        parser.add_argument("--out", type=Path, default=Path(), help="folder for the files")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """File what is waiting, compile, write, and name the files."""
        community = community_named(options["community"])
        month = _month(options["month"])
        sponsor = None
        if options["audience"] == SPONSOR:
            sponsor = _sponsor(community, options["sponsor"])
        try:
            files = actions.write_report(
                community, month, audience=options["audience"], sponsor=sponsor, out=options["out"]
            )
        except OSError as problem:
            raise CommandError(f"The report cannot be written: {problem}.") from problem
        if options["json"]:
            self.stdout.write(json.dumps({"files": [str(f) for f in files]}))
            return
        for path in files:
            self.stdout.write(str(path))


def _month(text: str | None) -> Month:
    if not text:
        return Month.last_complete(datetime.now(UTC))
    try:
        return Month.parse(text)
    except ValueError as problem:
        raise CommandError(str(problem)) from problem


def _sponsor(community: Community, slug: str | None) -> Sponsor | None:
    """The sponsor named, or the one whom a report can only mean; None where nobody sponsors."""
    funding = community.funding_relationships.all()
    sponsors = {f.sponsor.slug: f.sponsor for f in funding if f.kind != "none"}
    if slug:
        if slug not in sponsors:
            known = ", ".join(sorted(sponsors)) or "nobody"
            raise CommandError(f"{slug!r} sponsors nothing here. Sponsors: {known}.")
        return sponsors[slug]
    entitled = [s for s in sponsors.values() if entitlement_of(community, SPONSOR, s) == AGGREGATED]
    meant = entitled or list(sponsors.values())
    if len(meant) > 1:
        raise CommandError(f"Say which sponsor with --sponsor: {', '.join(sorted(sponsors))}.")
    return meant[0] if meant else None
