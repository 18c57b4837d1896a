"""The files that members take away are real files, say what the blueprint says, and never change."""

import io
import zipfile
from types import SimpleNamespace

import pytest
from docx import Document
from pypdf import PdfReader

from nacre.launch import blueprint, checks
from nacre.launch.documents import Look, make_document
from nacre.launch.documents.look import MARKING


@pytest.fixture(scope="module")
def liver():
    """The liver blueprint."""
    return checks.read("liver")


@pytest.fixture(scope="module")
def look(liver):
    """The look of the liver community."""
    said = liver.community
    client = SimpleNamespace(name=said["client"]["name"])
    return Look.of(SimpleNamespace(name=said["name"], client=client, **said["theme"]))


def of_kind(liver, kind):
    """The first resource of a kind."""
    return next(item for item in liver.resources if item["kind"] == kind)


def test_a_pdf_is_tagged_marked_and_says_what_it_should(liver, look):
    item = of_kind(liver, "pdf")
    pdf = PdfReader(io.BytesIO(make_document(item, look).content))
    text = "".join(page.extract_text() for page in pdf.pages)
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.metadata.title == item["document"]["title"]
    assert MARKING in text
    assert item["document"]["parts"][0]["heading"] in text


def test_a_word_file_has_headings_and_is_marked(liver, look):
    item = of_kind(liver, "docx")
    word = Document(io.BytesIO(make_document(item, look).content))
    headings = [p.text for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert item["document"]["parts"][0]["heading"] in headings
    assert any(MARKING in p.text for p in word.paragraphs)


def test_a_workbook_has_a_sheet_for_each_part(liver, look):
    item = of_kind(liver, "xlsx")
    book = zipfile.ZipFile(io.BytesIO(make_document(item, look).content))
    sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(item["document"]["parts"]) + 1
    assert MARKING in book.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize("slug", blueprint.slugs())
def test_each_file_is_the_same_whenever_it_is_made(slug, look):
    found = checks.read(slug)
    for item in [*found.resources[:3], found.toolkit]:
        assert make_document(item, look) == make_document(item, look)


def test_no_workbook_asks_for_a_patient(look):
    for slug in blueprint.slugs():
        found = checks.read(slug)
        for item in [*found.resources, found.toolkit]:
            for part in item["document"]["parts"]:
                head = " ".join(str(cell) for cell in (part.get("table") or {}).get("head", []))
                assert "nhs number" not in head.lower()
                assert "date of birth" not in head.lower()
