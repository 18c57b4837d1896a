"""Reports for those who receive them, and the small door for heartbeats."""

import json
import re
from typing import Any

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nacre.communities.request import Request, here
from nacre.insights import actions
from nacre.insights.models import Report
from nacre.insights.rendering import FORMS
from nacre.insights.rendering.look import SiteLook
from nacre.insights.rendering.web import context, pattern_tiles
from nacre.insights.traffic import OBJECTION_COOKIE, objects

VIEW_ID = re.compile(r"^[A-Za-z0-9_-]{8,40}$")
LONGEST_BEAT = 15
LARGEST_BEAT = 200
A_YEAR = 60 * 60 * 24 * 365
TYPES = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def _visible(request: Request) -> Any:
    return Report.objects.visible_to(request.viewer).current()


@require_safe
def report_list(request: Request) -> HttpResponse:
    """The reports that this person receives."""
    if not request.viewer.is_authenticated:
        return redirect(f"/accounts/login/?next={request.path}")
    reports = list(_visible(request).newest_first())
    if not reports and not request.viewer.is_house:
        raise Http404
    return render(request, "insights/report_list.html", {"reports": reports})


@require_safe
def report_detail(request: Request, month: str, reader: str) -> HttpResponse:
    """One month as a page of the site."""
    if not request.viewer.is_authenticated:
        return redirect(f"/accounts/login/?next={request.path}")
    report = _report(request, month, reader)
    told = context(report.figures, SiteLook.of(here(request)))
    told |= {"kept": report, "figure_tiles": pattern_tiles(report.figures), "forms": FORMS}
    return render(request, "insights/report_detail.html", told)


@require_safe
def report_file(request: Request, month: str, reader: str, form: str) -> FileResponse:
    """One of the four files, to be kept."""
    report = _report(request, month, reader)
    path = report.file(form)
    if form not in FORMS or not path.exists():
        raise Http404
    name = f"{report.community.slug}-{report.month}-{report.slug}.{form}"
    answer = FileResponse(
        path.open("rb"), content_type=TYPES[form], as_attachment=True, filename=name
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


def _report(request: Request, month: str, reader: str) -> Report:
    """The current report of a month for one reader, if this person receives it."""
    found = _visible(request).filter(month=month).select_related("sponsor", "community__site")
    if reader == "body":
        return get_object_or_404(found, audience="body")
    return get_object_or_404(found, sponsor__slug=reader)


@csrf_exempt
@require_POST
def beat(request: Request) -> HttpResponse:
    """A heartbeat: somebody is reading the page of a view. Sent without a token by a beacon."""
    said = _beat_of(request)
    if said is None:
        return HttpResponseBadRequest("A heartbeat is {view, seconds}.", content_type="text/plain")
    if request.community is not None:
        actions.record_beat(request, view=said[0], seconds=said[1])
    return HttpResponse(status=204)


def _beat_of(request: Request) -> tuple[str, float] | None:
    """The view and the seconds, if both have the right shape; never more than one step."""
    if len(request.body) > LARGEST_BEAT:
        return None
    try:
        said = json.loads(request.body)
        view, seconds = said["view"], said["seconds"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    is_number = isinstance(seconds, int | float) and not isinstance(seconds, bool)
    if not (isinstance(view, str) and VIEW_ID.match(view) and is_number and seconds > 0):
        return None
    return view, min(float(seconds), LONGEST_BEAT)


@require_http_methods(["GET", "HEAD", "POST"])
def counting_choice(request: Request) -> HttpResponse:
    """What is counted and how to object; the choice lies in a cookie of this browser alone."""
    if request.method == "POST":
        answer = redirect("insights:counting_choice")
        if request.POST.get("count") == "no":
            answer.set_cookie(OBJECTION_COOKIE, "1", max_age=A_YEAR, samesite="Lax")
        else:
            answer.delete_cookie(OBJECTION_COOKIE)
        return answer
    return render(request, "insights/counting_choice.html", {"is_uncounted": objects(request)})
