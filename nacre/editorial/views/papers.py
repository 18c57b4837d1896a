"""The desk for what was harvested: keep, dismiss, or have a review written."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nacre.communities.request import Request, here
from nacre.editorial import actions, harvested
from nacre.editorial.commissioning import suggested
from nacre.editorial.permissions import can_triage
from nacre.editorial.rating_forms import CommissionForm, DismissForm
from nacre.evidence.models import Citation
from nacre.pages.models import SectionPage

A_PAGE = 20
USUAL_SECTION = "journal-reviews"


def _papers(request: Request) -> QuerySet[Citation]:
    if not can_triage(request.viewer):
        raise Http404
    return Citation.objects.harvested_for(here(request))


@never_cache
@require_safe
def paper_list(request: Request) -> HttpResponse:
    """What was harvested, newest first: waiting, kept or dismissed."""
    papers = _papers(request)
    show = harvested.Show.named(request.GET.get("show", ""))
    page = Paginator(harvested.shown(papers, here(request), show), A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "rows": harvested.rows(list(page), here(request)),
        "show": show,
        "tabs": harvested.tabs(papers, here(request), show),
        "failing": harvested.failing(here(request)),
        "query": f"show={show.value}",
        "queries": reverse("wagtailsnippets_evidence_savedquery:list"),
    }
    return render(request, "editorial/papers.html", context)


@require_POST
def paper_keep(request: Request, pk: int) -> HttpResponse:
    """Ask the raters about it."""
    paper = get_object_or_404(_papers(request), pk=pk)
    try:
        actions.keep_for_rating(citation=paper, by=request.viewer)
    except PermissionDenied as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Kept: your raters are asked about it."))
    return _back(request)


@require_http_methods(["GET", "HEAD", "POST"])
def paper_dismiss(request: Request, pk: int) -> HttpResponse:
    """Put it out of the list, with the reason."""
    paper = get_object_or_404(_papers(request), pk=pk)
    form = DismissForm(request.POST or None)
    if form.is_valid():
        actions.dismiss_paper(citation=paper, by=request.viewer, **form.cleaned_data)
        messages.success(request, _("Dismissed. You find it under “Dismissed” if you need it."))
        return _back(request)
    return render(request, "editorial/paper_dismiss.html", {"form": form, "paper": paper})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paper_review(request: Request, pk: int) -> HttpResponse:
    """Begin a journal review about it, and ask a member who fits."""
    paper = get_object_or_404(_papers(request), pk=pk)
    name = request.GET.get("name", "")[:80]
    sections = SectionPage.objects.of(here(request)).live().order_by("title")
    usual = sections.filter(slug=USUAL_SECTION).first()
    form = CommissionForm(
        request.POST or None,
        sections=sections,
        members=suggested(paper, request.viewer, name),
        initial={"section": usual and usual.pk},
    )
    if form.is_valid():
        page = actions.commission_review(
            citation=paper,
            below=form.cleaned_data["section"],
            member=form.cleaned_data["member"],
            by=request.viewer,
        )
        messages.success(request, _("The draft is there, with the paper filled in."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    context: dict[str, Any] = {"form": form, "paper": paper, "name": name}
    return render(request, "editorial/paper_review.html", context)


def _back(request: Request) -> HttpResponse:
    show = harvested.Show.named(request.POST.get("show", ""))
    return redirect(f"{reverse('editorial:papers')}?show={show.value}")
