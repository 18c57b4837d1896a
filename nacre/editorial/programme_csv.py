"""A programme as a table: one session a row, with named columns."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from nacre.editorial.programme_files import (
    MOST_SESSIONS,
    Meeting,
    Problem,
    ProgrammeFile,
    RecordProblem,
    SessionRecord,
    check_order,
    midnight,
    moment_in,
    tidy,
)
from nacre.evidence.records import doi_of
from nacre.members.csv_files import ImportRefused, Row, csv_table

COLUMNS = (
    "id", "title", "date", "start", "end", "room", "speakers", "type", "summary",
    "abstract_number", "abstract_doi", "embargo", "status",
)  # fmt: skip
REQUIRED = ("id", "title", "start")
ALIASES = {
    "uid": "id", "session_id": "id", "code": "id", "session": "title", "session_title": "title",
    "name": "title", "day": "date", "starts_at": "start", "start_time": "start", "begin": "start",
    "ends_at": "end", "end_time": "end", "location": "room", "hall": "room", "speaker": "speakers",
    "presenters": "speakers", "presenter": "speakers", "session_type": "type", "kind": "type",
    "abstract": "summary", "description": "summary", "abstract_no": "abstract_number",
    "doi": "abstract_doi", "embargo_until": "embargo", "state": "status",
}  # fmt: skip
TEXTS = {"title": "title", "room": "room", "speakers": "speakers", "type": "kind",
         "summary": "summary", "abstract_number": "abstract_number"}  # fmt: skip
CANCELLED = {"cancelled", "canceled", "withdrawn", "called off"}
STATES = CANCELLED | {"", "confirmed", "scheduled", "accepted", "tentative"}
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")
HOURS = ("%H:%M", "%H:%M:%S", "%H.%M", "%I:%M %p", "%I:%M%p")
TIME_HELPS = "is no time. Write it as 2026-10-05 09:00."


def read_csv(path: Path, meeting: Meeting) -> ProgrammeFile:
    """The sessions of a table; a header without the columns that are needed is refused."""
    found = ProgrammeFile()
    try:
        table = csv_table(path, required=REQUIRED, known=COLUMNS, fold=True, aliases=ALIASES)
    except ImportRefused as refusal:
        raise ImportRefused(
            f"{refusal} Name the columns in the first row: id, title and start are needed; "
            f"{', '.join(c for c in COLUMNS if c not in REQUIRED)} are read as well."
        ) from refusal
    if table.extra:
        found.notes.append(f"Not read: {', '.join(f'“{name[:60]}”' for name in table.extra)}.")
    seen: dict[str, int] = {}
    for row in table.rows:
        for problem in _take(row, meeting, table.columns, seen, found):
            found.problems.append(Problem(f"Row {row.number}", problem.column, problem.message))
        if len(seen) > MOST_SESSIONS:
            raise ImportRefused(f"The file has more than {MOST_SESSIONS:,} sessions. Split it.")
    return found


def _take(
    row: Row, meeting: Meeting, columns: list[str], seen: dict[str, int], found: ProgrammeFile
) -> Iterator[RecordProblem]:
    if row.problem is not None:
        yield RecordProblem("", f"{row.problem.message}. Mend the row.")
        return
    try:
        record = _record(row, meeting, columns)
    except RecordProblem as problem:
        yield problem
        return
    if record.uid in seen:
        yield RecordProblem("id", f"stands in row {seen[record.uid]} already. Give each its own.")
    seen.setdefault(record.uid, row.number)
    found.records.append(record)


def _record(row: Row, meeting: Meeting, columns: list[str]) -> SessionRecord:
    uid = tidy("uid", row["id"])
    if not uid:
        raise RecordProblem("id", "is empty. Give each session an id that stays the same.")
    said: dict[str, Any] = {}
    for column, name in TEXTS.items():
        if column in columns:
            said[name] = _text(column, name, row[column])
    if not said["title"]:
        raise RecordProblem("title", "is empty. Say what the session is called.")
    said |= _times(row, meeting)
    if "abstract_doi" in columns:
        said["abstract_doi"] = _doi(row["abstract_doi"])
    if "embargo" in columns:
        said["embargo_until"] = _embargo(row["embargo"], meeting)
    state = row["status"].casefold()
    if state not in STATES:
        raise RecordProblem("status", "is not known. Write “cancelled”, or leave it empty.")
    return SessionRecord(f"Row {row.number}", uid, said, is_cancelled=state in CANCELLED)


def _text(column: str, name: str, text: str) -> str:
    try:
        return tidy(name, text)
    except RecordProblem as problem:
        raise RecordProblem(column, problem.message) from problem


def _times(row: Row, meeting: Meeting) -> Mapping[str, Any]:
    """Start and end; a start without an hour is a whole day."""
    day = _day("date", row["date"]) if row["date"] else None
    start = _moment("start", row["start"], day)
    end = _moment("end", row["end"], day or _date_of(start)) if row["end"] else None
    if isinstance(start, datetime):
        starts_at = moment_in("start", start, meeting.zone)
        if end is not None and not isinstance(end, datetime):
            raise RecordProblem("end", "has a day and no hour, where the start has one. Add it.")
        ends_at = moment_in("end", end, meeting.zone) if end else None
        is_all_day = False
    else:
        last = _date_of(end) if end else start
        starts_at = midnight("start", start, meeting.zone)
        ends_at = midnight("end", last + timedelta(days=1), meeting.zone)
        is_all_day = True
    check_order(starts_at, ends_at)
    return {"starts_at": starts_at, "ends_at": ends_at, "is_all_day": is_all_day}


def _date_of(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _moment(column: str, text: str, day: date | None) -> date | datetime:
    """A day with an hour, a day alone, or an hour on the day that stands in another column."""
    if not text:
        raise RecordProblem(column, "is empty. Write it as 2026-10-05 09:00.")
    words = " ".join(text.split())
    for form in HOURS:
        hour = _parsed(words, form)
        if hour is not None:
            if day is None:
                raise RecordProblem(column, "has an hour and no day. Add a column “date”.")
            return datetime.combine(day, hour.time())
    return _day_and_hour(column, words)


def _day_and_hour(column: str, words: str) -> date | datetime:
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        pass
    else:
        return moment if ":" in words or "T" in words else moment.date()
    for day in DAYS:
        whole = _parsed(words, day)
        if whole is not None:
            return whole.date()
        for hour in HOURS:
            moment_there = _parsed(words, f"{day} {hour}")
            if moment_there is not None:
                return moment_there
    raise RecordProblem(column, TIME_HELPS)


def _day(column: str, text: str) -> date:
    for form in DAYS:
        parsed = _parsed(" ".join(text.split()), form)
        if parsed is not None:
            return parsed.date()
    raise RecordProblem(column, "is no day. Write it as 2026-10-05.")


def _parsed(words: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(words, form)  # noqa: DTZ007 - on the clocks of the meeting
    except ValueError:
        return None


def _doi(text: str) -> str:
    doi = doi_of(text)
    if text and (not doi or len(doi) > 255):
        raise RecordProblem("abstract_doi", "is no DOI. Write it as 10.1234/abcd, or leave it out.")
    return doi


def _embargo(text: str, meeting: Meeting) -> datetime | None:
    if not text:
        return None
    moment = _moment("embargo", text, None)
    if not isinstance(moment, datetime):
        raise RecordProblem("embargo", "has a day and no hour. Write it as 2026-10-05 09:00.")
    return moment_in("embargo", moment, meeting.zone)
