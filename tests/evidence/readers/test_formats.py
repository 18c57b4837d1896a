"""Each format says the same of a paper, and a bad record is kept out with its reason."""

import io

import pytest

from nacre.evidence.readers import format_of, read_citations
from nacre.evidence.records import Link, Qualifier
from tests.evidence.readers import samples

SAMPLES = {
    "pubmed": samples.PUBMED,
    "medline": samples.MEDLINE,
    "ris": samples.RIS,
    "crossref": samples.CROSSREF,
    "jats": samples.JATS,
}
GROUP = "Invented Liver Study Group"


def entries(text, **options):
    """What a file of this text holds."""
    return list(read_citations(io.BytesIO(text.encode()), **options))


def first_of(text):
    """The first citation of a file."""
    return entries(text)[0].record


@pytest.mark.parametrize("name", SAMPLES)
def test_a_format_is_known_by_how_the_file_begins(name):
    assert format_of(io.BytesIO(SAMPLES[name].encode())) == name
    assert format_of(io.BytesIO(("\ufeff" + SAMPLES[name]).encode())) == name


@pytest.mark.parametrize("name", SAMPLES)
def test_authors_groups_and_numbers_are_the_same_in_every_format(name):
    paper = first_of(SAMPLES[name])
    authors = [str(author) for author in paper.authors]
    assert (authors[0], authors[-1]) == ("O'Brien SP Jr", GROUP)
    assert paper.authors[-1].collective == GROUP
    assert paper.doi == "10.5555/ann.hep.1"
    assert paper.pmid == ("" if name == "crossref" else "90000001")
    assert paper.journal_abbrev == "Ann Invent Hepatol"
    assert paper.journal == "Annals of invented hepatology"
    assert (paper.issued.year, paper.issued.month, paper.volume) == (2001, 11, "12")
    assert "ABCB4" in paper.title
    assert "<" not in paper.title


def test_pubmed_gives_headings_parts_links_and_the_span_of_the_issue():
    paper = first_of(samples.PUBMED)
    assert paper.title == "Effect of ABCB4 on H2O & bile: a trial."
    assert paper.issued.text == "2001 Nov-Dec"
    assert (paper.issue, paper.pages, paper.issn_print) == ("Suppl 1", "1317-1325", "1234-567X")
    assert paper.pmcid == "PMC7654321"
    assert [(p.label, p.text) for p in paper.abstract] == [
        ("BACKGROUND", "Little is known."),
        ("RESULTS", "It fell by 5%."),
    ]
    [heading] = paper.headings
    assert (heading.name, heading.ui, heading.is_major) == ("Liver Cirrhosis", "D008103", False)
    assert heading.qualifiers == (Qualifier("drug therapy", "Q000188", is_major=True),)
    assert paper.publication_types == ("Retracted Publication",)
    [link] = paper.links
    assert (link.kind, link.pmid, link.doi) == ("retracted_by", "90000009", "10.5555/ann.hep.9")


def test_a_name_that_pubmed_has_corrected_is_not_an_author():
    assert all(author.family != "Misspelt" for author in first_of(samples.PUBMED).authors)


def test_a_season_is_printed_and_is_no_month():
    spring = entries(samples.PUBMED)[2].record.issued
    assert (spring.year, spring.month, spring.text) == (1990, None, "1990 Spring")


def test_medline_gives_stars_and_parts():
    paper = first_of(samples.MEDLINE)
    assert paper.title == "Effect of ABCB4 on bile in people who were invented."
    assert [part.label for part in paper.abstract] == ["BACKGROUND", "METHODS", "RESULTS"]
    assert [heading.is_major for heading in paper.headings] == [True, False]
    assert [q.is_major for q in paper.headings[0].qualifiers] == [False, True]
    assert (paper.issn_print, paper.issn_e) == ("1234-567X", "2234-5678")
    assert [str(author) for author in paper.authors][1] == "Solo A"
    assert paper.links[0].kind == "retracted_by"


def test_ris_takes_the_day_where_the_year_stands_beside_it():
    paper = first_of(samples.RIS)
    assert paper.issued.text == "2001 Nov 5"
    assert paper.pages == "1317-1325"
    assert [part.label for part in paper.abstract] == ["OBJECTIVE", "RESULTS"]


def test_crossref_says_an_update_once():
    paper = first_of(samples.CROSSREF)
    assert paper.links == (Link("retracted_by", doi="10.5555/ann.hep.9"),)
    assert [(p.label, p.text) for p in paper.abstract] == [("Background", "p < 0.05")]


def test_one_work_and_works_on_lines_are_read_as_well():
    work = '{"DOI": "10.5555/a", "title": ["A"], "issued": {"date-parts": [[2001]]}}'
    for text in (work, f"[{work}]", f'{{"message": {work}}}'):
        assert [entry.known_as for entry in entries(text)] == ["doi 10.5555/a"]
    assert len(entries(f"{work}\n{work}\n")) == 2


def test_jats_gives_the_front_alone():
    paper = first_of(samples.JATS)
    assert paper.title == "Caf\u00e9 and ABCB4"
    assert (paper.issued.text, paper.pages, paper.pmcid) == ("2001 Nov 5", "e217", "PMC7654321")
    assert [str(author) for author in paper.authors] == ["O'Brien SP Jr", GROUP]
    assert [(p.label, p.text) for p in paper.abstract] == [
        ("Background", "Little is known."),
        ("Results", "It fell. A lot."),
    ]
    assert paper.links == (Link("retraction_of", doi="10.5555/ann.hep.0"),)


@pytest.mark.parametrize(
    ("name", "number", "known_as"),
    [
        ("pubmed", 2, "PMID 90000002"),
        ("medline", 2, "PMID 90000002"),
        ("ris", 2, "doi 10.5555/no.year"),
        ("crossref", 2, "doi 10.5555/no.year"),
    ],
)
def test_a_record_without_a_year_is_named_and_the_rest_is_read(name, number, known_as):
    found = entries(SAMPLES[name])
    bad = found[number - 1]
    assert (bad.number, bad.known_as, bad.record) == (number, known_as, None)
    assert bad.reason == "It has no year of publication."
    assert found[0].record


def test_what_is_not_of_the_expected_kind_is_refused_with_its_number():
    odd, word = entries(samples.CROSSREF)[2:]
    assert (odd.number, odd.known_as) == (3, "doi 10.5555/odd")
    assert "expected kind" in odd.reason
    assert (word.number, word.record) == (4, None)
