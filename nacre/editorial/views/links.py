"""At the desk: links of published pages that lead nowhere, and references nobody can look up."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from nacre.communities.request import Request, here
from nacre.editorial.permissions import can_triage
from nacre.editorial.references import unresolved
from nacre.pages.models import PageLink

A_PAGE = 50


@never_cache
@require_safe
def link_list(request: Request) -> HttpResponse:
    """Dead links with their pages and owners, longest dead first; references without a number."""
    if not can_triage(request.viewer):
        raise Http404
    links = PageLink.objects.of(here(request))
    context = {
        "page": Paginator(links.dead(), A_PAGE).get_page(request.GET.get("page")),
        "shaky": links.shaky().count(),
        "asked": links.count(),
        "latest": links.latest_answer(),
        "unresolved": unresolved(here(request)),
    }
    return render(request, "editorial/links.html", context)
