"""A resource as a Word document that a team can make its own."""

import io
import zipfile
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from nacre.launch.documents.look import MARKING, Look
from nacre.launch.documents.sheaf import Element, Sheaf

FIRST_DAY = datetime(2020, 1, 1)  # noqa: DTZ001 - the format knows no time zone
BOX = "☐  "


def make_word(sheaf: Sheaf, look: Look) -> bytes:
    """The sheaf in Word's own headings, lists and tables, so that it can be edited."""
    word = Document()
    _set_up(word, sheaf, look)
    word.add_paragraph(f"{look.community}, for {look.client}  ·  {MARKING}", style="Caption")
    word.add_heading(sheaf.title, level=0)
    if sheaf.intro:
        word.add_paragraph(sheaf.intro, style="Subtitle")
    for part in sheaf.parts:
        if part.heading:
            word.add_heading(part.heading, level=1)
        for element in part.elements:
            _add(word, element, look)
    kept = io.BytesIO()
    word.save(kept)
    return undated(kept.getvalue())


def _set_up(word: WordDocument, sheaf: Sheaf, look: Look) -> None:
    said = word.core_properties
    said.title, said.author, said.language = sheaf.title, sheaf.owner, "en-GB"
    said.subject, said.comments = look.community, MARKING
    said.created = said.modified = FIRST_DAY
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.footer.paragraphs[
        0
    ].text = f"{look.community} · version {sheaf.version} · {sheaf.licence} · {MARKING}"
    brand = RGBColor.from_string(look.brand.removeprefix("#"))
    sizes = {"Normal": 11, "Title": 24, "Heading 1": 14, "Heading 2": 12, "Subtitle": 12}
    for name, size in sizes.items():
        style = word.styles[name]
        style.font.name, style.font.size = "Calibri", Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for side in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(side), None)
        if name != "Normal":
            style.font.italic = False
            style.font.color.rgb = brand if name.startswith("Head") else RGBColor(35, 35, 35)


def _add(word: WordDocument, element: Element, look: Look) -> None:
    styles = {"list": "List Bullet", "steps": "List Number"}
    if element.kind == "h":
        word.add_heading(element.text, level=2)
    elif element.kind == "checklist":
        for text in element.items:
            word.add_paragraph(BOX + text).paragraph_format.space_after = Pt(4)
    elif element.kind in styles:
        for text in element.items:
            word.add_paragraph(text, style=styles[element.kind])
    elif element.kind == "table":
        _add_table(word, element, look)
    else:
        word.add_paragraph(element.text)


def _add_table(word: WordDocument, element: Element, look: Look) -> None:
    if element.text:
        word.add_paragraph(element.text, style="Caption")
    columns = max(len(element.head), *(len(row) for row in element.rows), 1)
    table = word.add_table(rows=0, cols=columns, style="Table Grid")
    if element.head:
        cells = table.add_row().cells
        for cell, text in zip(cells, element.head, strict=False):
            cell.text = ""
            cell.paragraphs[0].add_run(text).bold = True
            _shade(cell, look.pale)
        _repeat_head(table.rows[0])
    for row in element.rows:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text
    word.add_paragraph()


def _shade(cell: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour.removeprefix("#"))
    cell._tc.get_or_add_tcPr().append(shade)


def _repeat_head(row: Any) -> None:
    """Say that the first row is a heading: for the next page and for screen readers."""
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(head)


def undated(content: bytes) -> bytes:
    """The same archive without the moment at which it was packed."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, date_time=(2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return kept.getvalue()
