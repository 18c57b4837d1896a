"""Every pattern of the reference renders, and the tags do what the reference says."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template

from nacre.ui.samples import SampleForm, samples
from nacre.ui.templatetags.patterns import ago, initials, pattern, sparkline, tint, when

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "patterns.md"
TABLES = REFERENCE.read_text().split("## Patterns")[1].split("## Tokens")[0]
NAMED = re.findall(r"^\| `(\w+)` \|", TABLES, re.MULTILINE)
NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


def render(source: str, **context: object) -> str:
    return engines["django"].from_string("{% load patterns %}" + source).render(context)


@pytest.fixture(scope="module")
def shown():
    return {sample.name: str(sample.html) for sample in samples()["patterns"]}


@pytest.mark.parametrize("name", NAMED)
def test_every_pattern_of_the_reference_is_shown_on_the_pattern_page(shown, name):
    assert "<" in shown[name]


def test_no_pattern_is_missing_from_the_reference():
    there = {
        path.stem
        for path in Path(get_template("ui/patterns/card.html").origin.name).parent.glob(
            "[a-z]*.html"
        )
    }
    assert there == set(NAMED)


def test_no_pattern_carries_style_or_script_of_its_own(shown):
    for html in shown.values():
        assert "<script" not in html
        assert not re.search(r"\s(style|onclick)=", html)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Dr Amara Okafor", "AO"),
        ("Nadia Rahman", "NR"),
        ("Zoë", "Z"),
        ("Prof. Jo van der Berg", "JB"),
    ],
)
def test_initials_leave_titles_out(name, letters):
    assert initials(name) == letters


def test_a_person_keeps_their_tint():
    assert tint("Amara") == tint("Amara")
    assert {tint(f"Person {n}") for n in range(60)} == {1, 2, 3, 4, 5, 6}


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "just now"),
        (0.5, "30 minutes ago"),
        (1, "1 hour ago"),
        (50, "2 days ago"),
        (24 * 15, "2 weeks ago"),
        (24 * 40, "11 October 2026"),
    ],
)
def test_ago_says_how_long(hours, words):
    assert ago(NOON - dt.timedelta(hours=hours), NOON) == words


def test_a_moment_in_a_kept_page_says_the_day_and_leaves_the_rest_to_the_browser():
    html = when(NOON)
    assert "data-ago" in html
    assert ">20 November 2026</time>" in html
    assert when(None) == ""


def test_what_a_pattern_is_given_is_escaped():
    assert "<b>" not in pattern("card", heading="<b>x</b>", href="#")


def test_a_card_wraps_content():
    html = render('{% card heading="A" href="/a/" %}<p>inside</p>{% endcard %}')
    assert "<p>inside</p>" in html


def test_a_field_is_tied_to_its_hint_and_its_error():
    html = pattern("form_field", field=SampleForm({"email": "?"})["email"])
    assert 'aria-describedby="id_email_hint id_email_error"' in html
    assert (
        html.index('id="id_email_hint"') < html.index('id="id_email_error"') < html.index("<input")
    )


def test_the_summary_of_errors_leads_to_the_fields():
    html = pattern("form_errors", form=SampleForm({"email": "?"}))
    assert 'href="#id_email"' in html
    assert 'href="#id_hospital' in html
    assert pattern("form_errors", form=SampleForm()).strip() == ""


def test_a_series_of_one_draws_no_line():
    assert sparkline([3]) == ""
    assert "<path" in sparkline([1, 1, 1])
