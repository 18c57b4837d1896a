"""Text of strangers as one plain line, with nothing in it that a browser would run."""

import html
import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202d\u202e\ufeff\ud800-\udfff]"
)
# Bounded, so that a text made to be slow is not.
_TAG = re.compile(
    r"</?[A-Za-z][\w:.-]{0,40}"
    r"(?:\s+[\w:-]{1,40}\s*=\s*(?:\"[^\"]{0,500}\"|'[^']{0,500}')){0,20}\s*/?>"
)
# What stands in a page for programs, and notes for whoever made it.
_NOTE = re.compile(
    r"<\?[^<>]{0,500}(?:<[^<>]{0,200}>[^<>]{0,500}){0,3}\?>|<!--(?:[^<-]|<(?!!--)|-(?!->)){0,2000}-->|<![A-Z][^<>]{0,500}>",
    re.S | re.I,
)
_PROGRAM = re.compile(r"<\s{0,4}(?:\w{1,9}:)?(script|style)\b[^<>]{0,2000}>", re.I)
_PROGRAM_END = re.compile(r"</\s{0,4}(?:\w{1,9}:)?(?:script|style)\b[^<>]{0,100}>?", re.I)
# Elements that do something, or are written by mistake where letters were meant: told by name, so
# that “p <b and c> d” keeps its signs.
ACTIVE = (
    "script|style|iframe|frame|object|embed|applet|svg|math|img|image|video|audio|source|link|meta|"
    "base|frameset|form|input|button|textarea|select|template|body|html|head|details|marquee|noscript"
)
_ACTIVE_TAG = re.compile(
    rf"<\s{{0,4}}/?\s{{0,4}}(?:\w{{1,9}}:)?(?:{ACTIVE})\b[^<>]{{0,2000}}>?", re.I
)
# Any element may have an attribute that runs: <i onwheel=…>.
_ACTIVE_ATTRIBUTE = re.compile(
    r"<\s{0,4}[A-Za-z][\w:.-]{0,40}[\s/][^<>]{0,1000}?"
    r"(?:\bon[a-z]{3,30}|href|src|srcdoc|style|action)\s{0,4}=[^<>]{0,2000}>?",
    re.I,
)
_ACTIVE_ADDRESS = re.compile(r"(?:java|vb|live)script\s{0,4}:|\bdata:\s{0,4}text/html\S*", re.I)


def plain(text: object) -> str:
    """One line of text without control characters."""
    words = str(text or "")
    if not words.isprintable():  # most are; a file of retractions asks this half a million times
        words = _CONTROL.sub(" ", words)
    return " ".join(words.split())


def flattened(text: object) -> str:
    """One line of text without markup; what was escaped twice is plain as well."""
    words = str(text or "")
    if "<" not in words and "&" not in words:
        return plain(words)
    for _ in range(2):
        words = html.unescape(_TAG.sub("", _NOTE.sub("", _without_programs(words))))
    return plain(_TAG.sub("", _without_programs(words)))


def _without_programs(words: str) -> str:
    kept, at = [], 0
    while (start := _PROGRAM.search(words, at)) and (
        end := _PROGRAM_END.search(words, start.end())
    ):
        kept.append(words[at : start.start()])
        at = end.end()
    return "".join([*kept, words[at:]])


def inert(text: object) -> str:
    """One line of text without elements that would do something, even cut or oddly spaced ones."""
    words = plain(text)
    if "<" in words:
        words = plain(_ACTIVE_ATTRIBUTE.sub(_without, _without_programs(words)))
    # What is taken out may have stood in the middle of another; who plays that game loses the sign.
    for _ in range(3):
        rest = _ACTIVE_ADDRESS.sub("", _ACTIVE_TAG.sub(_without, words))
        if rest == words:
            return words
        words = plain(rest)
    return _ACTIVE_ADDRESS.sub("", words.replace("<", ""))


def _without(found: re.Match[str]) -> str:
    # What never closes may be words: only its sign goes.
    return "" if found[0].endswith(">") else found[0][1:]


def all_inert(value: Any) -> Any:
    """The same record, with each of its texts inert."""
    if isinstance(value, str):
        return inert(value) if "<" in value or ":" in value else value
    if isinstance(value, tuple):
        return tuple(all_inert(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        said = {field.name: getattr(value, field.name) for field in fields(value)}
        return replace(value, **{name: all_inert(one) for name, one in said.items()})
    return value
