"""One paper is one citation, in whatever order its numbers become known."""

import io

import pytest

from nacre.evidence import actions
from nacre.evidence.joining import merge_citations
from nacre.evidence.models import Citation
from nacre.evidence.records import BadRecord
from nacre.evidence.signals import citations_merged

TITLE = "A trial of invented bile in people who were made up"
FACTS = {
    "title": TITLE,
    "authors": ["Gil A", "Berg B"],
    "journal_abbrev": "Ann Invent",
    "year": 2020,
}


def ris(*lines, title=TITLE, journal="Ann Invent"):
    """A file of one record."""
    head = ["TY  - JOUR", f"TI  - {title}", "AU  - Gil, Ana", f"JF  - {journal}", "PY  - 2020"]
    return "\n".join([*head, *lines, "ER  - \n"])


def take_in(text, **options):
    """What became of the records of a file."""
    told = []
    actions.import_citations(source=io.BytesIO(text.encode()), tell=told.append, **options)
    return [(one.outcome, one.reason) for one in told]


BOTH = ris("DO  - 10.5555/a", "UR  - https://pubmed.ncbi.nlm.nih.gov/5/")


def test_a_paper_without_numbers_is_kept_once_and_its_numbers_complete_it(liver):
    assert take_in(ris(), shelf=liver) == [("new", "")]
    assert take_in(ris(title=TITLE.upper() + ".")) == [("unchanged", "")]
    assert take_in(BOTH) == [("completed", "")]
    paper = Citation.objects.get()
    assert (paper.doi, paper.pmid) == ("10.5555/a", "5")
    assert take_in(ris()) == [("unchanged", "")]


def test_the_same_words_in_another_journal_are_another_paper(db):
    take_in(ris())
    assert take_in(ris(journal="Elsewhere")) == [("new", "")]
    assert Citation.objects.count() == 2


def test_two_citations_of_one_paper_become_one_and_both_shelves_keep_it(liver, ms):
    older = actions.add_citation(doi="10.5555/a", shelf=liver, **FACTS)
    newer = actions.add_citation(pmid=5, shelf=ms, **FACTS | {"title": TITLE + "."})
    actions.restate_citation(citation=newer, status="concern", note="In doubt.")
    assert take_in(BOTH) == [("merged", "")]
    paper = Citation.objects.get()
    assert paper.pk == older.pk
    assert (paper.doi, paper.pmid, paper.standing) == ("10.5555/a", "5", "In doubt.")
    assert set(paper.shelves.all()) == {liver, ms}
    assert paper.details["merged"][0]["pmid"] == "5"
    assert take_in(BOTH) == [("unchanged", "")]


def test_others_are_told_before_the_one_that_goes_is_gone(liver):
    heard = []

    def listener(sender, kept, gone, **kwargs):
        heard.append((kept.pk, gone.pk, Citation.objects.filter(pk=gone.pk).exists()))

    citations_merged.connect(listener)
    older = actions.add_citation(doi="10.5555/a", shelf=liver, **FACTS)
    newer = actions.add_citation(pmid=5, shelf=liver, **FACTS)
    pk = newer.pk
    take_in(BOTH)
    assert heard == [(older.pk, pk, True)]


def test_a_record_that_joins_two_different_papers_is_refused_and_names_both(liver):
    actions.add_citation(doi="10.5555/a", shelf=liver, **FACTS)
    actions.add_citation(pmid=5, shelf=liver, **FACTS | {"title": "Something else altogether"})
    outcome, reason = take_in(BOTH)[0]
    assert outcome == "refused"
    assert "10.5555/a" in reason
    assert "PMID 5" in reason
    assert Citation.objects.count() == 2


def test_numbers_that_contradict_each_other_are_refused_and_both_named(liver):
    one = actions.add_citation(doi="10.5555/a", pmid=4, shelf=liver, **FACTS)
    other = actions.add_citation(doi="10.5555/b", pmid=5, shelf=liver, **FACTS)
    with pytest.raises(BadRecord, match=r"10\.5555/a.*10\.5555/b"):
        merge_citations(kept=one, gone=other)
    assert take_in(BOTH)[0][0] == "refused"
    assert Citation.objects.count() == 2


PREPRINT = """{"DOI": "10.5555/pre", "type": "posted-content", "title": ["%s"],
 "institution": [{"name": "inventRxiv"}], "posted": {"date-parts": [[2019, 5, 1]]},
 "relation": {"is-preprint-of": [{"id-type": "doi", "id": "10.5555/a"}]}}"""
PAPER = """{"DOI": "10.5555/a", "type": "journal-article", "title": ["%s"],
 "container-title": ["Ann Invent"], "issued": {"date-parts": [[2020]]},
 "relation": {"has-preprint": [{"id-type": "doi", "id": "10.5555/pre"}]}}"""


@pytest.mark.parametrize("order", [[PREPRINT, PAPER], [PAPER, PREPRINT]], ids=["first", "last"])
def test_a_preprint_is_tied_to_its_paper_and_stays_a_citation_of_its_own(db, order):
    for text in order:
        take_in(text % TITLE)
    preprint, paper = (Citation.objects.get(doi=doi) for doi in ("10.5555/pre", "10.5555/a"))
    assert preprint.version_of == paper
    assert paper.version_of is None


def test_what_went_online_first_is_completed_by_its_issue(db):
    online = ris("DO  - 10.5555/a").replace("PY  - 2020", "PY  - 2019")
    issue = ris("DO  - 10.5555/a", "VL  - 7", "IS  - 2", "SP  - 11", "EP  - 19")
    take_in(online)
    assert take_in(issue) == [("completed", "")]
    paper = Citation.objects.get()
    assert (paper.year, paper.volume, paper.issue, paper.pages) == (2020, "7", "2", "11-19")
