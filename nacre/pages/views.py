"""Pages, pictures and documents, each through its gate."""

import mimetypes
from pathlib import Path

from django.core.cache import caches
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from nacre.communities.request import Request
from nacre.insights.actions import record
from nacre.pages import actions, gate, serving
from nacre.pages.middleware import ready_key
from nacre.pages.models import CommunityDocument, CommunityRendition
from nacre.pages.parts import is_further_on, only_the_part

SHOWN_INLINE = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"}


@require_safe
def page(request: Request, path: str = "") -> HttpResponse:
    """Any page of the tree."""
    route = serving.route_to(request, path)
    body = serving.body_of(request, route)
    if not request.viewer.is_authenticated and not request.META.get("QUERY_STRING"):
        caches["local"].set(ready_key(request), (request.viewer, route, body), 600)
    return serving.answer(request, route, body)


@require_safe
def rendition(request: Request, pk: int, name: str) -> FileResponse:
    """A size of a picture, to those who may open a page that shows it."""
    found = get_object_or_404(CommunityRendition.objects.select_related("image"), pk=pk)
    if not gate.may_fetch(request.viewer, found.image) or not found.file.name.endswith(name):
        raise Http404
    return send_file(found.file, inline=True)


@require_safe
def document(request: Request, pk: int, name: str) -> FileResponse:
    """A document, to those who may open a page that offers it; the download is recorded."""
    found = get_object_or_404(CommunityDocument, pk=pk)
    if found.filename != name or not gate.may_fetch(request.viewer, found):
        raise Http404
    asked = request.headers.get("Range", "")
    answer = only_the_part(send_file(found.file, inline=False), asked, found.file.size)
    if is_further_on(answer):
        return answer  # a film that is played on is not downloaded again
    record(
        "resource.downloaded",
        viewer=request.viewer,
        request=request,
        object=f"document:{found.pk}",
        type="document",
        title=found.title,
        url=request.path,
    )
    return answer


def send_file(file, *, inline: bool, name: str = "") -> FileResponse:
    """Send a file that somebody else has checked; only pictures are shown in the browser.

    It is saved under its own name, or the one given.
    """
    sort = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    answer = FileResponse(
        file.open("rb"),
        content_type=sort,
        as_attachment=not (inline and sort in SHOWN_INLINE),
        filename=name or Path(file.name).name,
    )
    answer["Cache-Control"] = "private, max-age=600"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@csrf_exempt  # a beacon cannot carry the token; the session cookie is SameSite=Lax
@require_POST
def reading_place(request: Request, pk: int) -> JsonResponse:
    """Remember how far a member came in a page."""
    percent = request.POST.get("percent", "")
    if not percent.isdecimal() or len(percent) > 3 or not request.viewer.is_member:
        return JsonResponse({"kept": False}, status=400)
    actions.remember_place(page_id=pk, percent=min(100, int(percent)), by=request.viewer)
    return JsonResponse({"kept": True})
