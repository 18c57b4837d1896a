"""A paper is looked up by whatever of it was pasted."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from nacre.evidence.clients.asking import SourceUnavailableError
from nacre.evidence.lookup import look_up, numbers_in
from nacre.evidence.models import Citation
from tests.evidence.clients.service import answering


@pytest.mark.parametrize(
    ("pasted", "numbers"),
    [
        ("16729309", ("16729309", "")),
        ("PMID: 16729309", ("16729309", "")),
        ("https://pubmed.ncbi.nlm.nih.gov/16729309/?from=x", ("16729309", "")),
        ("https://www.ncbi.nlm.nih.gov/pubmed/16729309", ("16729309", "")),
        ("10.1002/HEP.21178", ("", "10.1002/hep.21178")),
        ("doi: 10.1002/hep.21178.", ("", "10.1002/hep.21178")),
        ("https://doi.org/10.1002/hep.21178", ("", "10.1002/hep.21178")),
        ("https://pub.example.org/doi/full/10.1002/hep.21178?x=1", ("", "10.1002/hep.21178")),
        ("Sterling, Hepatology 2006", ("", "")),
        ("javascript:alert(1)", ("", "")),
        ("https://example.org/", ("", "")),
    ],
)
def test_the_number_in_what_was_pasted_is_found(pasted, numbers):
    assert numbers_in(pasted) == numbers


@pytest.fixture
def service(settings):
    """All three services at one address."""
    with answering() as (base, asked):
        settings.NACRE_PUBMED_URL = settings.NACRE_CROSSREF_URL = base
        yield asked


def test_the_command_keeps_what_it_finds_and_names_what_it_does_not(liver, service, capsys):
    papers = ["90000001", "10.5555/unknown", "nonsense"]
    with pytest.raises(CommandError) as ended:
        call_command("fetch_citation", *papers, "--shelf", "liver")
    assert "10.5555/unknown: Crossref does not know it." in str(ended.value)
    assert "nonsense: That is no DOI" in str(ended.value)
    assert "90000001: new. Effect of ABCB4" in capsys.readouterr().out
    assert Citation.objects.on_the_shelf_of(liver).get().pmid == "90000001"


def test_whoever_waits_for_a_page_is_told_at_once_that_there_is_no_network(settings):
    settings.NACRE_CROSSREF_URL = "http://127.0.0.1:9"
    with pytest.raises(SourceUnavailableError, match="Crossref cannot be reached; nothing was"):
        look_up("10.5555/a", is_brief=True)
