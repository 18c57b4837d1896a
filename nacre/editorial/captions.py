"""Captions of a film, as WebVTT: whether a file holds any.

The format: W3C, *WebVTT: The Web Video Text Tracks Format*, section 4.1. Only what decides whether
a browser will show something is read.
"""

import re

from django.utils.translation import gettext as _

MOST_BYTES = 2_000_000  # four hours of speech are a tenth of it
_TIME = r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}"
_CUE = re.compile(rf"^[ \t]*({_TIME})[ \t]+-->[ \t]+({_TIME})(?:[ \t].*)?\n(.+)$", re.MULTILINE)


class NotCaptionsError(ValueError):
    """The file shows no captions in a browser; the message says why."""


def cues_in(data: bytes) -> int:
    """How many captions a WebVTT file holds.

    Raises NotCaptionsError where it is none, or holds none that ends after it begins.
    """
    if len(data) > MOST_BYTES:
        raise NotCaptionsError(_("This file is too large for captions."))
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as problem:
        raise NotCaptionsError(_("Save the captions as UTF-8 text.")) from problem
    if not re.match(r"WEBVTT(?:[ \t\n]|$)", text):
        raise NotCaptionsError(_("A WebVTT file begins with the word WEBVTT; this one does not."))
    found = sum(seconds(begin) < seconds(end) for begin, end, _said in _CUE.findall(text))
    if not found:
        raise NotCaptionsError(_("There is no caption in this file that ends after it begins."))
    return found


def seconds(time: str) -> float:
    """The seconds from the start of a film: 01:02.500 is 62.5."""
    *larger, last = time.split(":")
    total = float(last)
    for power, part in enumerate(reversed(larger), start=1):
        total += int(part) * 60**power
    return total
