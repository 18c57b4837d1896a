r"""GIFT as Moodle writes it, read question by question: one broken question costs no other.

A file is cut at its empty lines. In each piece every escaped sign (`\=`) is first replaced by a
sign that no text holds, so that whatever control sign is left means something.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nacre.questions.gift.answers import Broken, answers_in, rich, undone

Item = dict[str, Any]
ESCAPE = re.compile(r"\\([\\:#={}~n])")
PLACED = {sign: chr(0xFDD0 + place) for place, sign in enumerate("\\:#={}~n")}
RESERVED = re.compile("[\ufdd0-\ufdd7]")
COMMENT = re.compile(r"[ \t]*//([^\n]*)(?:\n|$)")
COMMENTED = re.compile(r"^[ \t]*//[^\n]*(?:\n|$)", re.MULTILINE)
ID = re.compile(r"\[id:([^\x00-\x1f\x7f]+?)\]")
TAG = re.compile(r"\[tag:([^\x00-\x1f\x7f]+?)\]")
CATEGORY = "$CATEGORY:"
BLANK = " \t\n"


@dataclass(frozen=True)
class Entry:
    """One piece of a file: what was read of it, or why nothing was."""

    line: int
    title: str
    item: Item | None = None
    reason: str = ""


@dataclass
class _Notes:
    """What the comments before a question say of it."""

    id: str | None = None
    tags: list[str] | None = None

    def take(self, comment: str) -> None:
        """Read one comment."""
        if found := ID.search(comment):
            self.id = found[1].strip().replace("\\]", "]", 1)
        if tags := TAG.findall(comment):
            self.tags = (self.tags or []) + tags


def read_gift(text: str) -> list[Item]:
    """The questions of a GIFT text that can be read."""
    return [entry.item for entry in entries(text) if entry.item is not None]


def entries(text: str) -> Iterator[Entry]:
    """Every question, description and category of a text, the broken ones with their reason."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    notes = _Notes()
    for first, whole in pieces(RESERVED.sub("", text)):
        line, piece = _without_comments(first, whole, notes)
        while piece.startswith(CATEGORY):
            name, _newline, rest = piece.removeprefix(CATEGORY).lstrip(BLANK).partition("\n")
            yield Entry(line, name, {"type": "Category", "title": name})
            notes = _Notes()
            line, piece = _without_comments(line + 1, rest, notes)
        if piece.strip(BLANK):
            yield _entry(line, piece, notes)
            notes = _Notes()


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """What stands between empty lines, each with the number of its first line."""
    lines: list[str] = []
    start = 1
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip(" \t"):
            start = start if lines else number
            lines.append(line)
        elif lines:
            yield start, "\n".join(lines)
            lines = []
    if lines:
        yield start, "\n".join(lines)


def _without_comments(line: int, piece: str, notes: _Notes) -> tuple[int, str]:
    place = 0
    while found := COMMENT.match(piece, place):
        notes.take(found[1])
        place, line = found.end(), line + 1
    return line, piece[place:].lstrip(BLANK)


def _entry(line: int, piece: str, notes: _Notes) -> Entry:
    try:
        item = _question_or_without_comments(piece)
    except Broken as broken:
        return Entry(line, _title_as_far_as_known(piece), reason=str(broken))
    item |= {"id": notes.id, "tags": notes.tags}
    return Entry(line, item["title"] or "", item)


def _question_or_without_comments(piece: str) -> Item:
    """A question; comment lines within it are left out only where it cannot be read with them."""
    try:
        return _question(piece)
    except Broken:
        less = COMMENTED.sub("", piece)
        if less == piece or not less.strip(BLANK):
            raise
        return _question(less)


def _question(piece: str) -> Item:
    text = ESCAPE.sub(lambda found: PLACED[found[1]], piece)
    title, text = _title(text)
    before, brace, rest = text.partition("{")
    if "}" in before:
        raise Broken("A } stands before any {.")
    if not brace:
        stem = rich(before, "moodle")
        return {
            "type": "Description",
            "title": title,
            "stem": stem,
            "hasEmbeddedAnswers": False,
        }
    inside, brace, after = rest.partition("}")
    if not brace:
        raise Broken("Its answers begin with { and never end with }.")
    if "{" in inside or "{" in after or "}" in after:
        raise Broken("It has more than one pair of { }; write braces of the text as \\{ and \\}.")
    return _asked(title, before, inside, after)


def _title(text: str) -> tuple[str | None, str]:
    if not text.startswith("::"):
        return None, text.lstrip(BLANK)
    title, colons, rest = text[2:].partition("::")
    if not colons:
        raise Broken("Its title begins with :: and never ends with ::.")
    return undone(title) or None, rest.lstrip(BLANK)


def _asked(title: str | None, before: str, inside: str, after: str) -> Item:
    stem = rich(before, "moodle") if before.strip(BLANK) else None
    format = stem["format"] if stem else "moodle"
    answers = answers_in(inside, format)
    after = COMMENT.sub("", after.lstrip(BLANK), count=1) if _is_comment(after) else after
    tail = rich(after, format) if after.strip(BLANK) else None
    if tail and tail["text"].startswith("//"):
        raise Broken("A comment stands within it.")
    whole = stem["text"] + (" " if tail else "") if stem else ""
    if tail:
        whole += f"_____ {tail['text']}"
    shown = stem or tail
    return {
        "type": answers.pop("type"),
        "title": title,
        "stem": {"format": shown["format"] if shown else "moodle", "text": whole},
        "hasEmbeddedAnswers": tail is not None,
        **answers,
    }


def _is_comment(after: str) -> bool:
    return after.lstrip(BLANK).startswith("//")


def _title_as_far_as_known(piece: str) -> str:
    is_titled = piece.startswith("::")
    title = piece[2:].partition("::")[0] if is_titled else piece.partition("{")[0]
    return " ".join(title.split())[:80]
