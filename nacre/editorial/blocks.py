"""What the body of an article is made of, and how a blueprint's text becomes it."""

import re
from typing import Any
from uuid import uuid4

from django.utils.html import escape, format_html_join
from django.utils.safestring import mark_safe
from wagtail import blocks

from nacre.editorial.media_blocks import BoxBlock, FigureBlock, PollBlock, VideoBlock

PROSE = ["bold", "italic", "link", "ul", "ol"]
Raw = list[dict[str, Any]]
_MARKS = (
    (re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+|/[^)\s]*)\)"), r'<a href="\2">\1</a>'),
    (re.compile(r"\*\*(.+?)\*\*"), r"<b>\1</b>"),
    (re.compile(r"(?<!\*)\*(?!\s)([^*]+?)\*(?!\*)"), r"<i>\1</i>"),
)


class QuoteBlock(blocks.StructBlock):
    """What somebody said."""

    text = blocks.TextBlock()
    who = blocks.CharBlock(required=False)

    class Meta:
        icon = "openquote"
        template = "editorial/blocks/quote.html"


class TableBlock(blocks.StructBlock):
    """A small table: first row the headings, first column what a row is about."""

    caption = blocks.CharBlock()
    head = blocks.ListBlock(blocks.CharBlock())
    rows = blocks.ListBlock(blocks.ListBlock(blocks.CharBlock(required=False)))

    class Meta:
        icon = "table"
        template = "editorial/blocks/table.html"


class BodyBlock(blocks.StreamBlock):
    """The text of an article."""

    paragraph = blocks.RichTextBlock(features=PROSE, icon="pilcrow")
    heading = blocks.CharBlock(icon="title", template="editorial/blocks/heading.html")
    quote = QuoteBlock()
    table = TableBlock()
    figure = FigureBlock()
    box = BoxBlock()
    video = VideoBlock()
    poll = PollBlock()

    class Meta:
        block_counts = {"poll": {"max_num": 1}}


class QuestionBlock(blocks.StructBlock):
    """A question and its answer."""

    question = blocks.TextBlock()
    answer = blocks.RichTextBlock(features=PROSE)


def prose(text: str) -> str:
    """Emphasis, strong words and links of a blueprint's text, as HTML; all else is escaped."""
    html: str = escape(" ".join(str(text).split()))
    for pattern, made in _MARKS:
        html = pattern.sub(made, html)
    return html


def _list(tag: str, items: list[str]) -> str:
    inner = format_html_join("", "<li>{}</li>", ((mark_safe(prose(i)),) for i in items))  # noqa: S308 - escaped
    return f"<{tag}>{inner}</{tag}>"


def _answers(options: list[str]) -> Raw:
    """Each answer with a key of its own, by which votes are counted."""
    return [{"type": "item", "value": str(said), "id": str(uuid4())} for said in options]


_MAKERS = {
    "p": lambda text: ("paragraph", f"<p>{prose(text)}</p>"),
    "h": lambda text: ("heading", str(text)),
    "list": lambda items: ("paragraph", _list("ul", items)),
    "steps": lambda items: ("paragraph", _list("ol", items)),
    "box": lambda said: (
        "box",
        {
            "tone": said.get("tone", "info"),
            "heading": said["heading"],
            "text": f"<p>{prose(said['text'])}</p>",
        },
    ),
    "poll": lambda said: (
        "poll",
        {"question": said["question"], "options": _answers(said["options"])},
    ),
    "quote": lambda said: ("quote", {"text": said["text"], "who": said.get("who", "")}),
    "table": lambda table: (
        "table",
        {
            "caption": table.get("caption", ""),
            "head": [str(cell) for cell in table["head"]],
            "rows": [[str(cell) for cell in row] for row in table["rows"]],
        },
    ),
}


def body_from_blueprint(items: list[dict[str, Any]] | None) -> Raw:
    """The raw value of a body from the text blocks of a blueprint.

    Raises ValueError, naming the block, where one is not understood.
    """
    raw = []
    for item in items or []:
        (sort, content), *more = item.items()
        if more or sort not in _MAKERS:
            raise ValueError(f"This text block is not understood: {item!r}")
        kind, value = _MAKERS[sort](content)
        raw.append({"type": kind, "value": value})
    return raw
