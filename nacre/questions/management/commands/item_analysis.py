"""Works out what first attempts say of the items of a test."""

import csv
import json
from pathlib import Path
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.table import Table

from nacre.questions.analysis import ALL, ItemAnalysis, analyse

COLUMNS = ("item", "n", "facility", "discrimination", "r", "r_corrected", "flags")
WHOLE = ("n", "k", "mean", "variance", "sum_pq", "kr20", "alpha", "kr21", "sem")


class Command(BaseCommand):
    """`nacre item_analysis attempts.csv`."""

    help = "Facility, discrimination, point-biserial, reliability of first attempts in a file."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument(
            "file",
            type=Path,
            help="CSV with a learner and a 0 or 1 for each item, rows of 0 and 1, or JSON of rows",
        )
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the figures of each item and of the whole."""
        try:
            text = options["file"].read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{options['file']} cannot be read as text: {error}") from error
        try:
            analysis = analyse(rows_in(text))
        except ValueError as error:
            raise CommandError(f"{options['file']}: {error}") from error
        if not analysis.items:
            raise CommandError(f"{options['file']} has no rows of 0 and 1.")
        if options["json"]:
            self.stdout.write(json.dumps(as_dict(analysis), ensure_ascii=False, indent=1))
            return
        self._print(analysis)

    def _print(self, analysis: ItemAnalysis) -> None:
        table = Table(*COLUMNS)
        for item in as_dict(analysis)["items"]:
            table.add_row(*(_cell(item[name]) for name in COLUMNS))
        console = Console(file=cast("IO[str]", self.stdout), width=120)
        console.print(table)
        whole = as_dict(analysis)
        console.print("  ".join(f"{name} {_cell(whole[name])}" for name in WHOLE))
        if analysis.level != ALL:
            console.print("Fewer than 30 learners: editors see facility from 20 on, else nothing.")


def rows_in(text: str) -> dict[Any, dict[Any, float]]:
    """Learners with what each item was worth, from CSV, rows of 0 and 1, or JSON."""
    if text.lstrip().startswith(("{", "[")):
        return _rows_in_json(json.loads(text))
    lines = [row for row in csv.reader(text.splitlines()) if any(cell.strip() for cell in row)]
    if lines and all(_is_plain(row) for row in lines):
        return _numbered(cell.strip() for row in lines for cell in row if cell.strip())
    return _rows_in_table(lines)


def _is_plain(row: list[str]) -> bool:
    """Whether a line is rows such as 10110 and nothing else."""
    cells = [cell.strip() for cell in row if cell.strip()]
    return all(len(cell) > 1 and set(cell) <= {"0", "1"} for cell in cells)


def _numbered(rows: Any) -> dict[Any, dict[Any, float]]:
    found = {}
    for number, row in enumerate(rows, 1):
        found[number] = {place: _mark(mark, number, place) for place, mark in enumerate(row, 1)}
    return found


def _rows_in_json(said: Any) -> dict[Any, dict[Any, float]]:
    rows = said.get("rows", said) if isinstance(said, dict) else said
    if isinstance(rows, dict):
        return {
            learner: {item: _mark(mark, learner, item) for item, mark in row.items()}
            for learner, row in rows.items()
        }
    if not isinstance(rows, list):
        raise ValueError("JSON needs a list of rows.")
    return _numbered(rows)


def _rows_in_table(lines: list[list[str]]) -> dict[Any, dict[Any, float]]:
    """A line a learner, the id first; the first line names the items where it holds no marks."""
    if not lines:
        return {}
    head, body = lines[0], lines
    has_head = not all(_is_mark(cell) for cell in head[1:])
    names = [cell.strip() for cell in head[1:]] if has_head else list(range(1, len(head)))
    body = lines[1:] if has_head else lines
    found: dict[Any, dict[Any, float]] = {}
    for number, row in enumerate(body, 2 if has_head else 1):
        learner = row[0].strip()
        if learner in found:
            raise ValueError(f"Line {number}: the learner {learner!r} is there twice.")
        found[learner] = {
            name: _mark(cell.strip(), f"line {number}", name)
            for name, cell in zip(names, row[1:], strict=False)
            if cell.strip()
        }
    if all(learner.isdigit() for learner in found):
        return {int(learner): row for learner, row in found.items()}
    return found


def _is_mark(cell: str) -> bool:
    try:
        return 0 <= float(cell or 0) <= 1
    except ValueError:
        return False


def _mark(mark: Any, learner: Any, item: Any) -> float:
    try:
        number = float(mark)
    except (TypeError, ValueError):
        number = -1.0
    if not 0 <= number <= 1:
        raise ValueError(f"{learner}, item {item}: {str(mark)[:20]!r} is no mark between 0 and 1.")
    return number


def as_dict(analysis: ItemAnalysis) -> dict[str, Any]:
    """All figures, for programs."""
    whole = {name: getattr(analysis, name) for name in WHOLE}
    items = [
        {
            "item": item.key,
            **{name: getattr(item, name) for name in COLUMNS[1:-1]},
            "flags": list(item.flags),
            "shown": item.level,
        }
        for item in analysis.items
    ]
    return {**_rounded(whole), "items": [_rounded(item) for item in items]}


def _rounded(figures: dict[str, Any]) -> dict[str, Any]:
    return {k: round(v, 6) if isinstance(v, float) else v for k, v in figures.items()}


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, list):
        return ", ".join(value)
    return f"{value:.4f}" if isinstance(value, float) else str(value)
