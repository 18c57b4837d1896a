"""The one link to a file, its older versions, and where it is used. Downloading writes no row."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from nacre.communities.request import Request, here
from nacre.editorial import actions
from nacre.editorial.models import DocumentVersion, Tool, UnitUse
from nacre.editorial.permissions import can_see_spread
from nacre.editorial.rooms import ways_for
from nacre.editorial.unit_counts import spread_of, units_said
from nacre.insights.actions import record
from nacre.pages.models import BasePage
from nacre.pages.views import send_file


def _tool(request: Request, page_id: int) -> Tool:
    """A page with a file, if the viewer may open it."""
    page = get_object_or_404(BasePage.objects.visible_to(request.viewer), pk=page_id).specific
    if not isinstance(page, Tool):
        raise Http404
    return page


def said_of(successor: DocumentVersion | None, on: str) -> str:
    """What became of a version, in a sentence."""
    if successor is None:
        return _("Withdrawn on %(day)s.") % {"day": on}
    return _("Superseded by version %(number)s on %(day)s.") % {
        "number": successor.number,
        "day": on,
    }


def _send(request: Request, version: DocumentVersion) -> FileResponse:
    if not version.is_intact:
        raise Http404
    record(
        "resource.downloaded",
        viewer=request.viewer,
        request=request,
        object=f"document:{version.document_id}",
        type="document",
        title=version.document.title,
        url=request.path,
    )
    answer = send_file(version.document.file, inline=False, name=version.file_name)
    answer["Cache-Control"] = "private, no-cache"
    return answer


@require_safe
def newest(request: Request, page_id: int) -> FileResponse:
    """The file as it was published last: the link never changes."""
    versions = DocumentVersion.objects.visible_to(request.viewer).current()
    return _send(request, get_object_or_404(versions, page=page_id))


@never_cache
@require_safe
def version(request: Request, page_id: int, pk: int) -> HttpResponse:
    """Before an old file: that it was superseded, by what and when."""
    found = get_object_or_404(
        DocumentVersion.objects.visible_to(request.viewer), page=page_id, pk=pk
    )
    if found.superseded_at is None:
        return redirect("editorial:library_file", page_id=page_id)
    page, successor = found.page.specific, found.successor
    on = date_format(timezone.localtime(found.superseded_at), "j F Y")
    context = {
        "version": found,
        "page": page,
        "successor": successor,
        "said": said_of(successor, on),
        "is_replaced": page.current_version is not None,
        "current": reverse("editorial:library_file", args=[page_id]),
        "old": reverse("editorial:library_old", args=[page_id, pk]),
    }
    return render(request, "editorial/superseded.html", context)


@require_safe
def old_file(request: Request, page_id: int, pk: int) -> FileResponse:
    """An old file, whose name says that it is."""
    versions = DocumentVersion.objects.visible_to(request.viewer).superseded()
    return _send(request, get_object_or_404(versions, page=page_id, pk=pk))


@require_POST
def use(request: Request, page_id: int) -> HttpResponse:
    """Say that one's unit uses it, as it is or adapted, or take that back."""
    if not request.viewer.is_member:
        raise Http404
    page, how = _tool(request, page_id), request.POST.get("how", "")
    if how not in UnitUse.How.values:
        actions.take_use_back(page=page, by=request.viewer)
        messages.success(request, _("Taken back."))
        return redirect(f"{page.path_in_community}#used")
    try:
        actions.say_use(page=page, how=how, by=request.viewer)
        messages.success(request, _("Thank you. We tell you when there is a new version."))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(f"{page.path_in_community}#used")


@never_cache
@require_safe
def spread(request: Request, page_id: int) -> HttpResponse:
    """For editors and the owner: the versions, and where it is used, by nation and region."""
    page = get_object_or_404(BasePage.objects.of(here(request)), pk=page_id).specific
    if not isinstance(page, Tool) or not can_see_spread(request.viewer, page):
        raise Http404
    context = {
        "page": page,
        "units": units_said(page.pk),
        "ways": ways_for(page, request.viewer, "versions"),
        "nations": spread_of(page.pk),
        "versions": page.known_versions,
    }
    return render(request, "editorial/library_desk.html", context)
