"""A file of a meeting's programme as plain records: CSV or iCalendar, told apart by how it begins.

What a file does not speak of is not in `said`, so that taking it in leaves that as it is. Texts
come out as plain lines; a file that is too large or is no text is refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from nacre.evidence.plain_text import flattened, inert
from nacre.members.csv_files import ImportRefused

LARGEST = 10 * 1024 * 1024
MOST_SESSIONS = 5_000
LONGEST = {
    "uid": 255, "title": 300, "kind": 40, "room": 160, "speakers": 1000, "summary": 10_000,
    "abstract_number": 40,
}  # fmt: skip
YEARS = range(1970, 2100)
IS_CALENDAR = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN\s*:\s*V(?:CALENDAR|EVENT)", re.I)
# What a spreadsheet would work out, and signs that turn the direction of a line.
_FORMULA = re.compile(r"^(?:\s*(?:[=@]|[+-](?=[\w.+-]*[(|!])))+\s*")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Problem:
    """What is wrong with one row or event, and what helps."""

    where: str
    column: str
    message: str

    def __str__(self) -> str:
        column = f", “{self.column}”" if self.column else ""
        return f"{self.where}{column}: {self.message}"


class RecordProblem(Exception):  # noqa: N818 - it is one record's, the reading goes on
    """One record cannot be used; says in which column, and what helps."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column, self.message = column, message


@dataclass(frozen=True)
class SessionRecord:
    """One session as a file has it."""

    where: str
    uid: str
    said: Mapping[str, Any]
    is_cancelled: bool = False
    sequence: int = 0


@dataclass
class ProgrammeFile:
    """All that was read of a file."""

    records: list[SessionRecord] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Meeting:
    """What reading a programme needs to know of the meeting."""

    zone: ZoneInfo
    ends_on: date


def bytes_of(path: Path) -> bytes:
    """The content of a file that is small enough to be a programme."""
    if not path.is_file():
        raise ImportRefused(f"There is no file {path}.")
    if path.stat().st_size > LARGEST:
        raise ImportRefused(
            "The file is larger than 10 MB, which no programme is. Export the sessions alone, "
            "without attachments."
        )
    return path.read_bytes()


def tidy(column: str, text: object) -> str:
    """One plain line: no markup, nothing that runs, no formula; too long a text is a problem."""
    words = _TURNING.sub("", _FORMULA.sub("", inert(flattened(text))))
    most = LONGEST[column]
    if len(words) <= most:
        return words
    if column == "summary":
        return words[: most - 1] + "…"
    raise RecordProblem(column, f"is longer than {most} characters. Shorten it.")


def moment_in(column: str, said: datetime, zone: Any) -> datetime:
    """A time as a moment: on the meeting's clocks where it names no zone of its own."""
    if said.year not in YEARS:
        raise RecordProblem(column, "lies in a year in which no meeting is. Correct the date.")
    if said.tzinfo is not None:
        return said
    moment = said.replace(tzinfo=zone)
    there_and_back = moment.astimezone(ZoneInfo("UTC")).astimezone(zone)
    if there_and_back.replace(tzinfo=None) != said:
        raise RecordProblem(
            column, "is an hour that the clocks of the meeting’s place skip. Correct the time."
        )
    return moment


def midnight(column: str, day: date, zone: Any) -> datetime:
    """Where a day begins at the meeting's place."""
    return moment_in(column, datetime.combine(day, time()), zone)


def check_order(starts_at: datetime, ends_at: datetime | None) -> None:
    """A session ends after it begins, and on the day or in the days of a meeting."""
    if ends_at and ends_at < starts_at:
        raise RecordProblem("end", "is before the start. Correct one of the two.")
    if ends_at and ends_at - starts_at > timedelta(days=31):
        raise RecordProblem("end", "is more than a month after the start. Correct one of the two.")
