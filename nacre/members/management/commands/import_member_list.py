"""Imports the member list of a community's professional body."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser

from nacre.communities.models import Community
from nacre.members import actions
from nacre.members.importing import ImportRefused
from nacre.members.list_report import report_on
from nacre.members.management.importing import ImportCommand
from nacre.members.models import MemberListEdition

State = MemberListEdition.State
SHOWN = 20


class Command(ImportCommand):
    """`nacre import_member_list liver members.csv`."""

    help = (
        "Imports a body's member list (CSV): compares it with the list as it is, then applies it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose list, and where it is."""
        parser.add_argument("community", help="slug of the community")
        super().add_arguments(parser)
        parser.add_argument(
            "--stage", action="store_true", help="compare, and leave approving to the page"
        )
        parser.add_argument(
            "--approve-lapses",
            "--approve",
            action="store_true",
            help="apply it even if more than one in ten would lapse",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare and apply, or undo, and say what changed."""
        community = Community.objects.filter(slug=options["community"]).first()
        if community is None:
            raise CommandError(f"There is no community {options['community']!r}.")
        try:
            if options["undo"]:
                self._undo(community, options)
            else:
                self._import(community, options)
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from refusal

    def _import(self, community: Community, options: dict[str, Any]) -> None:
        if options["file"] is None:
            raise CommandError("Name the file, or give --undo and a run.")
        lapses = options["approve_lapses"]
        edition = actions.begin_edition(community, path=options["file"], lapses=lapses)
        with self.bar(options) as progress:
            actions.read_edition(edition, options["file"], progress=progress)
        edition.refresh_from_db()
        report = report_on(edition)
        refusal = ""
        if options["dry_run"] and edition.is_waiting:
            actions.discard_edition(edition)
        elif edition.state == State.STOPPED:
            refusal = actions.many_lapses(edition)
        elif not options["stage"]:
            if edition.is_waiting:
                actions.approve_edition(edition=edition, lapses=lapses)
            with self.bar(options) as progress:
                actions.apply_edition(edition, progress=progress)
        edition.refresh_from_db()
        self._tell(edition, report, options)
        if refusal:
            raise CommandError(refusal)

    def _undo(self, community: Community, options: dict[str, Any]) -> None:
        try:
            edition = MemberListEdition.objects.of(community).filter(key=options["undo"]).first()
        except ValidationError:
            edition = None
        if edition is None:
            raise CommandError(f"There is no such run: {options['undo']}.")
        actions.undo_edition(edition=edition)
        self._tell(edition, report_on(edition), options)

    def _tell(
        self, edition: MemberListEdition, report: dict[str, Any], options: dict[str, Any]
    ) -> None:
        report |= {"state": edition.state, "dry_run": options["dry_run"]}
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        for note in report["notes"]:
            self.stderr.write(note)
        for verdict, lines in report["lists"].items():
            if verdict != "new":
                self._list(verdict, lines)
        counts = ", ".join(f"{n:,} {verdict}" for verdict, n in report["counts"].items() if n)
        state = "Tried out, nothing kept" if options["dry_run"] else edition.get_state_display()
        self.stdout.write(f"{edition.community}: {counts or 'no rows'}. {state}.")
        self.stdout.write(f"Run {edition.key}.")

    def _list(self, verdict: str, lines: list[dict[str, Any]]) -> None:
        for line in lines[:SHOWN]:
            where = f"row {line['row']}" if line["row"] else "not in the file"
            self.stderr.write(f"{verdict}: {where}: {line['membership_no']}: {line['reason']}")
        if len(lines) > SHOWN:
            self.stderr.write(f"{verdict}: … and {len(lines) - SHOWN:,} more (--json).")
