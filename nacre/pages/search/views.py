"""The page behind the box that is in every header, and what was looked for in vain."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from nacre.communities.request import Request, here
from nacre.insights.actions import record
from nacre.insights.in_vain import searches_in_vain
from nacre.insights.kinds import SEARCH_MADE
from nacre.pages.search.results import Asked, answer


@require_safe
def search(request: Request) -> HttpResponse:
    """Pages, topics and colleagues for some words."""
    asked = Asked.of(request.GET)
    results = answer(request.viewer, asked)
    if asked.text and "page" not in request.GET and not asked.chosen:
        record(
            SEARCH_MADE,
            viewer=request.viewer,
            request=request,
            query=asked.text,
            results=results.total,
        )
    context = {
        "results": results,
        "query": asked.text,
        "query_string": asked.address().removeprefix("?"),
        "meant_url": Asked(results.meant).address() if results.meant else "",
        "clear_url": Asked(asked.text).address(),
        "topics": [{"label": t.label, "url": f"/topics/{t.slug}/"} for t in results.topics[:3]],
        "people_url": f"/members/{Asked(asked.text).address()}",
        "people_label": ngettext("%d colleague", "All %d", results.people_total)
        % results.people_total,
    }
    return render(request, "pages/search.html", context)


@require_safe
def in_vain(request: Request) -> HttpResponse:
    """For editors: what several members looked for and did not find, without who they were."""
    if not request.viewer.is_editor:
        raise PermissionDenied(_("This list is for the editors of the community."))
    rows = searches_in_vain(here(request))
    return render(request, "pages/searches_in_vain.html", {"rows": rows})
