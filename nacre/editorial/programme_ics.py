"""A programme as iCalendar (RFC 5545): events, their zones, series, changes and cancellations.

Wall-clock times are kept until the end, so that a series keeps its hour when clocks change.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from time import monotonic
from typing import Any

from icalendar import Calendar, Event

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
from nacre.editorial.programme_series import occurrences
from nacre.evidence.records import doi_of, doi_within
from nacre.members.csv_files import ImportRefused

_FOLD = re.compile(rb"(?:\r?\n)+[ \t]|\r[ \t]")
_TOO_OFTEN = re.compile(r"^RRULE[^:\n]*:[^\n]*FREQ\s*=\s*(?:SECONDLY|MINUTELY|HOURLY)", re.I | re.M)
_SPEAKERS = re.compile(r"^\s*(?:speakers?|presenters?)\s*:\s*(.+)$", re.I | re.M)
_MATTERS = {
    "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS", "UID",
    "SEQUENCE", "SUMMARY",
}  # fmt: skip
_PUBLIC = {"", "PUBLIC"}
PATIENCE = 60  # seconds; a rule that never comes true is looked for until the year 9999
Wall = datetime | date


def read_ics(raw: bytes, meeting: Meeting) -> ProgrammeFile:
    """The sessions of a calendar; whatever is wrong with an event is said of that event."""
    found = ProgrammeFile()
    events = list(_events(_calendars(_text_of(raw))))
    public = [(n, one) for n, one in events if str(one.get("CLASS", "")).upper() in _PUBLIC]
    if not public:
        raise ImportRefused("There is no event in this calendar that is meant for the public.")
    if len(public) < len(events):
        found.notes.append(f"Left out, marked as private: {len(events) - len(public)}.")
    series: dict[str, list[tuple[int, Event]]] = {}
    for place, event in public:
        uid = str(event.get("UID", "")).strip() or f"\n{place}"
        series.setdefault(uid, []).append((place, event))
    began = monotonic()
    for uid, own in series.items():
        _take(uid, own, meeting, found)
        if monotonic() - began > PATIENCE:
            raise ImportRefused(
                "The series in this calendar take too long to work out. Export them as single events."
            )
        if len(found.records) > MOST_SESSIONS:
            raise ImportRefused(f"The file has more than {MOST_SESSIONS:,} sessions. Split it.")
    return found


def _events(calendars: list[Any]) -> Iterator[tuple[int, Event]]:
    """Each event with its place in the file; what a calendar calls off as a whole is called off."""
    walked = ((calendar, event) for calendar in calendars for event in calendar.walk("VEVENT"))
    for place, (calendar, event) in enumerate(walked, start=1):
        if str(calendar.get("METHOD", "")).upper() == "CANCEL":
            event["STATUS"] = "CANCELLED"
        yield place, event


def _text_of(raw: bytes) -> str:
    """The file as text, its folded lines joined first: a fold may stand within a letter."""
    lines = re.split(rb"\r\n|\n|\r", _FOLD.sub(b"", raw.replace(b"\x00", b"")))
    text = "\n".join(_decoded(line) for line in lines if line.strip()).lstrip("\ufeff")
    if _TOO_OFTEN.search(text):
        raise ImportRefused(
            "An event or a time zone repeats by the hour or more often, which no session does. "
            "Take it out of the file."
        )
    if not re.match(r"\s*BEGIN\s*:\s*VCALENDAR", text, re.I):
        text = f"BEGIN:VCALENDAR\n{text}\nEND:VCALENDAR"
    return text


def _decoded(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _calendars(text: str) -> list[Any]:
    try:
        return list(Calendar.from_ical(text, multiple=True))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError) as error:
        raise ImportRefused(
            f"This calendar cannot be read: {tidy('summary', error)[:200]}. Export it again."
        ) from error


def _take(
    uid: str, events: list[tuple[int, Event]], meeting: Meeting, found: ProgrammeFile
) -> None:
    """The sessions of one UID: an event, or a series with its changed occurrences."""
    masters: list[tuple[int, Event]] = []
    changed: dict[str, tuple[int, Event]] = {}
    for place, event in events:
        try:
            _check(uid, event)
            if "RECURRENCE-ID" not in event:
                masters = [_newer([*masters, (place, event)])]
            else:
                key = _key(_wall(event, "RECURRENCE-ID", meeting))
                changed[key] = _newer(
                    [changed[key], (place, event)] if key in changed else [(place, event)]
                )
        except RecordProblem as problem:
            found.problems.append(_problem(place, event, problem))
            return
    sources = [*masters, *changed.values()]
    for place, event in sources:
        try:
            found.records += _sessions(uid, place, event, changed, meeting)
        except RecordProblem as problem:
            found.problems.append(_problem(place, event, problem))


def _problem(place: int, event: Event, problem: RecordProblem) -> Problem:
    title = str(event.get("SUMMARY", ""))
    try:
        title = tidy("title", title)[:60]
    except RecordProblem:
        title = title[:60]
    named = f" (“{title}”)" if title else ""
    return Problem(f"Event {place}{named}", problem.column, problem.message)


def _newer(events: list[tuple[int, Event]]) -> tuple[int, Event]:
    """Of versions of one event the one with the highest number; of equals the later in the file."""
    return max(events, key=lambda one: (_sequence(one[1]), one[0]))


def _sequence(event: Event) -> int:
    try:
        return min(max(int(event.get("SEQUENCE", 0)), 0), 2**31 - 1)
    except (TypeError, ValueError):
        return 0


def _check(uid: str, event: Event) -> None:
    if uid.startswith("\n"):
        raise RecordProblem("UID", "is missing. Give each event one that stays the same.")
    for name in ("DTSTART", "DTEND", "DURATION", "RRULE", "SUMMARY", "RECURRENCE-ID"):
        if isinstance(event.get(name), list):
            raise RecordProblem(name, "stands there more than once. Keep one.")
    for wrong, message in event.errors:
        if (wrong or "").upper() in _MATTERS:
            raise RecordProblem(
                str(wrong), f"cannot be read ({tidy('summary', message)[:120]}). Correct it."
            )
    if "DTSTART" not in event:
        raise RecordProblem("DTSTART", "is missing. Say when the session begins.")


def _sessions(
    uid: str, place: int, event: Event, changed: dict[str, Any], meeting: Meeting
) -> Iterator[SessionRecord]:
    """The sessions of one event; of a series those that no event of their own replaces."""
    start = _wall(event, "DTSTART", meeting)
    lasts = _length(event, start, meeting)
    said = _said(event)
    is_off = str(event.get("STATUS", "")).upper() == "CANCELLED"
    if "RECURRENCE-ID" in event:
        moments = [(start, f"{uid}#{_key(_wall(event, 'RECURRENCE-ID', meeting))}")]
    elif {"RRULE", "RDATE"} & set(event):
        at = [(one, _key(one)) for one in occurrences(event, start, meeting)]
        moments = [(one, f"{uid}#{key}") for one, key in at if key not in changed]
    else:
        moments = [(start, uid)]
    for moment, name in moments:
        times = _times(moment, lasts, meeting)
        known = tidy("uid", name)
        yield SessionRecord(f"Event {place}", known, said | times, is_off, _sequence(event))


def _key(moment: Wall) -> str:
    """How an occurrence is known within its series, the same in every zone it is written in."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return moment.strftime("%Y%m%d")


