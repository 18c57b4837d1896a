"""How the columns of a register's file become the few facts that are kept of an entry."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from nacre.members.csv_files import ImportRefused, Row, RowProblem, Table, csv_table, folded
from nacre.members.matching import former_surnames
from nacre.members.models.register import RegisterEntry, name_hash
from nacre.members.professions import REGULATORS
from nacre.members.readings import words_of
from nacre.members.registrations import Problem, normalise

OURS = Path(__file__).with_name("register_mappings")
USUAL = {"GMC": "gmc_lrmp.yaml"}
NEEDED = ("number", "surname", "status")
KNOWN = {
    "regulator", "header", "further_columns", "columns", "dates", "date_form", "flags",
    "flags_if_listed", "restricted_if_filled", "statuses", "statuses_beginning",
}  # fmt: skip


def regulator_of(code: str) -> str:
    """A regulator's code, however it is written."""
    for known in REGULATORS:
        if known.casefold() == code.casefold():
            return known
    raise ImportRefused(f"There is no regulator “{code}”. Known are {', '.join(REGULATORS)}.")


@dataclass
class Mapping:
    """What a mapping file says."""

    name: str
    regulator: str
    header: list[str]
    columns: dict[str, str]
    further_columns: bool = False
    dates: list[str] = field(default_factory=list)
    date_form: str = "DDMMYYYY"
    flags: dict[str, str] = field(default_factory=dict)
    flags_if_listed: dict[str, Any] = field(default_factory=dict)
    restricted_if_filled: list[str] = field(default_factory=list)
    statuses: dict[str, str] = field(default_factory=dict)
    statuses_beginning: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, regulator: str, path: Path | str | None = None) -> "Mapping":
        """A mapping file: one of ours by its name, another by its path, or the usual one."""
        name = str(path or USUAL.get(regulator, ""))
        if not name:
            raise ImportRefused(f"There is no usual mapping for {regulator}. Give --mapping FILE.")
        place = Path(name) if Path(name).is_file() else OURS / name
        try:
            said = yaml.safe_load(place.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise ImportRefused(f"The mapping {name} cannot be read: {error}") from error
        mapping = cls._checked(place.name, said)
        if mapping.regulator != regulator:
            raise ImportRefused(f"{name} maps the {mapping.regulator} register, not {regulator}'s.")
        return mapping

    @classmethod
    def _checked(cls, name: str, said: Any) -> "Mapping":
        if not isinstance(said, dict) or not isinstance(said.get("columns"), dict):
            raise ImportRefused(f"The mapping {name} has no `columns`.")
        if unknown := sorted(map(str, said.keys() - KNOWN)):
            raise ImportRefused(f"The mapping {name} has unknown keys: {', '.join(unknown)}.")
        missing = [ours for ours in NEEDED if not said["columns"].get(ours)]
        if missing:
            raise ImportRefused(f"The mapping {name} names no column for {', '.join(missing)}.")
        known = set(RegisterEntry.Status.values)
        said_statuses = [*(said.get("statuses") or {}).values()]
        said_statuses += (said.get("statuses_beginning") or {}).values()
        if wrong := sorted(set(map(str, said_statuses)) - known):
            raise ImportRefused(
                f"The mapping {name} has statuses that do not exist: {', '.join(wrong)}."
            )
        facts = {key: value for key, value in said.items() if value is not None}
        facts["regulator"] = regulator_of(str(said.get("regulator", "")))
        facts.setdefault("header", list(said["columns"].values()))
        return cls(name=name, **facts)

    def table(self, path: Path | str) -> Table:
        """The file as a table, if its header is the one that the mapping speaks of."""
        table = csv_table(path, fold=True)
        have = {column for column in table.columns if column}
        wanted = {folded(column): column for column in [*self.header, *self.columns.values()]}
        missing = [column for key, column in wanted.items() if key not in have]
        known = wanted.keys() | {folded(column) for column in self.restricted_if_filled}
        table.extra = [column for column in table.columns if column and column not in known]
        if missing or (table.extra and not self.further_columns):
            raise ImportRefused(_about_header(missing, table.extra))
        return table

    # --- One row ---------------------------------------------------------------------------------

    def cell(self, row: Row, ours: str) -> str:
        """What a row says of one of our fields."""
        column = self.columns.get(ours, "")
        return row[folded(column)] if column else ""

    def number(self, row: Row) -> str:
        """The canonical number, or the row's problem."""
        found = normalise(self.regulator, self.cell(row, "number"))
        if isinstance(found, Problem):
            raise RowProblem(self.columns["number"], f"is no number of the {self.regulator}")
        return found.number

    def facts(self, row: Row) -> dict[str, Any]:
        """What is kept of an entry."""
        surname = self.cell(row, "surname")
        if not surname:
            raise RowProblem(self.columns["surname"], "is empty")
        dates = {column: self._date(row, column) for column in self.dates}
        return {
            "surname": surname,
            "given": self.cell(row, "given"),
            "further": sorted(name_hash(w) for w in set(words_of(self.cell(row, "further")))),
            "previous": sorted(set(self._previous(row))),
            "status": self._status(row),
            "flags": sorted(self._flags(row, dates)),
        }

    def _date(self, row: Row, column: str) -> date | None:
        text = row[folded(column)]
        if not text:
            return None
        found = read_date(text, self.date_form)
        if found is None:
            raise RowProblem(column, f"is no date ({self.date_form})")
        return found

    def _previous(self, row: Row) -> Iterator[str]:
        for said in re.split(r"[;|/]", self.cell(row, "previous")):
            yield from (name_hash(name) for name in former_surnames(said) if name)

    def _status(self, row: Row) -> str:
        said = " ".join(self.cell(row, "status").casefold().split())
        found = next((v for k, v in self.statuses.items() if k.casefold() == said), "")
        if not found:
            begins = self.statuses_beginning.items()
            found = next((v for k, v in begins if said.startswith(k.casefold())), "unknown")
        if found in {"practising", "provisional"} and self._is_restricted(row):
            return "restricted"
        return found

    def _is_restricted(self, row: Row) -> bool:
        said = (row[folded(column)].casefold() for column in self.restricted_if_filled)
        return any(cell not in {"", "n", "no", "none", "0"} for cell in said)

    def _flags(self, row: Row, dates: dict[str, date | None]) -> Iterator[str]:
        for flag, column in self.flags.items():
            said = row[folded(column)].casefold()
            if column in dates:
                if dates[column] is not None:
                    yield flag
            elif said not in {"", "n", "no", "none", "0", "false"}:
                yield flag
        listed = set(re.split(r"[^A-Z0-9]+", row[folded(self._listing)].upper()))
        for flag, codes in self.flags_if_listed.items():
            if flag != "column" and listed & set(codes):
                yield flag

    @property
    def _listing(self) -> str:
        return str(self.flags_if_listed.get("column", ""))


def read_date(text: str, form: str) -> date | None:
    """A date as registers write it: 5071978 is 5 July 1978, its zero left out."""
    parts = re.findall(r"\d+", text)
    if len(parts) == 1:
        digits = parts[0].zfill(8)
        if form == "YYYYMMDD":
            digits = digits[6:] + digits[4:6] + digits[:4]
        parts = [digits[:2], digits[2:4], digits[4:]] if len(digits) == 8 else []
    elif parts and len(parts[0]) == 4:
        parts.reverse()
    if len(parts) != 3:
        return None
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return None


def _about_header(missing: list[str], extra: list[str]) -> str:
    said = ["The header is not the one that the mapping describes."]
    if missing:
        said.append(f"Missing: {_listed(missing)}.")
    said.append(f"Unexpected: {_listed(extra)}." if extra else "Unexpected: nothing.")
    return " ".join(said) + " Nothing was changed. Change the mapping file if the layout is new."


def _listed(columns: list[str]) -> str:
    return ", ".join(f"“{column[:60]}”" for column in columns[:40])
