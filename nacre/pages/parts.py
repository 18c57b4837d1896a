"""A part of a file, as a browser asks for one to play a film or to go on with a download.

RFC 9110, section 14. One part at a time: a request for several is answered with the whole, which
the standard allows.
"""

import re
from http import HTTPStatus
from typing import BinaryIO

from django.http import FileResponse

_ASKED = re.compile(r"bytes=(\d*)-(\d*)$", re.ASCII)


class NotThereError(ValueError):
    """The part begins after the end of the file (status 416)."""


def part_asked(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte, counted from 0, that a Range header asks for; None for the whole.

    Raises NotThereError where the file has no such part.
    """
    match = _ASKED.fullmatch(header.strip())
    if match is None or match[0] == "bytes=-" or len(header) > 60:
        return None
    if not match[1]:  # so many bytes from the end
        first, last = max(0, size - int(match[2])), size - 1
    else:
        first, last = int(match[1]), min(int(match[2] or size), size - 1)
        if match[2] and int(match[2]) < first:
            return None
    if first > last:
        raise NotThereError
    return first, last


class Part:
    """An open file of which only a part is read."""

    def __init__(self, file: BinaryIO, first: int, last: int) -> None:
        file.seek(first)
        self.file = file
        self.left = last - first + 1

    def read(self, size: int = -1) -> bytes:
        """So many bytes more, at most to the end of the part."""
        said = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(said)
        return said

    def close(self) -> None:
        """Close the file."""
        self.file.close()


def only_the_part(answer: FileResponse, asked: str, size: int) -> FileResponse:
    """The answer with the part of its file that a Range header asks for, or as it is."""
    file = answer.file_to_stream
    if file is None:
        return answer
    answer["Accept-Ranges"] = "bytes"
    try:
        part = part_asked(asked, size)
    except NotThereError:
        file.close()
        refused = FileResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    if part:
        first, last = part
        answer.streaming_content = Part(file, first, last)  # type: ignore[assignment]  # a file
        answer.status_code = HTTPStatus.PARTIAL_CONTENT
        answer["Content-Length"] = str(last - first + 1)
        answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    return answer


def is_further_on(answer: FileResponse) -> bool:
    """Whether it holds no beginning of the file: the rest of what was begun, or nothing."""
    return not answer.get("Content-Range", "bytes 0-").startswith("bytes 0-")
