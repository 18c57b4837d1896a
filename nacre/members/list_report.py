"""What is told of an edition of a member list: counts, and the rows a person should see."""

import csv
import io
from typing import Any

from nacre.members.models import MemberListEdition, StagedLine

LISTED = ("new", "changed", "lapsed", "duplicate", "ambiguous", "problem")
# Cells that begin so are run as formulas by spreadsheets.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
HEADER = ("row", "membership_no", "name", "outcome", "reason")


def report_on(edition: MemberListEdition) -> dict[str, Any]:
    """Counts, notes and, while the rows are still staged, the list of each outcome."""
    lists: dict[str, list[dict[str, Any]]] = {verdict: [] for verdict in LISTED}
    for line in edition.lines.filter(verdict__in=LISTED).iterator(chunk_size=500):
        lists[line.verdict].append(
            {"row": line.row, "membership_no": line.membership_no, "reason": line.reason}
        )
    reading = edition.reading
    return {
        "run": str(edition.key),
        "community": edition.community.slug,
        "file": edition.file_name,
        "rows": reading.position if reading else 0,
        "counts": edition.counts,
        "notes": reading.notes if reading else [],
        "lists": {verdict: lines for verdict, lines in lists.items() if lines},
    }


def as_csv(edition: MemberListEdition) -> str:
    """The rows that are not simply unchanged, for a spreadsheet; no cell can act as a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for line in edition.lines.filter(verdict__in=LISTED).iterator(chunk_size=500):
        writer.writerow(safe_cell(cell) for cell in _cells(line))
    return text.getvalue()


def _cells(line: StagedLine) -> tuple[str, ...]:
    row = str(line.row) if line.row else ""
    return row, line.membership_no, line.name, line.get_verdict_display(), line.reason


def safe_cell(cell: str) -> str:
    """A cell that a spreadsheet shows as it stands."""
    return f"'{cell}" if cell.lstrip().startswith(FORMULA) or cell.startswith(FORMULA) else cell
