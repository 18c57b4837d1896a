"""A reference that nobody can look up, or that was retracted unsaid, stops the sign-off."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from nacre.editorial.actions import swap_preprint
from nacre.editorial.models import NewsPage
from nacre.editorial.reference_checks import what_stops, what_to_look_at
from nacre.editorial.second_opinion import take_word
from nacre.evidence.actions import add_citation
from nacre.evidence.models import Citation
from nacre.pages.models import PageLink

FACTS = {"journal_abbrev": "Ann Invent", "year": 2020, "authors": ["Gil A"]}
Status = Citation.Status


@pytest.fixture
def paper(liver):
    """A paper that stands."""
    return add_citation(doi="10.5555/a", shelf=liver, title="Invented bile", **FACTS)


@pytest.fixture
def citing(draft, nell, paper):
    """The draft, which cites it."""
    draft.papers.set([paper])
    draft.author_name, draft.author_declares = "Nell Garrity", "none"
    draft.save()
    draft.save_revision(user=nell.user)
    return NewsPage.objects.get(pk=draft.pk)


def restate(paper, status, **said):
    Citation.objects.filter(pk=paper.pk).update(status=status, **said)


def test_a_reference_that_stands_stops_nothing(citing):
    assert list(what_stops(citing)) == []


def test_a_reference_without_number_or_address_is_named_with_its_remedy(citing, liver):
    report = Citation.objects.create(title="A report on bile that has no number", **FACTS)
    citing.papers.set([report])
    (why,) = what_stops(citing)
    assert "Nobody can look up “A report on bile that has no number”. Give its DOI" in why
    report.note_address("https://example.org/report")
    report.save()
    assert list(what_stops(citing)) == []


@pytest.mark.parametrize(
    ("status", "title", "stops"),
    [
        (Status.RETRACTED, "A new trial", True),
        (Status.RETRACTED, "The trial that was retracted", False),
        (Status.RETRACTED, "When treatment is withdrawn", True),
        (Status.WITHDRAWN, "A paper is withdrawn", False),
        (Status.REPLACED, "A retraction, and what replaces it", False),
        (Status.CONCERN, "A new trial", False),
        (Status.CORRECTED, "A new trial", False),
    ],
)
def test_a_retracted_paper_is_cited_only_where_the_page_says_so(
    citing, paper, status, title, stops
):
    restate(paper, status)
    citing.title = title
    found = list(what_stops(citing))
    assert bool(found) == stops
    assert all("“Invented bile”" in why and "say in its title" in why for why in found)


def test_the_replacement_is_named(citing, paper):
    restate(paper, Status.REPLACED, replaced_by="10.5555/new")
    assert "Cite its replacement, doi:10.5555/new" in next(what_stops(citing))


@pytest.mark.parametrize(("days", "stops"), [(1, False), (2, True)])
def test_a_link_that_is_dead_for_two_days_stops_it(citing, paper, liver, days, stops):
    citing.body = [
        {"type": "paragraph", "value": '<p><a href="https://example.com/gone">Guide</a></p>'}
    ]
    for url in ("https://example.com/gone", "https://doi.org/10.5555/a"):
        PageLink.objects.create(
            community=liver, page=citing, url=url, failed_days=days, failing_since="2026-11-01"
        )
    found = " ".join(what_stops(citing))
    assert ("https://example.com/gone leads nowhere since 1 November 2026" in found) == stops
    assert ("The reference “Invented bile” leads nowhere" in found) == stops


def test_what_another_community_found_dead_is_not_told(citing, ms, article):
    url = "https://doi.org/10.5555/a"
    PageLink.objects.create(community=ms, page=article, url=url, failed_days=3)
    assert list(what_stops(citing)) == []


def test_nobody_signs_it_off_and_the_desk_says_why(at, citing, paper, edith, nell):
    restate(paper, Status.RETRACTED)
    with pytest.raises(PermissionDenied, match="Invented bile"):
        take_word(citing, edith.user, {nell.user.pk})
    told = at("liver", nell).get(reverse("sign_offs:history", args=[citing.pk])).text
    assert "What stops the sign-off" in told
    assert "Take it off the page" in told


@pytest.fixture
def preprint(liver, citing, paper, nell):
    """A preprint that the draft cites and that appeared as the paper."""
    found = add_citation(doi="10.5555/pre", shelf=liver, title="Bile, in preprint", **FACTS)
    found.version_of = paper
    found.save()
    citing.papers.set([found])
    citing.save()
    citing.save_revision(user=nell.user)
    return found


def test_a_preprint_that_has_appeared_is_pointed_out_and_stops_nothing(citing, preprint):
    page = NewsPage.objects.get(pk=citing.pk)
    assert list(what_stops(page)) == []
    (said,) = what_to_look_at(page)
    assert "“Bile, in preprint” is a preprint that has since appeared" in said
    assert "doi: 10.5555/a" in said


def test_the_form_of_the_preprint_offers_the_swap(at, erin, desk, citing, preprint, paper):
    address = reverse("wagtailsnippets_evidence_citation:edit", args=[preprint.pk])
    browser = at("liver", erin)
    told = browser.get(address).text
    assert "cite the paper instead on" in told
    said = {
        "title": preprint.title, "author_lines": "Gil A", "journal_abbrev": "Ann Invent",
        "year": "2020", "doi": preprint.doi, "pmid": "", "swap_on": [citing.pk],
    }  # fmt: skip
    assert browser.post(address, said).status_code == 302
    page = NewsPage.objects.get(pk=citing.pk)
    assert list(page.get_latest_revision_as_object().papers.all()) == [paper]
    assert list(page.papers.all()) == [paper]
    assert "cite the paper instead on" not in browser.get(address).text


def test_what_readers_see_waits_for_the_sign_off(article, liver, erin, preprint, paper):
    article.papers.set([preprint])
    article.save()
    swap_preprint(preprint=preprint, pages=[article], by=erin.viewer)
    page = NewsPage.objects.get(pk=article.pk)
    assert list(page.papers.all()) == [preprint]
    assert page.has_unpublished_changes


def test_nobody_swaps_at_another_desk(article, preprint, amara, dora):
    for person in (amara, dora):
        with pytest.raises(PermissionDenied):
            swap_preprint(preprint=preprint, pages=[article], by=person.viewer)


def test_a_web_address_makes_a_report_one_can_look_up(at, erin, desk, liver):
    add = reverse("wagtailsnippets_evidence_citation:add")
    said = {
        "pasted": "", "doi": "", "pmid": "", "title": "A report on bile that has no number",
        "author_lines": "Gil A", "journal_abbrev": "Ann Invent", "year": "2020",
        "address": "https://example.org/report",
    }  # fmt: skip
    assert at("liver", erin).post(add, said).status_code == 302
    report = Citation.objects.on_the_shelf_of(liver).get()
    assert report.can_be_looked_up
    assert report.vancouver().endswith("Available from: https://example.org/report")
