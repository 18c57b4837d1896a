"""Editors see dead links with page and owner, and references that nobody can look up."""

import pytest

from nacre.evidence.models import Citation
from nacre.pages.models import PageLink

LINKS = "/desk/links/"


@pytest.fixture
def dead(liver, article, nell):
    """A link on a published article of Nell's that failed on two days."""
    type(article).objects.filter(pk=article.pk).update(owner=nell.user)
    return PageLink.objects.create(
        community=liver, page=article, url="https://guide.example.org/gone", failed_days=2,
        failing_since="2026-11-01", said="It is gone (404).",
    )  # fmt: skip


def test_editors_see_page_and_owner_of_a_dead_link(at, erin, dead, article):
    page = at("liver", erin).get(LINKS).text
    for words in (dead.url, article.title, "Nell Garrity", "It is gone (404).", "1 November 2026"):
        assert words in page


def test_what_failed_once_is_not_in_the_list(at, erin, dead):
    PageLink.objects.update(failed_days=1)
    page = at("liver", erin).get(LINKS).text
    assert dead.url not in page
    assert "1 failed once" in page


@pytest.mark.parametrize("person", ["amara", "chen", "dora", "faye", "visitor"])
def test_nobody_else_sees_the_list(request, at, person, dead):
    assert at("liver", request.getfixturevalue(person)).get(LINKS).status_code == 404


def test_a_reference_without_any_number_is_named_with_its_page(at, erin, dead, article):
    paper = Citation.objects.create(
        title="A report on invented bile that has no number", authors=["Gil A"], year=2020,
        journal_abbrev="Ann Invent",
    )  # fmt: skip
    article.papers.add(paper)
    article.save()
    page = at("liver", erin).get(LINKS).text
    assert "References that nobody can look up" in page
    assert paper.title in page


def test_the_desk_says_how_many_links_are_dead(at, erin, dead):
    assert "Dead links</a> <strong>1</strong>" in at("liver", erin).get("/cms/").text
