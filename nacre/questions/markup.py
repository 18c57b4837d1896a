"""The HTML of questions: cleaned on the way in, typed by people as plain text where it can be.

Only what a question needs may stand in one: paragraphs, lists, small tables, emphasis, sub- and
superscript, links. Whatever else comes is taken apart; scripts, styles and comments go with their
content.
"""

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString
from bs4.exceptions import ParserRejectedMarkup
from bs4.formatter import HTMLFormatter
from django.utils.html import escape
from wagtail.whitelist import (
    Whitelister,
    allow_without_attributes,
    attribute_rule,
    check_url,
)

LONGEST = 20_000  # characters of one text
DEEPEST = 200
INLINE = ("b", "br", "code", "em", "i", "strong", "sub", "sup", "u")
BLOCKS = (
    "blockquote", "caption", "dd", "dl", "dt", "li", "ol", "p", "pre", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
)  # fmt: skip
# These go with all that stands in them; nobody reads their content as text.
DROPPED = (
    "applet", "base", "embed", "frame", "frameset", "head", "iframe", "link", "math", "meta",
    "noembed", "noframes", "noscript", "object", "plaintext", "script", "select", "style", "svg",
    "template", "textarea", "title", "xmp",
)  # fmt: skip
MEDIA = ("audio", "canvas", "embed", "iframe", "img", "object", "picture", "source", "video")
MEDIA_TAG = re.compile(rf"<\s*(?:{'|'.join(MEDIA)}|image|svg)\b", re.IGNORECASE)
KNOWN = (
    "a|abbr|acronym|address|applet|area|article|aside|audio|b|base|bdi|bdo|big|blockquote|body|br|"
    "button|canvas|caption|center|cite|code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|"
    "dir|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|"
    "header|hr|html|i|iframe|image|img|input|ins|isindex|kbd|keygen|label|legend|li|link|listing|"
    "main|map|mark|marquee|math|menu|meta|meter|nav|nobr|noembed|noframes|noscript|object|ol|"
    "optgroup|option|output|p|param|picture|plaintext|pre|progress|q|rp|rt|ruby|s|samp|script|"
    "section|select|slot|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|"
    "template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr|xml|xmp"
)
TAG = re.compile(rf"</?(?:{KNOWN})(?:[\s/>]|$)|<!--|<!\[|<!doctype|<\?", re.IGNORECASE)
INSTRUCTION = re.compile(r"<(?:\?|!(?!--))[^>]*>?")
# In “p<q” no element begins.
NO_TAG = re.compile(rf"<(?!/?(?:{KNOWN})(?:[\s/>]|$)|!--|!\[|!doctype|\?)", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
SEPARATE = {"address", "article", "aside", "center", "div", "figure", "footer", "form", "header",
            "h1", "h2", "h3", "h4", "h5", "h6", "main", "nav", "section"}  # fmt: skip
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
ESCAPED = HTMLFormatter(entity_substitution=lambda text: str(escape(text)))
# What cleaning leaves as it is, and most questions consist of.
CLEAN = re.compile(r"(?:<p>(?:[^<>&\"']|&(?:amp|lt|gt|quot|#x27);|<br/>)*</p>)+")
ONLY_PARAGRAPHS = re.compile(r"(?:<p>(?:[^<]|<br/?>)*</p>)+")


class CannotBeCleaned(ValueError):  # noqa: N818 - it is said to a person as it stands
    """A text that no reader could need; the message says why."""


class _Blocks(Whitelister):
    """Text with paragraphs, lists and tables."""

    element_rules = {
        "[document]": allow_without_attributes,
        "a": attribute_rule({"href": check_url}),
        **dict.fromkeys((*INLINE, *BLOCKS), allow_without_attributes),
    }

    def clean(self, html: str) -> str:
        """The text with nothing in it that is not allowed."""
        doc = _soup(html)
        for unread in doc.find_all(DROPPED):
            if not unread.decomposed:
                unread.decompose()
        self.prepare(doc)
        self.clean_node(doc, doc)
        return str(doc.decode(formatter=ESCAPED)).strip()

    def prepare(self, doc: BeautifulSoup) -> None:
        """Headings would upset the outline of the page that asks, so they become strong."""
        for block in doc.find_all(SEPARATE):
            if block.name in HEADINGS:
                block.wrap(doc.new_tag("p"))
                block.name = "strong"
            elif block.find((*BLOCKS, *SEPARATE)) is None:
                block.name = "p"

    def clean_string_node(self, doc: BeautifulSoup, node: object) -> None:
        """Comments, CDATA and declarations would come out as they went in."""
        if isinstance(node, PreformattedString):
            node.extract()


class _Line(_Blocks):
    """Text that stands in a label: no block, and no link that a tap could hit instead."""

    element_rules = {
        "[document]": allow_without_attributes,
        **dict.fromkeys(INLINE, allow_without_attributes),
    }

    def prepare(self, doc: BeautifulSoup) -> None:
        """Where a block ends, a space keeps the words apart."""
        for block in doc.find_all((*BLOCKS, *SEPARATE)):
            block.insert_before(" ")
            block.insert_after(" ")

    def clean(self, html: str) -> str:
        """One line of it."""
        return re.sub(r"\s+", " ", super().clean(html)).strip()


def _soup(html: str) -> BeautifulSoup:
    """The elements of a text."""
    try:
        return BeautifulSoup(html, "html.parser")
    except ParserRejectedMarkup as why:
        raise CannotBeCleaned("A text has markup that cannot be read.") from why


def cleaned(html: str) -> str:
    """A text with blocks, safe to be shown as it is."""
    return _clean(html, _Blocks())


def cleaned_line(html: str) -> str:
    """A text for a label, safe to be shown as it is."""
    return _clean(html, _Line())


def _clean(html: str, whitelister: Whitelister) -> str:
    html = NO_TAG.sub("&lt;", INSTRUCTION.sub("", CONTROLS.sub("", html)))
    if len(html) > LONGEST:
        raise CannotBeCleaned(f"A text is longer than {LONGEST:,} characters.")
    if "<" not in html and "&" not in html:
        text = re.sub(r"\s+", " ", html) if isinstance(whitelister, _Line) else html
        return str(escape(text.strip()))
    if not isinstance(whitelister, _Line) and CLEAN.fullmatch(html):
        return html
    if _depth(html) > DEEPEST:
        raise CannotBeCleaned(f"A text has elements nested more than {DEEPEST} deep.")
    # What one cleaning joins could make a tag again, so it is done until nothing changes.
    for _again in range(4):
        done = whitelister.clean(html)
        if done == html:
            return done
        html = done
    raise CannotBeCleaned("A text has markup that cannot be cleaned.")


def _depth(html: str) -> int:
    """No less than how deep its elements lie; each that is opened counts until one is closed."""
    depth = deepest = 0
    for tag in re.finditer(r"<(/?)([a-zA-Z][\w-]*)[^<>]*?(/?)>?", html):
        if tag[2].lower() in {"br", "hr", "img", "input"} or tag[3]:
            continue
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def has_media(html: str) -> bool:
    """Whether a text shows a picture, a film or something of another site."""
    return bool(MEDIA_TAG.search(html))


def as_html(typed: str) -> str:
    """What somebody typed as clean HTML: plain text gets its paragraphs, HTML is cleaned."""
    typed = typed.replace("\r\n", "\n").strip()
    if not typed:
        return ""
    if TAG.search(typed):
        return cleaned(typed)
    return cleaned(paragraphs(typed))


def paragraphs(text: str) -> str:
    """Plain text as HTML: an empty line divides paragraphs, a line break stays one."""
    parts = (str(escape(part.strip())) for part in re.split(r"\n[ \t]*\n\s*", text.strip()))
    return "".join(f"<p>{part.replace(chr(10), '<br/>')}</p>" for part in parts if part)


def as_line(typed: str) -> str:
    """The same for a label: text without tags is taken at its word."""
    return cleaned_line(typed if TAG.search(typed) else str(escape(typed)))


def as_typed(html: str) -> str:
    """The text as it is edited: plain where that says all of it, else its HTML."""
    if "<" not in html:
        text = _unescaped(html)
        return text if as_line(text) == html else html
    if ONLY_PARAGRAPHS.fullmatch(html):
        inner = re.findall(r"<p>(.*?)</p>", html, re.DOTALL)
        parts = (re.sub(r"\s*<br/?>\s*", "\n", part) for part in inner)
        text = "\n\n".join(map(_unescaped, parts))
        return text if as_html(text) == html else html
    return html


def _unescaped(text: str) -> str:
    return str(_soup(text).get_text()) if "&" in text else text


def plain(html: str) -> str:
    """The words alone, on one line."""
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    soup = _soup(html)
    return " ".join(soup.get_text(" " if _has_blocks(soup) else "").split())


def _has_blocks(soup: BeautifulSoup) -> bool:
    return isinstance(soup.find((*BLOCKS, "br")), Tag)


def plains(texts: Iterable[str]) -> str:
    """Several texts as one, a line each."""
    return "\n".join(filter(None, map(plain, texts)))
