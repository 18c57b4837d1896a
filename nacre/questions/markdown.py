"""The little Markdown that questions from elsewhere are written in, as HTML.

Paragraphs, line breaks, emphasis, code, links, lists one level deep, headings. A text with tables,
fences, quotations or deeper lists is refused rather than shown wrongly.
"""

import re

from django.utils.html import escape

from nacre.questions.markup import CannotBeCleaned, cleaned

UNKNOWN = re.compile(
    r"^(?:```|~~~| {0,3}>|\s*\|.*\||\s{2,}(?:[-*+]|\d+[.)])\s|\s*\[[^\]]+\]:\s|!\[)", re.MULTILINE
)
BULLET = re.compile(r"[-*+]\s+(.*)")
NUMBERED = re.compile(r"\d+[.)]\s+(.*)")
HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*")
INLINE = (
    (re.compile(r"`([^`\n]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*|__(?=\S)([^_\n]+?)(?<=\S)__"), r"<strong>\1\2</strong>"),
    (re.compile(r"\*(?=\S)([^*\n]+?)(?<=\S)\*|\b_(?=\S)([^_\n]+?)(?<=\S)_\b"), r"<em>\1\2</em>"),
    (re.compile(r"\[([^\]\n]+)\]\((https?://[^\s)]+)\)"), r'<a href="\2">\1</a>'),
)  # fmt: skip


def as_html(text: str) -> str:
    """The text as clean HTML; refuses what lies beyond the little that is known here."""
    if UNKNOWN.search(text) or "![" in text:
        raise CannotBeCleaned("Its Markdown has tables, quotations, pictures or lists in lists.")
    blocks = re.split(r"\n[ \t]*\n", text.strip("\n"))
    return cleaned("".join(_block(block.split("\n")) for block in blocks if block.strip()))


def _block(lines: list[str]) -> str:
    done, run = [], list[str]()
    for line in [*lines, None]:
        if line is not None and not _is_special(line):
            run.append(line)
            continue
        if run:
            done.append(f"<p>{_lines(run)}</p>")
            run = []
        if line is not None:
            done.append(_special(line))
    html = "".join(done)
    return html.replace("</ul><ul>", "").replace("</ol><ol>", "")


def _is_special(line: str) -> bool:
    return any(pattern.match(line) for pattern in (BULLET, NUMBERED, HEADING))


def _special(line: str) -> str:
    for pattern, before, after in (
        (BULLET, "<ul><li>", "</li></ul>"),
        (NUMBERED, "<ol><li>", "</li></ol>"),
        (HEADING, "<p><strong>", "</strong></p>"),
    ):
        if found := pattern.fullmatch(line.rstrip()):
            return f"{before}{_inline(found[1])}{after}"
    return f"<p>{_inline(line)}</p>"


def _lines(lines: list[str]) -> str:
    return "".join(
        _inline(line.strip()) + ("<br/>" if line.endswith("  ") else " ") for line in lines
    ).strip()


def _inline(text: str) -> str:
    html = str(escape(text))
    for pattern, becomes in INLINE:
        html = pattern.sub(becomes, html)
    return html
