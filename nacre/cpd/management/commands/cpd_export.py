"""Writes a member's CPD on the form of a body."""

import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nacre.communities.models import Community
from nacre.cpd.exporting import FORMS, TEMPLATES, export_of
from nacre.members.models import Membership


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise CommandError(f"{text!r} is no day. Write it as 2026-03-31.") from problem


class Command(BaseCommand):
    """For a member who asked by letter; members do it themselves at /cpd/export/."""

    help = "Write a member's CPD as csv, json or pdf, on the form of the NMC, the RCP or the GPhC."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, on which form, of which days, and where to."""
        parser.add_argument("--template", choices=sorted(TEMPLATES), default="generic")
        parser.add_argument("--member", required=True, help="the e-mail address of the account")
        parser.add_argument("--community", required=True, help="slug of the community")
        parser.add_argument("--from", dest="since", help="first day, 2025-04-01")
        parser.add_argument("--to", dest="until", help="last day, 2026-03-31")
        parser.add_argument("--format", dest="form", choices=sorted(FORMS), default="csv")
        parser.add_argument("--out", type=Path, help="the file; standard output if left out")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read it all, then write at once."""
        since = _day(options["since"]) if options["since"] else None
        until = _day(options["until"]) if options["until"] else None
        if since and until and until < since:
            raise CommandError("--to is before --from. Swap them.")
        made = export_of(
            _membership(options["community"], options["member"]),
            template=options["template"],
            form=options["form"],
            since=since,
            until=until,
        )
        if options["out"]:
            options["out"].write_bytes(made.content)
            self.stderr.write(f"Wrote {len(made.content)} bytes to {options['out']}.")
        elif options["form"] == "pdf":
            sys.stdout.buffer.write(made.content)
        else:
            self.stdout.write(made.content.decode(), ending="")


def _membership(slug: str, address: str) -> Membership:
    if not Community.objects.filter(slug=slug).exists():
        known = ", ".join(Community.objects.values_list("slug", flat=True).order_by("slug"))
        raise CommandError(f"There is no community {slug!r}. There are: {known or 'none yet'}.")
    found = Membership.objects.filter(community__slug=slug, user__email__iexact=address)
    membership = found.select_related("community", "user").first()
    if membership is None:
        raise CommandError(f"Nobody with the address {address} has been a member of {slug}.")
    return membership
