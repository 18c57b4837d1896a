"""A meeting's programme: for a calendar, for who missed it, and at the desk for its reporters."""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nacre.communities.request import Request, here
from nacre.editorial import actions
from nacre.editorial.assignments import assignments_of
from nacre.editorial.missed import missed_by
from nacre.editorial.models import ConferencePage, ConferenceSession
from nacre.editorial.permissions import can_assign_sessions
from nacre.editorial.programme import chosen_day, day_links, days_of, on_day, place_of, zone_of
from nacre.editorial.programme_calendar import calendar_of
from nacre.editorial.programme_forms import AssignForm
from nacre.insights.traffic import objects

A_PAGE = 50
MEETINGS = 30


@never_cache
@require_safe
def calendar(request: Request, pk: int) -> HttpResponse:
    """The programme of a meeting that is open to the viewer, as iCalendar."""
    here(request)
    meeting = get_object_or_404(ConferencePage.objects.visible_to(request.viewer), pk=pk)
    name = slugify(meeting.title) or "programme"
    answer = HttpResponse(calendar_of(meeting, request.viewer), content_type="text/calendar")
    answer["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return answer


@never_cache
@require_safe
def missed(request: Request, pk: int) -> HttpResponse:
    """Once a meeting is over: the reports on a member's topics that they have not opened."""
    here(request)
    if not request.viewer.is_member:
        raise Http404
    meeting = get_object_or_404(ConferencePage.objects.visible_to(request.viewer), pk=pk)
    is_over = timezone.now().astimezone(zone_of(meeting)).date() > meeting.ends_on
    context = {
        "meeting": meeting,
        "missed": missed_by(request.viewer, meeting) if is_over else None,
        "is_uncounted": objects(request),
    }
    return render(request, "editorial/missed.html", context)


def _desk_only(request: Request) -> None:
    here(request)
    if not can_assign_sessions(request.viewer):
        raise Http404


@never_cache
@require_safe
def programme_list(request: Request) -> HttpResponse:
    """The meetings of the community, and how many of their sessions have a reporter."""
    _desk_only(request)
    on = Q(sessions__is_cancelled=False)
    meetings = ConferencePage.objects.of(here(request)).annotate(
        held=Count("sessions", filter=on),
        given=Count("sessions", filter=on & Q(sessions__reporter__isnull=False)),
    )
    pager = Paginator(meetings.order_by("-starts_on"), MEETINGS).get_page(request.GET.get("page"))
    return render(request, "editorial/programme_list.html", {"page": pager})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: Request, pk: int) -> HttpResponse:
    """A day of a meeting at the desk; POST gives the ticked sessions to somebody."""
    _desk_only(request)
    meeting = get_object_or_404(ConferencePage.objects.of(here(request)), pk=pk)
    sessions = meeting.sessions.for_desk()
    form = AssignForm(request.POST or None, community=here(request), sessions=sessions)
    if request.method == "POST" and form.is_valid() and _assigned(request, form):
        return redirect(request.get_full_path())
    context = _day_at_the_desk(meeting, sessions, request.GET)
    context |= {"form": form, "ticked": request.POST.getlist("sessions")}
    return render(request, "editorial/programme_desk.html", context)


def _assigned(request: Request, form: AssignForm) -> bool:
    try:
        number = actions.assign_sessions(by=request.viewer, **form.cleaned_data)
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    told = ngettext(
        "%(number)s session changed hands.", "%(number)s sessions changed hands.", number
    )
    messages.success(request, told % {"number": number})
    return True


def _day_at_the_desk(meeting: ConferencePage, sessions: Any, asked: Any) -> dict[str, Any]:
    """The days, the sessions of one of them or those that nobody has, some at a time."""
    zone: ZoneInfo = zone_of(meeting)
    is_free = asked.get("show") == "free"
    shown = sessions.nobodys() if is_free else sessions
    query = "show=free" if is_free else ""
    days = days_of(shown, zone)
    day = chosen_day(days, asked.get("day", ""), zone)
    pager = Paginator(on_day(shown, day, zone), A_PAGE).get_page(asked.get("page"))
    return {
        "meeting": meeting,
        "place": place_of(zone),
        "days": day_links(days, day, f"&{query}" if query else ""),
        "query": f"day={day}&{query}".rstrip("&"),
        "page": pager,
        "assignments": assignments_of(pager),
        "ways": [
            {"label": _("All"), "url": f"?day={day}", "current": not is_free},
            {"label": _("Nobody yet"), "url": f"?day={day}&show=free", "current": is_free},
        ],
    }


@never_cache
@require_safe
def assigned(request: Request) -> HttpResponse:
    """What the viewer is to report from, and how far it is."""
    _desk_only(request)
    own = ConferenceSession.objects.reported_by(request.viewer)
    pager = Paginator(own, A_PAGE).get_page(request.GET.get("page"))
    days: dict[Any, list] = {}
    for one in assignments_of(pager):
        zone = zone_of(one.session.conference)
        key = (one.session.starts_at.astimezone(zone).date(), one.session.conference)
        days.setdefault(key, []).append(one)
    context = {"page": pager, "days": [(*key, found) for key, found in days.items()]}
    return render(request, "editorial/assigned.html", context)


@require_POST
def start(request: Request, pk: int) -> HttpResponse:
    """Begin the report about a session, or go on with it."""
    _desk_only(request)
    session = get_object_or_404(ConferenceSession.objects.of(here(request)), pk=pk)
    report = actions.start_report(session=session, by=request.viewer, user=request.user)
    return redirect(reverse("wagtailadmin_pages:edit", args=[report.pk]))
