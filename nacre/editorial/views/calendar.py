"""The calendar of the desks, and putting off a review."""

from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nacre.communities.request import Request, here
from nacre.editorial import actions
from nacre.editorial.calendar import planned
from nacre.editorial.desk_forms import PutOffForm
from nacre.editorial.desks import desks_of
from nacre.editorial.permissions import can_put_off_review
from nacre.editorial.rooms import ways_for
from nacre.pages.models import BasePage

A_PAGE = 100
CALENDAR = "/desk/calendar/"


@require_safe
def calendar(request: Request) -> HttpResponse:
    """A week or a month of all the desks that the viewer sits at."""
    here(request)
    desks = list(desks_of(request.viewer))
    if not desks:
        raise Http404
    by = "week" if request.GET.get("by") == "week" else "month"
    first, last, before, after = _span(by, request.GET.get("from", ""))
    pager = Paginator(planned(request.viewer, first, last), A_PAGE)
    page = pager.get_page(request.GET.get("page"))
    days: dict[date, list] = {}
    for entry in page:
        days.setdefault(entry.day, []).append(entry)
    context = {
        "desks": desks,
        "days": list(days.items()),
        "page": page,
        "query": f"by={by}&from={first.isoformat()}",
        "first": first,
        "last": last,
        "by": by,
        "ways": [
            {"label": _("Week"), "url": f"?by=week&from={first}", "current": by == "week"},
            {"label": _("Month"), "url": f"?by=month&from={first}", "current": by == "month"},
        ],
        "before": f"?by={by}&from={before}",
        "after": f"?by={by}&from={after}",
    }
    return render(request, "editorial/calendar.html", context)


def _span(by: str, asked: str) -> tuple[date, date, date, date]:
    """First and last day of the week or month asked for, and where the ones beside it begin."""
    try:
        day = parse_date(asked) or timezone.localdate()
    except ValueError:
        day = timezone.localdate()
    day = min(max(day, date(2000, 1, 1)), date(2100, 1, 1))
    if by == "week":
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6), first - timedelta(7), first + timedelta(7)
    first = day.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    return first, after - timedelta(days=1), before, after


@require_http_methods(["GET", "HEAD", "POST"])
def put_off(request: Request, pk: int) -> HttpResponse:
    """Keep a page whose review is late in the lists, with a reason."""
    pages = BasePage.objects.of(here(request)).live()
    page = get_object_or_404(pages.exclude(review_due_on=None), pk=pk)
    if not can_put_off_review(request.viewer, page):
        raise PermissionDenied(_("A clinical editor of this community puts a review off."))
    form = PutOffForm(request.POST or None)
    if form.is_valid():
        try:
            actions.put_off_review(page=page, by=request.viewer, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The review is put off, and the reason is kept."))
            return redirect(CALENDAR)
    context = {"form": form, "page": page, "ways": ways_for(page, request.viewer, "")}
    return render(request, "editorial/put_off.html", context)
