"""Fills the personal slots of every HTML answer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from nacre.ui import slots as personal


def slots(get_response: Callable[[HttpRequest], HttpResponse]):
    """Put the personal parts into a page that was rendered with slots."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.streaming or not response.headers.get("Content-Type", "").startswith(
            "text/html"
        ):
            return response
        if b"\x00" in response.content:
            response.content = personal.join(personal.split(response.content), request)
            if response.has_header("Content-Length"):
                response["Content-Length"] = str(len(response.content))
        return response

    return middleware
