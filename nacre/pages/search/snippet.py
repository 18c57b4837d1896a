"""Why a page was found: the place of its text with most of the words, each marked."""

import re
from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage, SearchText
from nacre.pages.search.lexicon import Lexicon
from nacre.pages.search.question import Question
from nacre.pages.search.words import plain, stem

WORDS = 34  # shown
BEFORE = 6  # words before the first that is marked
MOST_LOOKED_AT = 20_000  # letters of a page
_WORD = re.compile(r"[^\W_]+")
Span = tuple[int, int]


def snippets_of(viewer: Viewer, question: Question, pages: list[int]) -> dict[int, SafeString]:
    """The snippets of pages, by their keys; none of what the viewer may not open."""
    if viewer.community is None or not pages:
        return {}
    lexicon = Lexicon.of(viewer.community.therapy_area.code)
    readable = BasePage.objects.visible_to(viewer).filter(pk__in=pages).order_by().values("pk")
    texts = SearchText.objects.filter(page__in=readable).values_list("page", "text")
    wanted = question.stems
    return {pk: snippet(text[:MOST_LOOKED_AT], wanted, lexicon) for pk, text in texts}


def snippet(text: str, wanted: set[str], lexicon: Lexicon) -> SafeString:
    """The best place of a plain text as escaped HTML, or nothing if no wanted word stands in it."""
    spans = [found.span() for found in _WORD.finditer(text)]
    marked = _marked([text[a:b] for a, b in spans], wanted, lexicon)
    if not marked:
        return SafeString("")
    first = _best_start(marked)
    start = max(0, first - BEFORE)
    end = min(len(spans), start + WORDS)
    begins = 0 if start == 0 else spans[start][0]
    ends = len(text) if end == len(spans) else spans[end - 1][1]
    parts = list(_parts(text, begins, ends, [spans[i] for i in sorted(marked) if start <= i < end]))
    body = format_html_join("", "{}", ((part,) for part in parts))
    return format_html("{}{}{}", "… " if begins else "", body, " …" if ends < len(text) else "")


def _marked(written: list[str], wanted: set[str], lexicon: Lexicon) -> set[int]:
    words = [plain(word) for word in written]
    found = {at for at, word in enumerate(words) if stem(word.lower()) in wanted}
    for heard in lexicon.heard_in(words):
        if heard.token in wanted:
            found.update(range(heard.start, heard.end))
    return found


def _best_start(marked: set[int]) -> int:
    """The marked word from which most others follow within what is shown; the first of equals."""
    ordered = sorted(marked)
    reach = WORDS - BEFORE
    return max(ordered, key=lambda at: (sum(at <= i < at + reach for i in ordered), -at))


def _parts(text: str, begins: int, ends: int, spans: list[Span]) -> Iterable[str]:
    at = begins
    for start, end in spans:
        yield text[at:start]
        yield format_html("<mark>{}</mark>", text[start:end])
        at = end
    yield text[at:ends]
