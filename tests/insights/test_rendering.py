"""The four forms: tagged, self-contained, sortable, and safe with any words."""

import io
import json
import re
import zipfile

import pytest
from pypdf import PdfReader

from nacre.insights.compilation import compile_document
from nacre.insights.periods import Month
from nacre.insights.rendering import Look, rendered
from nacre.insights.rendering.charts import bar_chart, ceiling, column_chart, line_chart, sparkline
from nacre.insights.story import change, shown
from tests.insights.scenes import opened

HOSTILE = '<script>alert(1)</script> #eval("x") & "quotes" =1+1'


@pytest.fixture
def document(liver, load):
    """A compiled month whose words try to break out of every form."""

    load(
        "liver",
        *[
            opened("2026-10-07T12:00:00Z", member=f"m{n}", title=HOSTILE, profession="nurse")
            for n in range(9)
        ],
    )
    return compile_document(liver, Month(2026, 10), audience="body")


def test_the_four_forms_are_sound_whatever_a_title_says(document):
    files = rendered(document, Look())
    reader = PdfReader(io.BytesIO(files["pdf"]))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.metadata.title == "Liver, report for October 2026"
    assert "alert(1)" in "".join(page.extract_text() for page in reader.pages)
    page = files["html"].decode()
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="?https?://', page)
    with zipfile.ZipFile(io.BytesIO(files["xlsx"])) as book:
        assert "<f>" not in "".join(book.read(n).decode() for n in book.namelist() if "sheet" in n)
    assert json.loads(files["json"]) == document


def test_the_same_document_makes_the_same_files(document):
    first, second = rendered(document, Look()), rendered(document, Look())
    assert first["pdf"] == second["pdf"]
    assert first["html"] == second["html"]


ROWS = [
    {"label": "January 2026", "n": 0},
    {"label": "February 2026", "n": "*"},
    {"label": "March 2026", "n": 12},
]


@pytest.mark.parametrize("draw", [line_chart, column_chart])
def test_a_chart_has_words_for_those_who_do_not_see_it(draw):
    drawn = draw(ROWS, "n", "A quiet spring", Look())
    assert "<title>A quiet spring</title>" in drawn
    assert "February 2026: fewer than 8" in drawn
    assert "style=" not in drawn


def test_a_chart_of_nothing_can_be_drawn():
    assert "<svg" in line_chart([], "n", "Nothing", Look())
    assert "<svg" in column_chart([{"label": "May 2026", "n": "*"}], "n", "Hidden", Look())
    assert "<svg" in bar_chart([], "label", "n", "Nothing", Look())
    assert "<svg" in sparkline(["*", None], Look())
    assert HOSTILE not in bar_chart([{"label": HOSTILE, "n": 3}], "label", "n", HOSTILE, Look())


@pytest.mark.parametrize(("value", "top"), [(0, 1), (7, 8), (940, 1000), (3294, 4000), (12, 12)])
def test_an_axis_ends_at_a_round_number_above(value, top):
    assert ceiling(value) == top


def test_figures_read_as_people_write_them():
    assert (shown(3294), shown(4.04, "min"), shown("*"), shown(None)) == (
        "3,294",
        "4.0 min",
        "fewer than 8",
        "–",
    )
    assert (change(12, 10), change(9.5, 10.0), change(3, 3), change("*", 3)) == (
        "+2",
        "−0.5",
        "no change",
        "",
    )
