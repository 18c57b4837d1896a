"""The ledger on the forms of the bodies equals files that were read by eye once."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pypdf import PdfReader

from nacre.cpd import actions
from nacre.cpd.exporting import export_of
from nacre.members.models.registration import ProfessionalRegistration

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parent / "golden"
ACCOUNT = ("What did you learn from it?", "Tap early.")
WORDS = {
    "nmc": ("Nadia Rahman", "NMC PIN 01A2345E", "1 October 2025", "Ascites in ten minutes",
            "Participatory hours 3.42", "Practice-related feedback 1", *ACCOUNT),
    "rcp": ("Credits that count 6", "External 6", "123456", *ACCOUNT),
    "gphc": ("CPD records",),
    "generic": ("Regional nurses", "With others", *ACCOUNT),
    "reflections": ACCOUNT,
}  # fmt: skip
PERIOD = {"since": date(2025, 10, 1), "until": date(2026, 9, 30)}


@pytest.fixture
def whole(history, nadia):
    """The fixed history with a registration and one entry that was never accepted."""
    ProfessionalRegistration.objects.create(
        user=nadia.user, regulator="NMC", number="01A2345E", profession="nurse"
    )
    actions.propose(
        membership=nadia.membership, source="course", source_key="never", title="Never accepted",
        minutes=45, occurred_on=date(2026, 3, 9),
    )  # fmt: skip
    return nadia.membership


@pytest.mark.parametrize("template", ["nmc", "rcp", "generic"])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_export_equals_its_golden_file(whole, template, form):
    made = export_of(whole, template=template, form=form, **PERIOD)
    assert made.content.decode() == (GOLDEN / f"{template}.{form}").read_bytes().decode()
    assert made.name == f"cpd-{template}-2026-09-30.{form}"


def test_the_records_of_pharmacists_equal_their_golden_file(whole, nadia):
    for template, answers in (
        ("gphc_planned", {"aim": "Anticoagulants in cirrhosis", "benefit": "A safer dose."}),
        ("gphc_peer", {"peer": "A pharmacist of another trust", "helped": "She asked why."}),
    ):
        made = actions.write_reflection(by=nadia.viewer, template=template, answers=answers)
        type(made).objects.filter(pk=made.pk).update(written_on=date(2026, 5, 1))
    made = export_of(whole, template="gphc", form="csv", **PERIOD)
    assert made.content.decode() == (GOLDEN / "gphc.csv").read_bytes().decode()


def test_the_command_writes_the_same(whole, tmp_path):
    asked = {"template": "nmc", "member": "NADIA.rahman@example.org", "community": "liver"}
    days = {"since": "2025-10-01", "until": "2026-09-30"}
    out = io.StringIO()
    call_command("cpd_export", **asked, **days, form="csv", stdout=out)
    assert out.getvalue() == (GOLDEN / "nmc.csv").read_bytes().decode()
    call_command("cpd_export", **asked, **days, form="json", out=tmp_path / "x.json")
    assert (tmp_path / "x.json").read_bytes() == (GOLDEN / "nmc.json").read_bytes()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"community": "lever"}, "There are: liver"),
        ({"member": "nobody@example.org"}, "nobody@example.org"),
        ({"since": "last year"}, "2026-03-31"),
        ({"since": "2026-03-02", "until": "2026-03-01"}, "--to is before --from"),
    ],
)
def test_the_command_says_what_is_wrong(whole, wrong, said):
    asked = {"template": "nmc", "member": "nadia.rahman@example.org", "community": "liver"}
    with pytest.raises(CommandError, match=said):
        call_command("cpd_export", **(asked | wrong))


def test_the_sum_of_the_lines_is_the_total_and_participatory_is_part_of_it(whole):
    said = json.loads(export_of(whole, template="nmc", form="json", **PERIOD).content)
    lines = said["entries"]
    assert sum(line["minutes"] for line in lines) == said["totals"]["minutes"] == 420
    together = sum(line["participatory_minutes"] for line in lines)
    assert together == said["totals"]["participatory_minutes"] == 205
    assert all(line["participatory_minutes"] <= line["minutes"] for line in lines)


def test_no_cell_acts_as_a_formula(whole):
    made = export_of(whole, template="generic", form="csv", **PERIOD).content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(made)) for cell in row]
    assert "'=Regional nurses' day" in cells
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r")]


@pytest.mark.parametrize("template", ["nmc", "rcp", "gphc", "generic", "reflections"])
def test_a_pdf_is_tagged_has_the_words_and_is_the_same_each_time(whole, template):
    made = export_of(whole, template=template, form="pdf", **PERIOD).content
    assert made == export_of(whole, template=template, form="pdf", **PERIOD).content
    assert b"/StructTreeRoot" in made
    text = " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages).split()
    )
    for words in WORDS[template]:
        assert words in text
    assert "Never accepted" not in text


def test_an_empty_ledger_has_its_forms(nadia):
    for form in ("csv", "json", "pdf"):
        assert export_of(nadia.membership, template="nmc", form=form, **PERIOD).content
