"""A body's member list as it sends it: its columns, and each row as facts that can be compared."""

import re
import unicodedata
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from nacre.members.csv_files import Row, RowProblem, Table, csv_table
from nacre.members.models import MemberListEntry
from nacre.members.names import fold

REQUIRED = ("membership_no", "forenames", "surname", "email", "category", "status", "gmc_or_pin")
OPTIONAL = ("title", "alt_email", "paid_until", "organisation", "updated_at")
ALIASES = {
    "membership_number": "membership_no",
    "member_no": "membership_no",
    "e_mail": "email",
    "alt_e_mail": "alt_email",
    "forename": "forenames",
    "last_name": "surname",
    "gmc_pin": "gmc_or_pin",
}
# The columns of a line by the column of the file that fills them.
COLUMNS = {
    "surname": "surname",
    "forenames": "forenames",
    "title": "title",
    "email": "email",
    "alt_email": "alt_email",
    "category": "category",
    "status": "status",
    "paid_until": "paid_until",
    "registration_number": "gmc_or_pin",
    "organisation": "organisation",
    "updated_on": "updated_at",
}
DATES = ("paid_until", "updated_on")
BRITISH_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


def read_table(path: Path | str) -> Table:
    """The file; a header without a column that we need is refused by name."""
    return csv_table(path, required=REQUIRED, known=OPTIONAL, fold=True, aliases=ALIASES)


def notes_on(table: Table) -> list[str]:
    """What is said of the file as a whole."""
    notes = []
    if table.extra:
        notes.append(f"Columns that are not used: {', '.join(table.extra)}.")
    if absent := [c for c in OPTIONAL if c not in table.columns]:
        notes.append(f"Not in the file, and left as known: {', '.join(absent)}.")
    return notes


def number_of(row: Row) -> str:
    """The membership number in the form in which it is compared: BHF-1 and bhf-1 are one."""
    return " ".join(unicodedata.normalize("NFKC", row["membership_no"]).upper().split())


def facts_of(row: Row) -> dict[str, Any]:
    """What a row says, by column of a line; only of the columns that the file has."""
    if not number_of(row):
        raise RowProblem("membership_no", "is empty")
    found = {
        name: _READERS.get(name, _text)(column, row[column])
        for name, column in COLUMNS.items()
        if column in row.values
    }
    if not found["surname"]:
        raise RowProblem("surname", "is empty")
    return found | {"surname_key": fold(found["surname"])[:80]}


def values_of(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as a line holds them: days as dates."""
    days = {name: date.fromisoformat(facts[name]) for name in DATES if facts.get(name)}
    empty = {name: None for name in DATES if name in facts and not facts[name]}
    return facts | days | empty


def differences(entry: MemberListEntry, facts: dict[str, Any]) -> list[str]:
    """The columns in which a row says something else than the line does."""
    wanted = values_of(facts)
    return [name for name, value in wanted.items() if getattr(entry, name) != value]


def is_somebody_else(entry: MemberListEntry, facts: dict[str, Any]) -> bool:
    """Whether a known number now stands beside a person in whom nothing is as it was."""
    number, email = facts["registration_number"], facts["email"]
    same = (
        entry.surname_key == facts["surname_key"],
        bool(email) and email in {entry.email, entry.alt_email},
        bool(number) and number == entry.registration_number,
    )
    return not any(same)


def _text(column: str, cell: str) -> str:
    return " ".join(unicodedata.normalize("NFC", cell).split())


def _email(column: str, cell: str) -> str:
    email = cell.strip().lower()
    if not email:
        return ""
    if not email.isascii():
        raise RowProblem(column, "holds letters that are not a to z, perhaps look-alikes")
    try:
        validate_email(email)
    except ValidationError as error:
        raise RowProblem(column, "is no e-mail address") from error
    return email


def _status(column: str, cell: str) -> str:
    status = cell.strip().lower()
    if status not in MemberListEntry.Status.values:
        raise RowProblem(column, f"is not one of {', '.join(MemberListEntry.Status.values)}")
    return status


def _category(column: str, cell: str) -> str:
    return fold(cell).replace(" ", "_")


def _number(column: str, cell: str) -> str:
    return re.sub(r"[\s/]", "", unicodedata.normalize("NFKC", cell)).upper()


def _day(column: str, cell: str) -> str:
    """A day in ISO form, or as a British spreadsheet saves it; empty for none."""
    text = cell.strip()
    if not text:
        return ""
    try:
        if british := BRITISH_DAY.fullmatch(text):
            day, month, year = (int(part) for part in british.groups())
            return date(year, month, day).isoformat()
        return datetime.fromisoformat(text).date().isoformat()
    except ValueError as error:
        raise RowProblem(column, "is no date; write it as 2027-03-31") from error


_READERS = {
    "email": _email,
    "alt_email": _email,
    "status": _status,
    "category": _category,
    "registration_number": _number,
    "paid_until": _day,
    "updated_on": _day,
}