def _wall(event: Event, name: str, meeting: Meeting) -> Wall:
    """A day, or a time in its zone; without one it floats, and is the meeting's."""
    value = event[name]
    moment = getattr(value, "dt", None)
    if str(value.params.get("RANGE", "")).upper() == "THISANDFUTURE":
        raise RecordProblem(name, "changes “this and future” occurrences. Export them one by one.")
    if not isinstance(moment, date):
        raise RecordProblem(name, "is no day and no time. Correct it.")
    if moment.year not in range(1970, 2100):
        raise RecordProblem(name, "lies in a year in which no meeting is. Correct it.")
    if isinstance(moment, datetime) and moment.tzinfo is None:
        if value.params.get("TZID"):
            raise RecordProblem(
                name, "is in a time zone that the file does not define. Write it in UTC, or use a "
                "name such as Europe/Amsterdam."
            )  # fmt: skip
        return moment_in(name, moment, meeting.zone)
    return moment


def _length(event: Event, start: Wall, meeting: Meeting) -> timedelta | None:
    """How long it lasts; None where the file does not say."""
    if "DTEND" in event:
        end = _wall(event, "DTEND", meeting)
        if isinstance(end, datetime) != isinstance(start, datetime):
            raise RecordProblem("DTEND", "is a day where the start is a time, or the reverse.")
        if isinstance(end, datetime) and isinstance(start, datetime):
            return end.astimezone(UTC) - start.astimezone(UTC)
        return (end - start) or timedelta(days=1)
    if "DURATION" in event:
        lasts = getattr(event["DURATION"], "dt", None)
        if not isinstance(lasts, timedelta):
            raise RecordProblem("DURATION", "is no length of time. Correct it.")
        return lasts
    return None if isinstance(start, datetime) else timedelta(days=1)


def _times(moment: Wall, lasts: timedelta | None, meeting: Meeting) -> dict[str, Any]:
    is_all_day = not isinstance(moment, datetime)
    try:
        if isinstance(moment, datetime):
            starts_at = moment.astimezone(UTC)
            ends_at = starts_at + lasts if lasts is not None else None
        else:
            starts_at = midnight("DTSTART", moment, meeting.zone)
            ends_at = midnight("DTEND", moment + (lasts or timedelta(days=1)), meeting.zone)
    except OverflowError as error:
        raise RecordProblem("DURATION", "is longer than any meeting. Correct it.") from error
    check_order(starts_at, ends_at)
    return {"starts_at": starts_at, "ends_at": ends_at, "is_all_day": is_all_day}


def _said(event: Event) -> dict[str, Any]:
    """The words of an event, as far as it has any."""
    said: dict[str, Any] = {"title": tidy("title", event.get("SUMMARY", ""))}
    if not said["title"]:
        raise RecordProblem("SUMMARY", "is missing. Say what the session is called.")
    for name, column in (("LOCATION", "room"), ("X-ABSTRACT-NUMBER", "abstract_number")):
        if name in event:
            said[column] = tidy(column, _first(event[name]))
    about = str(_first(event.get("DESCRIPTION", "")))
    if about:
        said["summary"] = tidy("summary", about)
    speakers = _first(event.get("X-SPEAKERS") or event.get("X-SPEAKER") or "")
    named = speakers or "; ".join(match.strip() for match in _SPEAKERS.findall(about))
    if named:
        said["speakers"] = tidy("speakers", named)
    if event.get("CATEGORIES"):
        said["kind"] = _kind(event)
    doi = doi_of(_first(event.get("X-ABSTRACT-DOI", ""))) or doi_within(str(event.get("URL", "")))
    if doi and len(doi) <= 255:
        said["abstract_doi"] = doi
    return said


def _kind(event: Event) -> str:
    try:
        return tidy("kind", next(iter(event.categories), ""))
    except RecordProblem:
        return ""


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value
