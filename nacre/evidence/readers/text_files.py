"""Citation files that are text: their letters, and their lines of tag and value."""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from nacre.evidence.plain_text import plain
from nacre.evidence.records import FileRefused

LARGEST = 64 * 1024 * 1024
Fields = list[tuple[str, str]]


def decoded(source: BinaryIO) -> str:
    """The whole text: UTF-8, UTF-16 with its mark, or what Windows wrote."""
    data = source.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise FileRefused("It is larger than 64 MB; split it.")
    return text_in(data)


def text_in(data: bytes) -> str:
    """The text of these bytes."""
    marked = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else None
    for encoding in (marked,) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise FileRefused("It is not text in an encoding that we know; save it as UTF-8.")


def tagged_records(
    text: str,
    *,
    line: re.Pattern[str],
    is_first: str,
    last: str = "",
    listed: frozenset[str] = frozenset(),
) -> Iterator[tuple[int, Fields, bool]]:
    """Records of tagged lines by number, and whether each came to its end.

    A line without a tag goes on with the one before it; of a listed tag it is a further value.
    """
    fields: list[tuple[str, list[str]]] = []
    number, is_open = 0, False
    for row in re.split(r"\r\n|\r|\n", text):
        found = line.match(row)
        tag, value = (found[1], plain(found[2])) if found else ("", plain(row))
        if is_open and tag and tag in {is_first, last}:
            yield number, _joined(fields), tag == last or not last
            is_open = False
        if tag == is_first:
            number, fields, is_open = number + 1, [], True
        if is_open and found:
            fields.append((tag, [value]))
        elif is_open and value and fields[-1][0] in listed:
            fields.append((fields[-1][0], [value]))
        elif is_open and value:
            fields[-1][1].append(value)
    if is_open:
        yield number, _joined(fields), not last


def _joined(fields: list[tuple[str, list[str]]]) -> Fields:
    return [(tag, " ".join(lines).strip()) for tag, lines in fields]


def values(fields: Fields, *tags: str) -> list[str]:
    """What stands behind these tags, those of the first tag first."""
    return [value for tag in tags for name, value in fields if name == tag and value]


def first(fields: Fields, *tags: str) -> str:
    """What stands first behind the first of these tags that is there."""
    return next(iter(values(fields, *tags)), "")


def first_good(fields: Fields, *tags: str, tidy: Callable[[str], str]) -> str:
    """The first of the values that is what it should be."""
    return next((found for value in values(fields, *tags) if (found := tidy(value))), "")
