"""Reads an edition of a body's member list into the staging table; nothing counts yet."""

from collections.abc import Iterator
from pathlib import Path

from nacre.members.csv_files import UNREADABLE
from nacre.members.importing import Changes, Importer, Row, RowProblem
from nacre.members.journal import check_lengths
from nacre.members.list_diff import judge
from nacre.members.member_list import (
    COLUMNS,
    facts_of,
    notes_on,
    number_of,
    read_table,
    values_of,
)
from nacre.members.models import ImportRun, MemberListEdition, MemberListEntry, StagedLine


class ReadMemberList(Importer):
    """Each row becomes a staged line; at the end all are compared with the list as it is."""

    kind = "member_list:reading"

    def __init__(self, edition: MemberListEdition) -> None:
        self.edition = edition
        self.notes: list[str] = []

    def rows(self, path: Path) -> Iterator[Row]:
        """The rows of the file."""
        table = read_table(path)
        self.notes = notes_on(table)
        return table.rows

    def apply(self, row: Row, changes: Changes) -> str:
        """Stage a row; every cell is checked against the column that it is meant for."""
        facts = facts_of(row)
        number = number_of(row)
        entry = MemberListEntry(membership_no=number, **values_of(facts))
        try:
            check_lengths(entry, ["membership_no", *facts])
        except RowProblem as problem:
            raise RowProblem(COLUMNS.get(problem.field, problem.field), problem.message) from None
        changes.stage(
            StagedLine(
                community=self.edition.community,
                edition=self.edition,
                row=row.number,
                membership_no=number,
                surname_key=facts["surname_key"],
                email=facts["email"],
                registration_number=facts["registration_number"],
                facts=facts,
            )
        )
        return "read"

    def keep_out(self, row: Row, problem: RowProblem) -> None:
        """Note whose row it was, so that they do not lapse for a row that cannot be read."""
        self.changes.stage(
            StagedLine(
                community=self.edition.community,
                edition=self.edition,
                row=row.number,
                membership_no="" if UNREADABLE in row["membership_no"] else number_of(row)[:30],
                verdict=StagedLine.Verdict.PROBLEM,
                reason=f"{problem.field} {problem.message}".strip().capitalize()[:200],
            )
        )

    def finish(self, run: ImportRun) -> None:
        """Compare with the list."""
        run.notes = self.notes
        judge(self.edition)
        self.edition.reading = run
        self.edition.save()
