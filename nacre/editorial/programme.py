"""The programme of a meeting as its readers see it: day by day, on the clocks of the place.

Of a session under embargo they see title, time and room; the rest appears at its second. All that
shows sessions to readers goes through `Line`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nacre.communities import turns
from nacre.communities.models import Community
from nacre.editorial.models.session import ConferenceSession
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage

if TYPE_CHECKING:
    from nacre.editorial.models.conference import ConferencePage

A_PAGE = 40


@dataclass(frozen=True)
class Line:
    """One session as a reader may see it now."""

    pk: int
    title: str
    starts: datetime  # on the clocks of the place
    when: str
    elsewhere: str  # the same on our clocks, where they differ
    room: str
    kind: str
    speakers: str
    summary: str
    abstract: str
    doi: str
    report_url: str
    held_until: str
    is_cancelled: bool


def zone_of(conference: "ConferencePage") -> ZoneInfo:
    """The clocks of the meeting's place; ours where the page does not name it."""
    return ZoneInfo(conference.time_zone or settings.TIME_ZONE)


def lines_of(
    sessions: Iterable[ConferenceSession], conference: "ConferencePage", viewer: Viewer
) -> list[Line]:
    """Sessions as a viewer may see them, each with its report once that is out."""
    zone, found = zone_of(conference), list(sessions)
    ids = [session.report_id for session in found if session.report_id]
    reports = BasePage.objects.listable_to(viewer).filter(pk__in=ids) if ids else []
    urls = {report.pk: report.path_in_community for report in reports}
    for session in found:
        session.conference = conference
    return [_line(session, zone, urls) for session in found]


def _line(session: ConferenceSession, zone: ZoneInfo, urls: dict[int, str]) -> Line:
    is_held, held_until = session.is_held, session.held_until
    return Line(
        pk=session.pk,
        title=session.title,
        starts=session.starts_at.astimezone(zone),
        when=when(session, zone),
        elsewhere=_elsewhere(session, zone),
        room=session.room,
        kind=session.kind,
        speakers="" if is_held else session.speakers,
        summary="" if is_held else session.summary,
        abstract="" if is_held else session.abstract_number,
        doi="" if is_held else session.abstract_doi,
        report_url=urls.get(session.report_id or 0, ""),
        held_until=moment_in_words(held_until, zone) if is_held and held_until else "",
        is_cancelled=session.is_cancelled,
    )


def when(session: ConferenceSession, zone: Any) -> str:
    """From when to when on some clocks, without the day."""
    if session.is_all_day:
        return _("All day")
    start = date_format(session.starts_at.astimezone(zone), "H:i")
    if session.ends_at is None or session.ends_at == session.starts_at:
        return start
    return f"{start}–{date_format(session.ends_at.astimezone(zone), 'H:i')}"


def _elsewhere(session: ConferenceSession, zone: ZoneInfo) -> str:
    """The hour in London, with the day where that is another one; empty where nothing differs."""
    ours = timezone.localtime(session.starts_at)
    there = session.starts_at.astimezone(zone)
    if session.is_all_day or ours.replace(tzinfo=None) == there.replace(tzinfo=None):
        return ""
    form = "H:i" if ours.date() == there.date() else "l H:i"
    return _("%(when)s in London") % {"when": date_format(ours, form)}


def place_of(zone: ZoneInfo) -> str:
    """What the clocks are called: Chicago."""
    return zone.key.rpartition("/")[2].replace("_", " ")


def moment_in_words(moment: datetime, zone: ZoneInfo) -> str:
    """A moment on the clocks of the place, to the second where it has any."""
    there = moment.astimezone(zone)
    form = "j F, H:i:s" if there.second else "j F, H:i"
    return _("%(when)s in %(place)s") % {
        "when": date_format(there, form),
        "place": place_of(zone),
    }


def days_of(sessions: Any, zone: ZoneInfo) -> dict[date, int]:
    """The days on which there are sessions, in order, with how many."""
    moments = sessions.order_by("starts_at").values_list("starts_at", flat=True)
    return dict(Counter(moment.astimezone(zone).date() for moment in moments))


def chosen_day(days: dict[date, int], asked: str, zone: ZoneInfo) -> date | None:
    """The day asked for; else today, while the meeting is on, or the first."""
    try:
        day = parse_date(asked)
    except ValueError:
        day = None
    today = timezone.now().astimezone(zone).date()
    return next((one for one in (day, today) if one in days), next(iter(days), None))


def day_links(days: dict[date, int], current: date | None, more: str = "") -> list[dict[str, Any]]:
    """The days for the bar above a programme; `more` ends each address."""
    return [
        {
            "label": date_format(day, "D j M"),
            "url": f"?day={day.isoformat()}{more}",
            "current": day == current,
            "count": count,
        }
        for day, count in days.items()
    ]


def on_day(sessions: Any, day: date | None, zone: ZoneInfo) -> Any:
    """The sessions that begin on a day of the place, in order."""
    if day is None:
        return sessions.none()
    first = datetime(day.year, day.month, day.day, tzinfo=zone)
    after = date.fromordinal(day.toordinal() + 1)
    last = datetime(after.year, after.month, after.day, tzinfo=zone)
    return sessions.filter(starts_at__gte=first, starts_at__lt=last).order_by(
        "starts_at", "room", "pk"
    )


def programme_for(conference: "ConferencePage", viewer: Viewer, asked: Any) -> dict[str, Any]:
    """A day of the programme, some of it at a time; empty where the meeting has none."""
    zone, sessions = zone_of(conference), conference.sessions.all()
    days = days_of(sessions, zone)
    if not days:
        return {}
    day = chosen_day(days, asked.get("day", ""), zone)
    pager = Paginator(on_day(sessions, day, zone), A_PAGE).get_page(asked.get("page"))
    return {
        "days": day_links(days, day, "#programme"),
        "day": day,
        "query": f"day={day}",
        "pager": pager,
        "lines": lines_of(pager, conference, viewer),
        "place": place_of(zone),
    }


def moments(community: Community, now: datetime) -> list[datetime]:
    """When embargoes of sessions end, so that no programme is kept beyond it."""
    sessions = ConferenceSession.objects.of(community)
    meetings = sessions.values_list("conference__reports_embargo_until", flat=True)
    shared = meetings.exclude(conference__reports_embargo_until=None).order_by().distinct()
    return [*sessions.embargoes(now), *shared]


turns.tellers.append(moments)
