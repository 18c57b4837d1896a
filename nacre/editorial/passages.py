"""A draft as its readers will see it, with numbered passages and files that open by its link."""

import re
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from nacre.communities.request import Request
from nacre.editorial.models import SignOffRequest
from nacre.editorial.sign_off_links import seal_file

BARE = "editorial/sign_off/bare.html"
FILE = re.compile(r"/(images|documents)/(\d+)/[^\s\"'<>,]+")
TOOL = re.compile(r"/library/\d+/\?file=(\d+)")  # the one link: in a draft, its own file
SLOT = re.compile(r"\x00[a-z_]+\x00")
NUMBERED = "h1, h2, h3, p, li, tr, blockquote, figcaption, dd"
NOT_FOR_NOW = "reading-progress, script, .no-print"
NO_PASSAGE = {"passage", "byline", "kind", "topic-list"}
SHOWN_WORDS = 60  # characters of a passage in the list to choose from


@dataclass(frozen=True)
class Passage:
    """A numbered part of the page, and what it says."""

    number: int
    text: str

    @property
    def opening(self) -> str:
        """How it begins, with its number: for the list to choose from."""
        words = self.text if len(self.text) <= SHOWN_WORDS else f"{self.text[:SHOWN_WORDS]}…"
        return f"{self.number} · {words}"


@dataclass(frozen=True)
class ShownDraft:
    """What an editor reads before answering."""

    html: SafeString
    passages: tuple[Passage, ...]

    def quote(self, number: int) -> str:
        """What a passage says; empty if there is none of that number."""
        return next((p.text for p in self.passages if p.number == number), "")


def show_draft(asked: SignOffRequest, request: Request, token: str) -> ShownDraft:
    """Render the revision that was asked about, as a visitor of the community would see it."""
    page = asked.revision.as_object()
    request.is_preview = True
    context = {**page.get_context(request), "layout": BARE}
    text = SLOT.sub("", render_to_string(page.get_template(request), context, request))
    soup = BeautifulSoup(_with_own_files(text, asked, token), "html.parser")
    for part in soup.select(NOT_FOR_NOW):
        part.decompose()
    commented = set(asked.comments.values_list("passage", flat=True))
    passages = _number(soup, commented)
    return ShownDraft(mark_safe(str(soup)), passages)  # noqa: S308 - rendered by our templates


def _with_own_files(text: str, asked: SignOffRequest, token: str) -> str:
    """Pictures and documents by an address that only this rendering of the draft can make."""

    def own(found: re.Match[str]) -> str:
        seal = seal_file(asked.pk, found[1], int(found[2]))
        return reverse("editorial:sign_off_file", args=[token, seal])

    return FILE.sub(own, TOOL.sub(r"/documents/\1/file", text))


def _number(soup: BeautifulSoup, commented: set[int]) -> tuple[Passage, ...]:
    found: list[Passage] = []
    for part in soup.select(NUMBERED):
        text = " ".join(part.get_text(" ").split())
        if not text or _is_no_passage(part):
            continue
        number = len(found) + 1
        found.append(Passage(number, text))
        part["id"] = f"passage-{number}"
        part["class"] = " ".join([*filter(None, part.get_attribute_list("class")), "passage"])
        _mark(soup, part, number, number in commented)
    return tuple(found)


def _is_no_passage(part: Tag) -> bool:
    """Whether a passage around it has the number, or it says who, when and of what kind."""
    around = {name for p in (part, *part.parents) for name in p.get_attribute_list("class")}
    return bool(around & NO_PASSAGE)


def _mark(soup: BeautifulSoup, part: Tag, number: int, has_comment: bool) -> None:
    link = soup.new_tag("a", href=f"?passage={number}#comment")
    link["class"] = "passage__mark passage__mark--commented" if has_comment else "passage__mark"
    link["aria-label"] = f"Comment on passage {number}"
    link.string = str(number)
    cells = part.find_all(["td", "th"], recursive=False)
    (cells[-1] if cells else part).append(link)


def place_in_form(page: Any, quote: str) -> str:
    """The field or block of the admin's form that a quoted passage comes from, as Wagtail names it.

    "title" if it is from nowhere that can be told.
    """
    wanted = _plain(quote)
    for block in getattr(page, "body", []) or []:
        words = block.block.get_searchable_content(block.value)
        if any(wanted in _plain(text) or _plain(text) in wanted for text in words if text.strip()):
            return f"body.{block.id}"
    for name in ("standfirst", "key_points", "correction", "change_means"):
        if wanted and wanted in _plain(getattr(page, name, "") or ""):
            return name
    return "title"


def _plain(text: str) -> str:
    return "".join(strip_tags(text).split()).casefold()
