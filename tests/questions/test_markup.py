"""Hostile HTML comes out harmless, honest HTML whole, and what was typed comes back as it was."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nacre.questions import markdown
from nacre.questions.markup import (
    BLOCKS,
    CLEAN,
    INLINE,
    CannotBeCleaned,
    _Blocks,
    as_html,
    as_line,
    as_typed,
    cleaned,
    cleaned_line,
    has_media,
    paragraphs,
    plain,
)

SHARED = Path(__file__).parents[3] / "shared/data/html-xss"
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<p onclick=alert(1)>x</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='jav\tascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<svg/onload=alert(1)>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<![CDATA[><img src=x onerror=alert(1)>]]>",
    "<!DOCTYPE x [<!ENTITY a '><img src=x onerror=alert(1)>'>]>",
    "<?xml ><img src=x onerror=alert(1)>?>",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<style>@import 'https://example.org/x.css'</style>",
    "<p style='background:url(https://example.org/x)'>x</p>",
    "<form action=https://example.org><input name=a></form>",
    "<base href=https://example.org>",
    "<x-y onfocus=alert(1) tabindex=0>x</x-y>",
    "<b <script>alert(1)</script>",
    "<p/onmouseover=alert(1)>x",
]


class Seen(HTMLParser):
    """What a lenient reader finds in a text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.others = 0

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs

    def handle_comment(self, data):
        self.others += 1

    handle_decl = handle_pi = unknown_decl = handle_comment


def check_harmless(html: str) -> None:
    """Nothing but the allowed elements, and links that lead to pages."""
    seen = Seen()
    seen.feed(html)
    seen.close()
    assert seen.tags <= {*INLINE, *BLOCKS, "a"}
    assert not seen.others
    for name, value in seen.attributes:
        assert name == "href"
        scheme = "".join((value or "").split()).lower().partition(":")[0]
        assert scheme not in {"javascript", "data", "vbscript"}


def corpus() -> list[str]:
    """What others collected, where it is on this machine."""
    found: list[str] = []
    if SHARED.exists():
        found += [case["payload"] for case in json.loads((SHARED / "dompurify.json").read_text())]
        found += (SHARED / "fuzzdb/xss-rsnake.txt").read_text(errors="replace").splitlines()
        found += [path.read_text(errors="replace") for path in (SHARED / "bleach").glob("*.test")]
    return found


@pytest.mark.parametrize("html", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_markup_comes_out_harmless(html):
    for clean in (cleaned, cleaned_line, as_html, as_line):
        check_harmless(clean(html))


@pytest.mark.skipif(not SHARED.exists(), reason="the shared payloads are not on this machine")
def test_payloads_that_others_collected_come_out_harmless():
    for html in corpus():
        for clean in (cleaned, cleaned_line):
            check_harmless(clean(html))


@given(st.text(alphabet="<>/!-[]?&;=\"' abipscrtonlg:", max_size=60))
def test_whatever_is_cleaned_is_harmless_and_stays_as_it_is(text):
    try:
        once = cleaned(text)
    except CannotBeCleaned:
        return
    check_harmless(once)
    assert cleaned(once) == once


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p>a<sub>2</sub></p>", "<p>a<sub>2</sub></p>"),
        ("<div>a</div><div>b</div>", "<p>a</p><p>b</p>"),
        ("<h2>Head</h2>", "<p><strong>Head</strong></p>"),
        ("p<0.05 and q>3", "p&lt;0.05 and q&gt;3"),
        ("if x<y then", "if x&lt;y then"),
        ("<span style='color:red'>a</span>", "a"),
        ('<a href="https://example.org/a" target=_blank>x</a>', '<a href="https://example.org/a">x</a>'),
        ("<table><tr><td>1</td></tr></table>", "<table><tr><td>1</td></tr></table>"),
    ],
)  # fmt: skip
def test_honest_markup_stays(html, clean):
    assert cleaned(html) == clean


def test_a_label_holds_one_line_without_links():
    assert cleaned_line("<p>a</p><p><a href='https://example.org'>b</a></p>") == "a b"


@pytest.mark.parametrize("html", ["<b>" * 5000, "x" * 20_001], ids=["deep", "long"])
def test_what_nobody_could_need_is_refused(html):
    with pytest.raises(CannotBeCleaned):
        cleaned(html)


@pytest.mark.parametrize(
    "typed",
    [
        "One paragraph.", "Two\nlines.", "Two\n\nparagraphs.", "p < 0.05 & q > 3", "",
        "<p>a <em>b</em></p>", "AT&amp;T in words", "a <b>b</b>",
    ],
)  # fmt: skip
def test_what_was_typed_comes_back_to_be_edited(typed):
    html = as_html(typed)
    assert as_html(as_typed(html)) == html
    line = as_line(typed)
    assert as_line(as_typed(line)) == line


def test_plain_text_is_edited_as_plain_text():
    assert as_typed(as_html("Is p < 0.05?\n\nSay why.")) == "Is p < 0.05?\n\nSay why."


def test_pictures_are_seen():
    assert has_media("x <IMG src=a>")
    assert not has_media("an image, a video")


def test_words_are_found_in_markup():
    assert plain("<p>a</p><p>b<br>c&amp;d</p>") == "a b c&d"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* and **b**", "<p><em>a</em> and <strong>b</strong></p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("a  \nb", "<p>a<br/>b</p>"),
        ("# Head", "<p><strong>Head</strong></p>"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("[x](javascript:alert)", "<p>[x](javascript:alert)</p>"),
    ],
)
def test_simple_markdown_becomes_markup(text, html):
    assert markdown.as_html(text) == html


@pytest.mark.parametrize("text", ["- a\n    - b", "| a | b |", "> a", "```\na\n```", "![a](b)"])
def test_markdown_that_would_come_out_wrong_is_refused(text):
    with pytest.raises(CannotBeCleaned):
        markdown.as_html(text)


@given(st.text(alphabet="ab \n\"'&<>", max_size=40))
def test_what_is_taken_for_clean_is_what_cleaning_makes(text):
    html = paragraphs(text)
    assert not html or CLEAN.fullmatch(html)
    assert str(_Blocks().clean(html)) == html
