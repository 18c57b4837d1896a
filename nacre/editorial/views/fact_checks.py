"""The window of a sponsor's observer, and the desk from which editors open and close it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from nacre.communities.request import Request, here
from nacre.editorial import actions, certification
from nacre.editorial.models import Article, FactCheck, FactualPoint
from nacre.editorial.permissions import can_open_fact_check
from nacre.editorial.rooms import ways_for
from nacre.editorial.sponsorship_forms import PointForm, WindowForm
from nacre.insights.actions import record
from nacre.pages.models import BasePage

A_PAGE = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def window(request: Request, key: str) -> HttpResponse:
    """The one revision, for the one observer, until the moment; POST notes a factual point."""
    found = get_object_or_404(FactCheck.objects.open_to(request.viewer), key=key)
    form = PointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.raise_point(
            window=found, by=request.viewer, user=request.user, said=dict(form.cleaned_data)
        )
        messages.success(request, _("Noted. The editors decide about it."))
        return redirect("editorial:fact_check", key=key)
    if request.method == "GET":
        record(
            "fact_check.opened",
            viewer=request.viewer,
            request=request,
            object=f"page:{found.page_id}",
        )
    context = {
        "window": found,
        "form": form,
        "final_form": certification.final_form(found.revision.as_object()),
        "points": found.points.all(),
    }
    response = render(request, "editorial/fact_check.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: Request, page_id: int) -> HttpResponse:
    """The windows of a page and what came of them; POST opens one."""
    if not can_open_fact_check(request.viewer):
        raise Http404
    page = get_object_or_404(BasePage.objects.of(here(request)), pk=page_id).specific
    if not isinstance(page, Article):
        raise Http404
    form = WindowForm(request.POST or None, community=here(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.open_fact_check(
                page=page, by=request.viewer, user=request.user, **form.cleaned_data
            )
        except ValidationError as refused:
            form.add_error(None, " ".join(refused.messages))
        else:
            messages.success(request, _("Opened. The observer has a letter; all of it is logged."))
            return redirect("editorial:fact_checks", page_id=page_id)
    windows = FactCheck.objects.for_desk(request.viewer).filter(page_id=page_id)
    context = {
        "item": page,
        "ways": ways_for(page, request.viewer, "facts"),
        "form": form,
        "page": Paginator(windows.prefetch_related("points"), A_PAGE).get_page(
            request.GET.get("page")
        ),
    }
    return render(request, "editorial/fact_check_desk.html", context)


@require_POST
def close(request: Request, key: str) -> HttpResponse:
    """End a window now."""
    found = get_object_or_404(FactCheck.objects.for_desk(request.viewer), key=key)
    actions.close_fact_check(window=found, user=request.user)
    return redirect("editorial:fact_checks", page_id=found.page_id)


@require_POST
def decide(request: Request, pk: int) -> HttpResponse:
    """Take a point up, or decline it."""
    windows = FactCheck.objects.for_desk(request.viewer)
    point = get_object_or_404(FactualPoint, pk=pk, fact_check__in=windows)
    decision = request.POST.get("decision", "")
    if decision not in FactualPoint.Decision.values:
        raise Http404
    actions.decide_point(point=point, decision=decision, user=request.user)
    return redirect("editorial:fact_checks", page_id=point.fact_check.page_id)
