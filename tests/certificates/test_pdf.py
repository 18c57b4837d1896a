"""A certificate on paper says all that it must, in a form that screen readers and archives take."""

import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from nacre.certificates.facts import LONGEST_LINE, LONGEST_STATEMENT, NO_FUNDING
from nacre.certificates.pdf import _data, pdf
from nacre.insights.rendering.look import Look
from tests.certificates.conftest import APPROVAL, TITLE, facts_of

pytestmark = pytest.mark.django_db


def words(raw: bytes) -> str:
    """All that can be read in it, in one line."""
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages).split()
    )


@pytest.fixture
def made(earn, amara):
    """Amara's certificate, with everything on it."""
    said = facts_of(amara, registration="GMC 7654321", approval=APPROVAL, participatory_minutes=15)
    return earn(amara, facts=said)


def test_it_says_everything_that_a_certificate_must(made, liver):
    raw = pdf(made, liver)
    text = words(raw)
    for said in (
        "Amara Osei", "GMC 7654321", TITLE, "on 22 November 2026", "1 hour", "15 minutes", "92 %",
        "pass mark 80 %", "Recognise decompensation", "Liver Society", "Nacre Communities",
        "Online, in your own time", "version 2.1", "reviewed 1 September 2026", "Code: 148233",
        "Valid 1 April 2026–31 March 2027", "Alderley Therapeutics provided a grant",
        "Dr Erin Shaw", made.number, made.check_code, "Demonstration",
    ):  # fmt: skip
        assert said in text, said
    assert len(PdfReader(io.BytesIO(raw)).pages) == 1


def test_it_is_tagged_archival_and_the_same_bytes_each_time(made, liver):
    raw = pdf(made, liver)
    assert raw == pdf(made, liver)
    root = PdfReader(io.BytesIO(raw)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    about = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part[>=\"]+1", about)
    assert re.search(r"pdfaid:part[>=\"]+2", about)
    assert re.search(r"pdfaid:conformance[>=\"]+A", about)
    assert made.said.learner in PdfReader(io.BytesIO(raw)).metadata.title


def test_its_link_leads_to_the_page_that_proves_it(made, liver):
    page = PdfReader(io.BytesIO(pdf(made, liver))).pages[0]
    (link,) = [a.get_object() for a in page["/Annots"]]
    assert link["/A"]["/URI"] == liver.url(made.public_path)


def test_without_approval_it_promises_none(earn, erin, liver):
    text = words(pdf(earn(erin, facts=facts_of(erin, funding=NO_FUNDING)), liver))
    assert "has not been approved by a college" in text
    assert NO_FUNDING in text
    assert "Approved by" not in text


@pytest.mark.parametrize("name", ["Łukasz O’Neill-Ćwik", "李 小龍", "مريم", "#show: x => [boo]"])
def test_any_name_can_be_drawn(earn, amara, liver, name):
    made = earn(amara, facts=replace(facts_of(amara), learner=name))
    assert pdf(made, liver).startswith(b"%PDF-")


def test_the_longest_texts_still_fit_on_one_page(earn, amara, liver):
    long = ("Wholly " * 40)[:LONGEST_LINE].strip()
    said = facts_of(
        amara,
        learner=("Wolfeschlegelsteinhausenbergerdorff " * 3)[:100].strip(),
        outcomes=(long,) * 8,
        funding=("Alderley paid. " * 60)[:LONGEST_STATEMENT].strip(),
        approval=APPROVAL,
        provider=long,
        delivery=long,
        registration="GMC 7654321",
    )
    made = earn(amara, facts=said, title=long)
    assert len(PdfReader(io.BytesIO(pdf(made, liver))).pages) == 1


def test_no_picture_of_a_sponsor_has_a_place(made, liver):
    said = _data(made, liver, Look.of(liver))
    assert not [name for name in said if "logo" in name or "sponsor" in name]
