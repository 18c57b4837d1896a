"""The content of a file, levelled out: every part is a heading and a list of simple elements."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nacre.launch.blueprint import Said

LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)")
EMPHASIS = re.compile(r"(\*\*|\*)(?=\S)(.+?)(?<=\S)\1")


@dataclass(frozen=True)
class Element:
    """A paragraph, heading, list, list of steps, checklist or table."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Part:
    """A heading and what stands below it."""

    heading: str
    elements: tuple[Element, ...]


@dataclass(frozen=True)
class Sheaf:
    """All that a file says."""

    title: str
    intro: str
    version: str
    owner: str
    licence: str
    parts: tuple[Part, ...]


def sheaf_of(item: Said) -> Sheaf:
    """The content of a resource's or a toolkit's `document`."""
    document = item["document"]
    return Sheaf(
        title=plain(document.get("title") or item["title"]),
        intro=plain(document.get("intro", "")),
        version=str(item.get("version", "1.0")),
        owner=plain(item.get("owner", "")),
        licence=item.get("licence", "CC BY-NC 4.0"),
        parts=tuple(
            Part(plain(part.get("heading", "")), tuple(_elements(part)))
            for part in document.get("parts", [])
        ),
    )


def plain(text: Any) -> str:
    """Text without marks of emphasis; a link shows its address behind its words."""
    text = LINK.sub(r"\1 (\2)", " ".join(str(text or "").split()))
    return EMPHASIS.sub(r"\2", text)


def _elements(part: Said) -> Iterator[Element]:
    body = part.get("body") or []
    if isinstance(body, str):
        yield from (Element("p", plain(text)) for text in body.split("\n\n") if text.strip())
    else:
        yield from (_block(block) for block in body)
    if part.get("checklist"):
        yield Element("checklist", items=tuple(plain(text) for text in part["checklist"]))
    if part.get("table"):
        yield _table(part["table"])


def _block(block: Said) -> Element:
    kind, said = next(iter(block.items()))
    if kind in {"list", "steps"}:
        return Element(kind, items=tuple(plain(text) for text in said))
    if kind == "table":
        return _table(said)
    if kind == "quote":
        return Element("p", f"“{plain(said['text'])}” {plain(said.get('who', ''))}".strip())
    return Element(kind, plain(said))


def _table(said: Said) -> Element:
    rows = tuple(tuple(plain(cell) for cell in row) for row in said.get("rows", []))
    return Element(
        "table",
        plain(said.get("caption", "")),
        head=tuple(plain(cell) for cell in said.get("head", [])),
        rows=rows,
    )
