"""An editor adds a paper by pasting its number; without a network nothing typed is lost."""

import pytest

from nacre.evidence.models import Citation
from tests.evidence.clients.service import answering

ADD = "/cms/snippets/evidence/citation/add/"
TYPED = {"pasted": "", "doi": "", "pmid": "", "title": "", "author_lines": "", "journal_abbrev": ""}


def test_a_pasted_doi_becomes_a_paper_on_the_shelf(at, erin, desk, liver, ms, settings):
    with answering() as (base, asked):
        settings.NACRE_CROSSREF_URL = base
        browser = at("liver", erin)
        for _ in range(2):
            answer = browser.post(ADD, TYPED | {"pasted": "https://doi.org/10.5555/ANN.hep.1"})
            assert answer.status_code == 302
    paper = Citation.objects.get()
    assert (paper.title, paper.authors) == ("Effect of bile", ["Gil A"])
    assert set(paper.shelves.all()) == {liver}
    assert len(asked) == 1


def test_without_a_network_the_form_keeps_what_was_typed_and_says_so(at, erin, desk, settings):
    settings.NACRE_PUBMED_URL = "http://127.0.0.1:9"
    said = TYPED | {"pasted": "16729309", "title": "Typed already"}
    told = at("liver", erin).post(ADD, said).text
    assert "PubMed cannot be reached; nothing was changed." in told
    assert "Typed already" in told
    assert 'value="16729309"' in told
    assert not Citation.objects.exists()


@pytest.mark.parametrize(("pasted", "words"), [("nonsense", "no DOI"), ("10.5555/no", "not know")])
def test_what_cannot_be_found_is_said_at_the_field(at, erin, desk, settings, pasted, words):
    with answering() as (base, _):
        settings.NACRE_CROSSREF_URL = base
        assert words in at("liver", erin).post(ADD, TYPED | {"pasted": pasted}).text


def test_a_paper_without_numbers_can_be_typed_once(at, erin, desk, liver):
    said = TYPED | {
        "title": "A trial of invented bile in made-up people",
        "author_lines": "Gil A",
        "journal_abbrev": "Ann Invent",
        "year": "2020",
    }
    browser = at("liver", erin)
    for _ in range(2):
        assert browser.post(ADD, said).status_code == 302
    assert Citation.objects.on_the_shelf_of(liver).count() == 1
    assert "Give the DOI" in browser.post(ADD, said | {"author_lines": ""}).text
