"""The host on which packages are played: no session, no cookie, no community, three addresses.

It stands near the front, so that nothing that knows members ever runs on this host. Whatever a
package does there, it does to its own attempt alone (ADR 33).
"""

import json
import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotFound,
    JsonResponse,
)
from django.template.loader import render_to_string

from nacre.scorm import limits
from nacre.scorm.actions import Outcome, begin_launch, record_commit
from nacre.scorm.commits import BadCommitError, read_commit
from nacre.scorm.kept import content_type
from nacre.scorm.launching import launch_of
from nacre.scorm.models import PackageAttempt
from nacre.scorm.playing import Opened, opened, play_origin
from nacre.scorm.ranges import ranged
from nacre.scorm.results import clock_of, duration_of

Handler = Callable[[HttpRequest], HttpResponseBase]
ADDRESS = re.compile(r"^/([A-Za-z0-9_.:-]{40,200})/(?:(begin|commit)/|files/(.+))?$", re.DOTALL)
GONE = "There is nothing at this address, or it was opened too long ago. Open the course again.\n"
FRAME = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors {origin}"
)
# Foreign content may do as it likes with itself, and reach nobody else.
CONTENT = (
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; connect-src 'self' data: blob:; "
    "object-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self' {origin}"
)


def play(get_response: Handler) -> Handler:
    """Answer for the host of packages; keep what comes from there away from all others."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        host = request.META.get("HTTP_HOST", "").rsplit(":", 1)[0].lower()
        if host == settings.NACRE_PLAY_HOST:
            return _sealed(_answer(request))
        if request.method not in {"GET", "HEAD"} and _comes_from_a_package(request):
            return HttpResponse(
                "Packages may not do this.\n", status=403, content_type="text/plain"
            )
        return get_response(request)

    return middleware


def _comes_from_a_package(request: HttpRequest) -> bool:
    return request.META.get("HTTP_ORIGIN", "").lower() == play_origin().lower()


def _sealed(response: HttpResponseBase) -> HttpResponseBase:
    """What every answer of this host says."""
    response.headers.setdefault("Content-Security-Policy", "default-src 'none'")
    headers = {
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "unsafe-none",
        "X-Robots-Tag": "noindex",
        "Permissions-Policy": "geolocation=(), camera=(), microphone=(), payment=(), usb=()",
    }
    for name, value in headers.items():
        response.headers[name] = value
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def _answer(request: HttpRequest) -> HttpResponseBase:
    match = ADDRESS.match(request.path_info)
    found = opened(match[1]) if match else None
    if match is None or found is None or request.headers.get("Service-Worker"):
        return _nothing()
    verb, path = match[2], match[3]
    if verb:
        return _post(request, found, verb)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponse(status=405)
    return _file(request, found, path) if path else _frame(found)


def _nothing() -> HttpResponse:
    return HttpResponseNotFound(GONE, content_type="text/plain; charset=utf-8")


def _frame(found: Opened) -> HttpResponse:
    page = render_to_string("scorm/play.html", {"origin": found.origin})
    return HttpResponse(
        page, headers={"Content-Security-Policy": FRAME.format(origin=found.origin)}
    )


def _file(request: HttpRequest, found: Opened, path: str) -> HttpResponseBase:
    """A file of the package, or a part of it."""
    if "\x00" in path or "\\" in path or any(p in {"", ".", ".."} for p in path.split("/")):
        return _nothing()
    try:
        file = default_storage.open(f"{found.folder}/{path}", "rb")
        size = file.size
    except (OSError, ValueError, SuspiciousFileOperation):
        return _nothing()
    response = ranged(file, size, content_type(path), request)
    response.headers["Content-Security-Policy"] = CONTENT.format(origin=found.origin)
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def _post(request: HttpRequest, found: Opened, verb: str) -> HttpResponse:
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    attempt = PackageAttempt.objects.for_playing().filter(key=found.attempt_key).first()
    if attempt is None:
        return _nothing()
    if verb == "begin":
        return JsonResponse(launch_of(begin_launch(attempt=attempt)))
    return _commit(request, attempt)


def _commit(request: HttpRequest, attempt: PackageAttempt) -> HttpResponse:
    """Keep what an item says; in the words of the run-time library."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > limits.COMMIT_BYTES:
        return _said(413, reason="too large")
    try:
        commit = read_commit(request.body, {item["id"] for item in attempt.package.scos})
    except RequestDataTooBig:
        return _said(413, reason="too large")
    except (BadCommitError, OSError) as problem:
        return _said(400, reason=str(problem))
    outcome, seconds = record_commit(attempt=attempt, commit=commit)
    if outcome is Outcome.SUPERSEDED:
        return _said(409, reason="opened elsewhere", superseded=True)
    clock = duration_of if attempt.package.standard == "2004" else clock_of
    return _said(200, outcome=str(outcome), total_time=clock(seconds))


def _said(status: int, **words: Any) -> HttpResponse:
    is_good = status == 200
    body = {"result": is_good, "errorCode": 0 if is_good else 101, **words}
    return HttpResponse(json.dumps(body), status=status, content_type="application/json")
