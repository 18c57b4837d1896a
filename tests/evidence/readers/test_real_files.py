"""Files that others published, where they are at hand beside the repository."""

import gzip
import io
import json
from pathlib import Path

import pytest
import yaml

from nacre.evidence.readers import read_citations
from nacre.evidence.records import FileRefused

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the published files are not beside the repository"
)


def citations(name):
    """The citations of one file, none of them refused."""
    with (DATA / name).open("rb") as source:
        found = list(read_citations(source))
    assert not [entry.reason for entry in found if entry.reason]
    return [entry.record for entry in found]


def answers():
    """Each recorded answer of Crossref as bytes."""
    for path in sorted((DATA / "crossref").glob("*.yaml")):
        recorded = yaml.safe_load(path.read_text(encoding="utf-8"))
        for exchange in recorded["interactions"]:
            body = exchange["response"]["body"]["string"]
            body = body if isinstance(body, bytes) else body.encode()
            yield gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body


@pytest.mark.parametrize(
    ("name", "pmid", "issued", "abbrev", "pages", "authors", "parts", "headings"),
    [
        ("pubmed1.xml", "12091962", "1990 Spring", "Soc Justice", "113-25", 1, 0, 19),
        ("pubmed4.xml", "27797938", "2017 Jun", "Gut", "1116-1122", 22, 4, 21),
        ("pubmed5.xml", "28775130", "2018 Feb", "Occup Environ Med", "79-89", 12, 4, 0),
        ("pubmed_result1.txt", "12230038", "2002 Sep", "Brief Bioinform", "296-302", 1, 1, 7),
    ],
)
def test_files_of_pubmed(name, pmid, issued, abbrev, pages, authors, parts, headings):
    paper = citations(f"pubmed/{name}")[0]
    assert (paper.pmid, paper.issued.text, paper.journal_abbrev) == (pmid, issued, abbrev)
    assert (paper.pages, len(paper.authors)) == (pages, authors)
    assert (len(paper.abstract), len(paper.headings)) == (parts, headings)


@pytest.mark.parametrize(
    ("name", "doi", "pmcid", "issued", "pages"),
    [
        ("1472-6831-8-11.nxml", "10.1186/1472-6831-8-11", "PMC2329613", "2008 Apr 11", "11"),
        ("pone.0000217.nxml", "10.1371/journal.pone.0000217", "PMC1790863", "2007 Feb 14", "e217"),
    ],
)
def test_articles_in_jats(name, doi, pmcid, issued, pages):
    [paper] = citations(f"jats/{name}")
    assert (paper.doi, paper.pmcid, paper.pages) == (doi, pmcid, pages)
    assert paper.issued.text == issued
    assert len(paper.authors) == 4
    assert all(author.family and author.given for author in paper.authors)
    assert all(part.label for part in paper.abstract)


@pytest.mark.parametrize(
    ("name", "count", "issued"),
    [
        ("example_basic.ris", 1, "1948 Jul"),
        ("example_full.ris", 2, "2014"),
        ("example_urls.ris", 4, "1948 Jul"),
    ],
)
def test_files_in_ris(name, count, issued):
    papers = citations(f"ris/{name}")
    assert len(papers) == count
    assert papers[0].issued.text == issued
    assert all(paper.authors and paper.journal for paper in papers)


def test_answers_of_crossref_are_works_or_are_refused_in_words():
    read, refused = [], []
    for body in answers():
        try:
            found = list(read_citations(io.BytesIO(body)))
        except FileRefused as reason:
            refused.append(str(reason))
            continue
        read += [entry.record for entry in found if entry.record]
        refused += [entry.reason for entry in found if not entry.record]
    assert len(read) > 100
    assert all(refused)
    assert all(paper.doi == paper.doi.lower() and paper.doi.startswith("10.") for paper in read)
    assert all("<" not in paper.title for paper in read)
    told = json.loads(next(body for body in answers() if b"srep16696" in body[:20_000]))["message"]
    [paper] = [paper for paper in read if paper.doi == "10.1038/srep16696"]
    assert len(paper.authors) == len(told["author"])
    assert (paper.journal, paper.journal_abbrev, paper.pages) == (
        "Scientific Reports", "Sci Rep", "16696",
    )  # fmt: skip
