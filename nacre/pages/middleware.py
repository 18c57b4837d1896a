"""The short way for visitors: a page that lies ready needs no session and no database."""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse

from nacre.communities.request import Request, here
from nacre.pages.serving import answer

Handler = Callable[[Request], HttpResponse]
X_FRAME_OPTIONS = "SAMEORIGIN"


def ready_key(request: Request) -> str:
    """Where a page lies ready for visitors."""
    return f"ready:{here(request).pk}:{request.stamp}:{request.path}"


def visitor_pages(get_response: Handler) -> Handler:
    """Answer a visitor's GET from memory; everything else goes on."""

    def middleware(request: Request) -> HttpResponse:
        if not _may_be_ready(request):
            return get_response(request)
        ready = caches["local"].get(ready_key(request))
        if ready is None:
            return get_response(request)
        request.viewer, route, body = ready
        response = answer(request, route, body)
        response["X-Frame-Options"] = X_FRAME_OPTIONS
        return response

    return middleware


def _may_be_ready(request: Request) -> bool:
    return (
        request.community is not None
        and request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and settings.SESSION_COOKIE_NAME not in request.META.get("HTTP_COOKIE", "")
        and "messages" not in request.META.get("HTTP_COOKIE", "")
    )
