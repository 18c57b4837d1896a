"""What of an article's own text some readers could not use: read before it is sent for sign-off.

The checks are of the text as it is kept, so that they need no browser; what only shows on the page is
checked by the preview (pages/checker.py). Nothing here stops anybody: each problem is a sentence with
its remedy.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from django.utils.text import Truncator
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from nacre.editorial.models import Article

Block = dict[str, Any]  # of a body: its type and its value
FILE_NAME = re.compile(
    r"\S*\.(avif|bmp|gif|jpe?g|png|svg|tiff?|webp)|(img|dsc|image|scan)[_-]?\d+", re.I
)
SAYS_NOTHING = re.compile(r"(figure|fig\.?|image|picture|photo|chart|table|graph)\s*\d*", re.I)
ADDRESS = re.compile(r"(https?://|www\.)\S+", re.I)
EMPTY_WORDS = {
    "click", "click here", "find out more", "here", "learn more", "link", "more", "page", "read more",
    "see here", "this", "this link", "this page", "website",
}  # fmt: skip
LOUD_FROM = 20  # letters; abbreviations are shorter
HEADINGS = ["h2", "h3", "h4", "h5", "h6"]


def problems_in_article(page: "Article") -> list[str]:
    """What to put right in an article: its picture, its short texts, its body."""
    found = []
    if page.picture and (problem := about_alternative(page.picture.alt)):
        found.append(f"{_('The picture at the top.')} {problem}")
    found += loud(f"{page.standfirst}\n{page.key_points}".splitlines())
    return [*found, *problems_in_body(page.body.get_prep_value())]


def problems_in_body(blocks: Iterable[Block]) -> list[str]:
    """What to put right in a body, in its order."""
    blocks = list(blocks)
    found = [problem for block in blocks for problem in _problems_of(block)]
    return list(dict.fromkeys([*problems_with_outline(blocks), *found]))


def about_alternative(alt: str | None) -> str:
    """What is wrong with a text alternative; empty if nothing is."""
    said = (alt or "").strip()
    if not said:
        return _("It has no text alternative: say what it shows, for whoever cannot see it.")
    if FILE_NAME.fullmatch(said):
        return _("Its text alternative is the name of a file, “%(alt)s”: say what it shows.") % {
            "alt": said
        }
    if SAYS_NOTHING.fullmatch(said):
        return _("Its text alternative says nothing, “%(alt)s”: say what it shows.") % {"alt": said}
    return ""


def problems_with_outline(blocks: Iterable[Block]) -> Iterator[str]:
    """Headings that are empty, skip a level or have nothing below them."""
    above, waiting = 1, ""
    for level, words in outline(blocks):
        if level and not words:
            yield _("A heading is empty: write it or take it out.")
        elif level > above + 1:
            yield _("“%(heading)s” skips a level of headings.") % {"heading": words}
        if waiting and 0 < level <= above:
            yield _("Nothing stands below the heading “%(heading)s”.") % {"heading": waiting}
        above, waiting = level or above, words if level else ""
    if waiting:
        yield _("Nothing stands below the heading “%(heading)s”.") % {"heading": waiting}


def outline(blocks: Iterable[Block]) -> Iterator[tuple[int, str]]:
    """The headings of a body with their levels; anything else between them is level 0."""
    for block in blocks:
        if block["type"] == "heading":
            yield 2, str(block["value"] or "").strip()
            continue
        texts = _html_in(block)
        for part in BeautifulSoup(texts, "html.parser").find_all([*HEADINGS, "p", "li"]):
            level, words = _level_of(part.name), part.get_text(" ", strip=True)
            if level or words:
                yield level, words
        if not texts and block["type"] != "paragraph":
            yield 0, ""


def loud(paragraphs: Iterable[str]) -> Iterator[str]:
    """Paragraphs in capitals throughout: slow to read, and spelt out by some readers' voices."""
    for words in paragraphs:
        letters = [c for c in words if c.isalpha()]
        if len(letters) >= LOUD_FROM and all(c.isupper() for c in letters):
            yield _("“%(start)s” is in capitals throughout: write it as a sentence.") % {
                "start": Truncator(words).chars(40)
            }


def problems_with_links(html: str) -> Iterator[str]:
    """Links whose words do not say where they lead."""
    for link in BeautifulSoup(html, "html.parser").find_all("a"):
        words = link.get_text(" ", strip=True)
        if not words:
            yield _("A link has no words: say where it leads.")
        elif ADDRESS.fullmatch(words):
            yield _("A link shows its address, “%(words)s”: say where it leads.") % {
                "words": Truncator(words).chars(60)
            }
        elif words.casefold().strip(" .!>»→") in EMPTY_WORDS:
            yield _("A link says “%(words)s”: say where it leads.") % {"words": words}


def problems_with_table(table: dict[str, Any]) -> Iterator[str]:
    """A table without a caption, or with a column that has no heading."""
    name = (table.get("caption") or "").strip()
    heads = [str(cell or "").strip() for cell in _values(table.get("head"))]
    widest = max((len(_values(row)) for row in _values(table.get("rows"))), default=0)
    if not name:
        yield _("A table has no caption: say what it is about.")
    if not any(heads):
        yield _("The table “%(name)s” has no headings: say what each column is.") % {"name": name}
    elif not all(heads[1:]) or widest > len(heads):
        yield _("A column of the table “%(name)s” has no heading.") % {"name": name}


def problems_with_film(film: dict[str, Any]) -> Iterator[str]:
    """A film without captions or transcript."""
    name = film.get("title") or ""
    if not film.get("captions"):
        yield _("The film “%(name)s” has no captions.") % {"name": name}
    if not BeautifulSoup(film.get("transcript") or "", "html.parser").get_text(strip=True):
        yield _("The film “%(name)s” has no transcript.") % {"name": name}


def _problems_of(block: Block) -> Iterator[str]:
    kind, value = block["type"], block["value"]
    if kind == "figure" and (problem := about_alternative(value.get("alt"))):
        yield f"{_('A figure.')} {problem}"
    elif kind == "table":
        yield from problems_with_table(value)
    elif kind == "video":
        yield from problems_with_film(value)
    html = _html_in(block)
    yield from problems_with_links(html)
    parts = BeautifulSoup(html, "html.parser").find_all(["p", "li"])
    yield from loud(part.get_text(" ", strip=True) for part in parts)


def _level_of(tag: str) -> int:
    return int(tag[1]) if tag in HEADINGS else 0


def _html_in(block: Block) -> str:
    value = block["value"]
    if block["type"] == "paragraph":
        return str(value or "")
    names = ("text", "description", "transcript")
    is_html = block["type"] in {"box", "figure", "video"}
    return "".join(str(value.get(name) or "") for name in names) if is_html else ""


def _values(rows: Any) -> list[Any]:
    """The values of a list block, however it is kept."""
    return [row["value"] if isinstance(row, dict) and "value" in row else row for row in rows or []]
