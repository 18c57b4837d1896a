"""When a series of the programme takes place: rule, extra and left-out occurrences."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from dateutil.rrule import rrule, rrulestr
from icalendar import Event, vRecur

from nacre.editorial.programme_files import MOST_SESSIONS, Meeting, RecordProblem, moment_in

AFTER = timedelta(days=14)  # what a rule without an end still makes once the meeting is over
LONGEST = timedelta(days=2 * 366)  # no rule goes on for longer, whatever it says
Wall = datetime | date


def occurrences(event: Event, start: Wall, meeting: Meeting) -> list[Wall]:
    """The days or times of a series, in order, the first included; no more than a programme has."""
    zone = start.tzinfo if isinstance(start, datetime) else None
    left_out = {_naive(one, zone) for one in _listed(event, "EXDATE", start, meeting)}
    made = {_naive(start, zone), *_by_rule(event, start, meeting)}
    made |= {_naive(one, zone) for one in _listed(event, "RDATE", start, meeting)}
    if len(made) > MOST_SESSIONS:
        raise RecordProblem("RRULE", "repeats more often than a programme has sessions. Limit it.")
    return [_back(one, start) for one in sorted(made - left_out)]


def _by_rule(event: Event, start: Wall, meeting: Meeting) -> list[datetime]:
    if "RRULE" not in event:
        return []
    said: Any = event["RRULE"]
    parts = dict(said)
    first = _naive(start, start.tzinfo if isinstance(start, datetime) else None)
    counts = parts.pop("COUNT", None)
    last = _last(parts.pop("UNTIL", None), bool(counts), start, meeting)
    try:
        most = min(int(counts[0]), MOST_SESSIONS + 1) if counts else MOST_SESSIONS + 1
        rule = rrulestr(vRecur(parts).to_ical().decode(), dtstart=first)
        bounded = rule.replace(until=last) if isinstance(rule, rrule) else rule
        return list(islice(bounded, most))
    except (ValueError, TypeError, KeyError, IndexError, OverflowError) as error:
        raise RecordProblem(
            "RRULE", "is no rule by which something repeats. Correct it."
        ) from error


def _last(until: Any, is_counted: bool, start: Wall, meeting: Meeting) -> datetime:
    """The last moment that a rule may make, on its own clocks."""
    zone = start.tzinfo if isinstance(start, datetime) else None
    end_of_meeting = datetime.combine(meeting.ends_on + AFTER, time.max)
    first = _naive(start, zone)
    until = until[0] if isinstance(until, list) and until else until
    if isinstance(until, datetime):
        return min(_naive(until, zone), first + LONGEST)
    if isinstance(until, date):
        return min(datetime.combine(until, time.max), first + LONGEST)
    return first + LONGEST if is_counted else max(end_of_meeting, first)


def _listed(event: Event, name: str, start: Wall, meeting: Meeting) -> Iterator[Wall]:
    """The moments of an EXDATE or RDATE; of a period its beginning."""
    there = event.get(name) or []
    for value in there if isinstance(there, list) else [there]:
        for one in getattr(value, "dts", ()):
            moment = one.dt[0] if isinstance(one.dt, tuple) else one.dt
            if not isinstance(moment, date):
                raise RecordProblem(name, "is no day and no time. Correct it.")
            if isinstance(moment, datetime) and moment.tzinfo is None:
                zone = start.tzinfo if isinstance(start, datetime) else meeting.zone
                moment = moment_in(name, moment, zone or meeting.zone)
            if isinstance(start, datetime) and not isinstance(moment, datetime):
                # A day among times means the occurrence of that day.
                moment = datetime.combine(moment, start.timetz())
            yield moment


def _naive(moment: Wall, zone: Any) -> datetime:
    """On the clocks of the series, without saying which."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    there = moment.astimezone(zone) if zone is not None and moment.tzinfo else moment
    return there.replace(tzinfo=None)


def _back(moment: datetime, start: Wall) -> Wall:
    """A time in the zone of the series, or a day."""
    if not isinstance(start, datetime):
        return moment.date()
    there = moment.replace(tzinfo=start.tzinfo)
    # An hour that clocks skip is the one after it, as calendars show it.
    return there.astimezone(UTC).astimezone(start.tzinfo)
