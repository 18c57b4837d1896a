"""Takes the programme of a meeting in."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nacre.communities.models import Community
from nacre.editorial.actions import import_programme
from nacre.editorial.actions.programmes import Outcome
from nacre.editorial.models import ConferencePage
from nacre.members.csv_files import ImportRefused

SHOWN = 20


class Command(BaseCommand):
    """`nacre import_programme programme.ics --community liver --conference easl-2026`."""

    help = "Imports a meeting's programme (CSV or iCalendar): all of the file or nothing of it."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and of which meeting it is."""
        parser.add_argument("file", type=Path, help="a CSV or an iCalendar file")
        parser.add_argument("--community", required=True, help="slug of the community")
        parser.add_argument(
            "--conference", required=True, help="slug of the meeting: the end of its address"
        )
        parser.add_argument("--dry-run", action="store_true", help="report, and keep nothing")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take it in and say what became of it; ends with 1 where nothing was kept."""
        conference = self._conference(options)
        try:
            outcome = import_programme(
                conference=conference, path=options["file"], dry_run=options["dry_run"]
            )
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(_as_dict(outcome), ensure_ascii=False))
        else:
            self._tell(conference, outcome, is_dry=options["dry_run"])
        if outcome.problems:
            raise CommandError(
                f"Nothing was taken in: {_counted(len(outcome.problems), 'problem')}. "
                "Mend the file and import it again."
            )

    def _conference(self, options: dict[str, Any]) -> ConferencePage:
        community = Community.objects.filter(slug=options["community"]).first()
        if community is None:
            raise CommandError(f"There is no community {options['community']!r}.")
        meetings = ConferencePage.objects.of(community)
        found = meetings.filter(slug=options["conference"]).first()
        if found is None:
            known = ", ".join(
                meetings.order_by("-starts_on").values_list("slug", flat=True)[:SHOWN]
            )
            raise CommandError(
                f"{community} has no meeting {options['conference']!r}. "
                + (f"It has: {known}." if known else "Make its page at the desk first.")
            )
        return found

    def _tell(self, conference: ConferencePage, outcome: Outcome, *, is_dry: bool) -> None:
        self._list("", outcome.problems)
        for note in outcome.notes[:SHOWN]:
            self.stderr.write(note)
        if outcome.problems:
            return
        for what in ("changed", "cancelled"):
            self._list(f"{what}: ", getattr(outcome, what))
        self._list("not in the file, and left as it is: ", outcome.missing)
        kept = " Tried out, nothing kept." if is_dry else ""
        self.stdout.write(
            f"{conference.title}: {len(outcome.added):,} added, {len(outcome.changed):,} changed, "
            f"{len(outcome.cancelled):,} cancelled, {outcome.unchanged:,} unchanged, "
            f"{len(outcome.missing):,} not in the file.{kept}"
        )

    def _list(self, before: str, things: list[Any]) -> None:
        for thing in things[:SHOWN]:
            self.stderr.write(f"{before}{thing}")
        if len(things) > SHOWN:
            self.stderr.write(f"{before}… and {len(things) - SHOWN:,} more (--json).")


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _as_dict(outcome: Outcome) -> dict[str, Any]:
    return {
        "added": outcome.added,
        "changed": outcome.changed,
        "cancelled": outcome.cancelled,
        "unchanged": outcome.unchanged,
        "missing": outcome.missing,
        "problems": [vars(problem) for problem in outcome.problems],
        "notes": outcome.notes,
    }
