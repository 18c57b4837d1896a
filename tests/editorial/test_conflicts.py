"""Whose interest bars them from approving alone: every kind, period, company and way it matches."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from nacre.editorial.companies import company_key, medicines_named, names_company, subject_medicines
from nacre.editorial.conflicts import conflicts_of
from nacre.editorial.models.declaration import DeclarationOfInterest, years_later

TODAY = date(2026, 11, 29)
BITING = ("consulting", "honoraria", "advisory", "shares", "employment", "family")
PRINTED = (
    "none", "manuscript", "grants", "royalties", "testimony", "meeting support", "patents",
    "leadership", "equipment", "patient group", "other",
)  # fmt: skip


def _declared(category="consulting", organisation="Gilead Sciences Ltd", **fields):
    return DeclarationOfInterest(category=category, organisation=organisation, **fields)


def _editor(*declared):
    return SimpleNamespace(declarations=SimpleNamespace(all=lambda: declared))


def _funding(name, *, pk=1, kind="sponsored_nonpromotional"):
    return SimpleNamespace(
        pk=pk, kind=kind, sponsor=SimpleNamespace(name=name), Kind=SimpleNamespace(NONE="none")
    )


def _page(title="A note", text="", funding=(), own=None, paid=""):
    return SimpleNamespace(
        funding_around=lambda: list(funding),
        funded_by_id=own,
        claims=lambda: title,
        words=lambda: f"{title} {text}",
        funding_words=lambda: paid,
    )


PAGES = {
    "sponsor of the item": _page(funding=[_funding("Gilead Sciences")], own=1),
    "sponsor of the section": _page(funding=[_funding("Gilead Sciences")]),
    "maker of its medicine": _page("Bulevirtide in hepatitis D"),
    "named among who paid": _page(paid="Travel paid by Gilead Sciences UK"),
}


@pytest.mark.parametrize("how", PAGES)
@pytest.mark.parametrize("category", BITING)
def test_a_personal_interest_of_these_kinds_bites(category, how):
    assert conflicts_of(_editor(_declared(category)), PAGES[how], TODAY)


@pytest.mark.parametrize("how", PAGES)
@pytest.mark.parametrize("category", BITING)
def test_an_interest_of_the_institution_is_printed_and_does_not_bite(category, how):
    assert not conflicts_of(_editor(_declared(category, is_personal=False)), PAGES[how], TODAY)


@pytest.mark.parametrize("category", PRINTED)
def test_other_kinds_are_printed_and_do_not_bite(category):
    assert not conflicts_of(_editor(_declared(category)), PAGES["sponsor of the item"], TODAY)


THREE_YEARS_AGO = years_later(TODAY, -3)


@pytest.mark.parametrize(
    ("since", "until", "bites"),
    [
        (None, None, True),
        (date(2015, 1, 1), None, True),
        (date(2026, 1, 1), date(2026, 12, 31), True),
        (date(2020, 1, 1), THREE_YEARS_AGO, True),
        (date(2020, 1, 1), THREE_YEARS_AGO - timedelta(days=1), False),
        (TODAY, None, True),
        (TODAY + timedelta(days=1), None, False),
    ],
)
def test_the_look_back_is_three_years_to_the_day(since, until, bites):
    declared = _declared(period_from=since, period_to=until)
    assert bool(conflicts_of(_editor(declared), PAGES["sponsor of the item"], TODAY)) is bites


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gilead Sciences Ltd", "GILEAD"),
        ("Gilead Sciences, Inc.", "Kite"),
        ("Novartis Pharmaceuticals UK Limited", "Novartis"),
        ("Takeda UK", "Shire plc"),
        ("Janssen-Cilag Ltd.", "Johnson & Johnson Innovative Medicine"),
        ("J&J", "Johnson and Johnson"),
        ("Merck Sharp & Dohme (UK) Limited", "MSD"),
        ("GlaxoSmithKline plc", "GSK"),
        ("Bristol-Myers Squibb", "Celgene Ltd"),
        ("Dr. Falk Pharma UK Ltd", "dr falk"),
        ("AstraZeneca", "Alexion Pharma UK"),
        ("Vifor Pharma", "CSL Behring UK Ltd"),
        ("Tamarisk Pharma", "Tamarisk"),
        ("Sôbi A.B.", "Swedish Orphan Biovitrum Ltd"),
        ("Eli Lilly and Company", "Lilly UK"),
    ],
)
def test_a_company_is_known_by_any_of_its_names(one, other):
    page = _page(funding=[_funding(other)])
    assert conflicts_of(_editor(_declared(organisation=one)), page, TODAY)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Merck Serono", "MSD"), ("Gilead", "Ipsen"), ("Alderley", "Tamarisk"), ("", "Gilead")],
)
def test_another_company_is_another_company(one, other):
    page = _page(funding=[_funding(other)])
    assert not conflicts_of(_editor(_declared(organisation=one)), page, TODAY)


@pytest.mark.parametrize(
    ("title", "text", "bites"),
    [
        ("Hepcludex at two years", "", True),
        ("A drug for delta", "bulevirtide, Bulevirtide and BULEVIRTIDE", True),
        ("A drug for delta", "Bulevirtide was mentioned once.", False),
        ("Sofosbuvir-velpatasvir for everyone", "", True),
        ("Sofosbuvir velpatasvir for everyone", "", True),
        ("Rifaximin for encephalopathy", "", False),
        ("No medicine at all", "", False),
    ],
)
def test_the_maker_of_a_medicine_has_a_stake_in_what_is_about_it(title, text, bites):
    page = _page(title, text)
    assert bool(conflicts_of(_editor(_declared(organisation="Gilead")), page, TODAY)) is bites


def test_no_external_funding_is_nobody_s_stake():
    page = _page(funding=[_funding("Gilead", kind="none")])
    assert not conflicts_of(_editor(_declared()), page, TODAY)


def test_the_conflict_says_what_it_is():
    (found,) = conflicts_of(_editor(_declared("shares")), PAGES["maker of its medicine"], TODAY)
    assert found.said == "Declared interest (shares or options): Gilead markets bulevirtide."


def test_names_are_compared_whole():
    assert company_key("The Company Ltd") == ""
    assert not names_company("a gileadite paid", company_key("Gilead"))
    assert medicines_named("Skyrizi, not skyriziab") == ["skyrizi"]
    assert subject_medicines("", "infliximab " * 2) == set()


def test_a_leap_day_has_a_day_three_years_before():
    assert years_later(date(2028, 2, 29), -3) == date(2025, 2, 28)
