"""The programme for a member's own calendar, as far as it may be read at this moment."""

from datetime import UTC, timedelta

from icalendar import Calendar, Event

from nacre.editorial.models import ConferencePage, ConferenceSession
from nacre.editorial.programme import Line, lines_of, zone_of
from nacre.members.viewer import Viewer


def calendar_of(conference: ConferencePage, viewer: Viewer) -> bytes:
    """All sessions as iCalendar; times are in UTC, so that every calendar has them right."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{conference.community.name}//Programme//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", conference.title)
    sessions = list(conference.sessions.all())
    for session, line in zip(sessions, lines_of(sessions, conference, viewer), strict=True):
        calendar.add_component(_event(session, line, conference))
    return calendar.to_ical()


def _event(session: ConferenceSession, line: Line, conference: ConferencePage) -> Event:
    event = Event()
    host = conference.community.host
    event.add("uid", f"session-{session.pk}@{host}")
    event.add("dtstamp", session.changed_at.astimezone(UTC))
    event.add("sequence", session.sequence)
    event.add("summary", line.title)
    event.add("status", "CANCELLED" if line.is_cancelled else "CONFIRMED")
    if session.is_all_day:
        zone = zone_of(conference)
        event.add("dtstart", session.starts_at.astimezone(zone).date())
        last = session.ends_at or session.starts_at + timedelta(days=1)
        event.add("dtend", last.astimezone(zone).date())
    else:
        event.add("dtstart", session.starts_at.astimezone(UTC))
        event.add("dtend", (session.ends_at or session.starts_at).astimezone(UTC))
    if line.room:
        event.add("location", line.room)
    about = [line.speakers, line.summary, f"doi:{line.doi}" if line.doi else ""]
    if any(about):
        event.add("description", "\n\n".join(part for part in about if part))
    where = line.report_url or conference.path_in_community
    event.add("url", conference.community.url(where))
    return event
