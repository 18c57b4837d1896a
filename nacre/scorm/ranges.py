"""Parts of files, so that films can be wound forward and phones play them at all."""

import re
from collections.abc import Iterator
from typing import IO

from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)

CHUNK = 64 * 1024
ONE_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


def ranged(file: IO[bytes], size: int, kind: str, request: HttpRequest) -> HttpResponseBase:
    """The part that was asked for; the whole where none or several were."""
    match = ONE_RANGE.match(request.headers.get("Range", "").replace(" ", ""))
    if match is None or match.groups() == ("", ""):
        return FileResponse(file, content_type=kind, headers={"Accept-Ranges": "bytes"})
    first, last = _bounds(match[1], match[2], size)
    if first >= size or first > last:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    headers = {
        "Content-Range": f"bytes {first}-{last}/{size}",
        "Content-Length": str(last - first + 1),
        "Accept-Ranges": "bytes",
    }
    part = _cut(file, first, last - first + 1)
    return StreamingHttpResponse(part, status=206, content_type=kind, headers=headers)


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:  # the last so many bytes
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _cut(file: IO[bytes], first: int, length: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        yield from _some(file, length)


def _some(file: IO[bytes], length: int) -> Iterator[bytes]:
    while length > 0 and (chunk := file.read(min(CHUNK, length))):
        length -= len(chunk)
        yield chunk
