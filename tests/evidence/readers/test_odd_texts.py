"""RIS, BibTeX and Crossref as programs write them, with odd but legal features."""

import json

import pytest

from tests.evidence.readers.test_formats import entries
from tests.evidence.readers.test_hostile_files import outcome


def from_ris(*lines, kind="JOUR"):
    """The one record of these lines."""
    head = [f"TY  - {kind}", "TI  - A"] + (
        [] if any(w[:2] in {"PY", "Y1", "DA"} for w in lines) else ["PY  - 2020"]
    )
    [entry] = entries("\n".join([*head, *lines, "ER  - \n"]))
    return entry.record


@pytest.mark.parametrize(
    ("lines", "field", "read"),
    [
        (["UR  - https://pub.example.org/articles/10.5555/abc.1/full"], "doi", "10.5555/abc.1"),
        (["UR  - https://pub.example.org/doi/pdf/10.5555/abc.1.pdf"], "doi", "10.5555/abc.1"),
        (["L2  - https://pub.example.org/doi/10.5555/abc?af=R"], "doi", "10.5555/abc"),
        (["DO  - DOI: 10.5555/ABC"], "doi", "10.5555/abc"),
        (["DO  - https://pub.example.org/doi/abs/10.5555/abc"], "doi", "10.5555/abc"),
        (["UR  - https://doi.org/10.1002/(SICI)1097%3C1::AID-X%3E3.0.CO;2-2"], "doi",
         "10.1002/(sici)1097<1::aid-x>3.0.co;2-2"),
        (["N1  - (see 10.5555/S0140(05)1)."], "doi", "10.5555/s0140(05)1"),
        (["SN  - 0-1234-5678-9"], "issn_print", ""),
        (["SN  - 9780123456786; 1111-222X"], "issn_print", "1111-222X"),
        (["T2  - Whole Journal", "J2  - Wh. J."], "journal_abbrev", "Wh J"),
        (["JF  - Whole Journal", "JO  - Wh. J."], "journal_abbrev", "Wh J"),
        (["JO  - Whole Journal"], "journal", "Whole Journal"),
        (["SP  - 12", "EP  - 12"], "pages", "12"),
        (["SP  - e99"], "pages", "e99"),
        (["  VL  - 7"], "volume", "7"),
        (["AN  - 12345", "DB  - PubMed"], "pmid", "12345"),
        (["C2  - PMC77"], "pmcid", "PMC77"),
        (["L2  - https://www.ncbi.nlm.nih.gov/pmc/articles/PMC77/"], "pmcid", "PMC77"),
        (["U1  - PMC77 [PMCID]"], "pmcid", "PMC77"),
        (["U1  - 12345 [PMID]"], "pmid", "12345"),
        (["AN  - 12345", "DP  - NLM"], "pmid", "12345"),
        (["L3  - 10.5555/abc"], "doi", "10.5555/abc"),
        (["UR  - https://pub.example.org/pdf/10.5555/abc.1?token=7&sum=1"], "doi", "10.5555/abc.1"),
        (["UR  - https://pub.example.org/get?doi=10.5555/abc.1&token=7"], "doi", "10.5555/abc.1"),
        (["UR  - https://pub.example.org/store/10.5555/abc.1/asset/abc1.pdf?v=1"], "doi",
         "10.5555/abc.1"),
        (["SN  - 1111-2222", "SN  - 3333-4444"], "issn_e", "3333-4444"),
        (["SN  - 3333-4444 (Electronic)", "1111-2222 (Linking)"], "issn_e", "3333-4444"),
        (["SN  - 3333-4444 (Electronic)", "1111-2222 (Print)"], "issn_print", "1111-2222"),
        (["SP  - 365--388"], "pages", "365-388"),
        (["SP  - 809", "EP  - +"], "pages", "809"),
        (["SP  - No", "EP  - Specified"], "pages", ""),
        (["C7  - ARTN 104523"], "pages", "104523"),
        (["C7  - PII S0140-6736(20)1-2"], "pages", ""),
        (["KW  - *Liver", "Fibrosis/drug therapy", "Rats"], "keywords",
         ("Liver", "Fibrosis/drug therapy", "Rats")),
        (["C3  - Proceedings of Nothing"], "journal", "Proceedings of Nothing"),
    ],
)  # fmt: skip
def test_lines_of_ris_are_read_as_meant(lines, field, read):
    assert getattr(from_ris(*lines), field) == read


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        (["PY  - 2020", "Y2  - 2020/11/22"], "2020"),
        (["Y1  - 2001/03//"], "2001 Mar"),
        (["PY  - 2001///Spring"], "2001 Spring"),
        (["PY  - 2001", "DA  - 2001/11/05/"], "2001 Nov 5"),
        (["PY  - 2001", "DA  - 1999/11/05"], "2001"),
        (["DA  - 2010-07-04"], "2010 Jul 4"),
        (["PY  - 2019", "DA  - JUN 13"], "2019 Jun 13"),
        (["DA  - MAR", "PY  - 2019"], "2019 Mar"),
        (["PY  - 2019", "DA  - JUL-AUG"], "2019 Jul-Aug"),
        (["PY  - 2019", "DA  - WIN"], "2019 Winter"),
        (["PY  - 2015", "DA  - Apr 2015 2015-12-01"], "2015 Apr"),
        (["PY  - ", "C6  - OCT 2022"], "2022 Oct"),
    ],
)
def test_a_date_of_ris_is_the_day_it_came_out(lines, printed):
    assert from_ris(*lines).issued.text == printed


def test_authors_of_ris_come_by_either_tag_and_editors_are_none():
    paper = from_ris("A1  - Berg, Ana", "AU  - Smith, J.-P., Jr.", "A2  - Ed, I.", "ED  - X")
    assert [str(author) for author in paper.authors] == ["Berg A", "Smith JP Jr"]


@pytest.mark.parametrize("kind", ["JOUR", "CHAP", "CPAPER", "jour", "XXXX"])
def test_every_kind_of_ris_is_read(kind):
    assert from_ris(kind=kind).title == "A"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize("ending", ["\r", "\r\n", "\n"])
def test_ris_is_read_with_any_mark_and_any_ending(encoding, ending):
    text = "\ufeff".join(["", ending.join(["TY  - JOUR", "TI  - \u00c4", "PY  - 2020", "ER  -"])])
    data = text.encode(encoding) if encoding != "utf-8-sig" else text[1:].encode(encoding)
    assert outcome(data)[0].record.title == "\u00c4"


def test_a_whole_book_of_ris_has_its_title_where_old_programs_put_it():
    [entry] = entries("TY  - BOOK\nBT  - Whole book\nPY  - 2020\nPB  - Press\nER  -\n")
    assert (entry.record.title, entry.record.journal_abbrev) == ("Whole book", "Whole book")


BIB = r"""
@string{jh = "J. Invent. Hepatol."}
@comment{not read}
@preamble{"\newcommand{\x}{y}"}
@article{one, title = {The {ABCB4} gene in {\'E}ric's {\emph{mice}}: 5% \& more}, journal = jh,
  author = {M{\"u}ller, J{\"o}rg and {Invented Group} and van der Berg, Ana and Anne B. Smith
  and Ol{\'a}h, Jr., P. and others}, year = 2020, month = mar, pages = {1317--1325},
  doi = {10.5555/a\_b}, pmid = {123}, volume = 12, number = {3}}
@article{one, title = "Namesake" # " in pieces", journal = jh, date = "2021-05-06"}
@inbook(two, title = {Chapter}, booktitle = {Book}, year = {2019})
@article{broken, title = {Never closed
@ARTICLE{three, Title = {Last}, YEAR = {2018}, url = {https://doi.org/10.5555/last}}
"""


def test_bibtex_is_read_with_strings_accents_and_names():
    assert [entry.number for entry in entries(BIB)] == [1, 2, 3, 4, 5]
    one, namesake, two, broken, three = entries(BIB)
    paper = one.record
    assert paper.title == "The ABCB4 gene in Éric's mice: 5% & more"
    assert [str(author) for author in paper.authors] == [
        "Müller J", "Invented Group", "van der Berg A", "Smith AB", "Oláh P Jr", "et al",
    ]  # fmt: skip
    assert (paper.journal_abbrev, paper.pages, paper.pmid) == (
        "J Invent Hepatol",
        "1317-1325",
        "123",
    )
    assert (paper.doi, paper.volume, paper.issue) == ("10.5555/a_b", "12", "3")
    assert paper.issued.text == "2020 Mar"
    assert (namesake.record.title, namesake.record.issued.text) == (
        "Namesake in pieces",
        "2021 May 6",
    )
    assert namesake.record.journal == "J. Invent. Hepatol."
    assert two.record.journal == "Book"
    assert broken.reason == "The entry at line 11 is not whole."
    assert three.record.doi == "10.5555/last"


def from_crossref(**said):
    """One work."""
    work = {"DOI": "10.5555/w", "title": ["A"], "issued": {"date-parts": [[2020]]}} | said
    [entry] = entries(json.dumps({"message": work}))
    return entry.record


@pytest.mark.parametrize(
    ("said", "field", "read"),
    [
        ({"issued": {"date-parts": [[None]]}, "posted": {"date-parts": [[2021, 2, None]]}},
         "issued", "2021 Feb"),
        ({"issued": {"date-parts": [["2019", "07", "04"]]}}, "issued", "2019 Jul 4"),
        ({"published-print": {"date-parts": [[2022, 1]]}}, "issued", "2022 Jan"),
        ({"subtitle": ["a trial"]}, "title", "A: a trial"),
        ({"title": ["A <scp>RCT</scp> of&nbsp;x"]}, "title", "A RCT of x"),
        ({"type": "posted-content", "institution": [{"name": "medRxiv"}], "publisher": "Cold",
          "group-title": "Neurology"}, "journal", "medRxiv"),
        ({"type": "posted-content", "institution": {"name": "medRxiv"}}, "journal", "medRxiv"),
        ({"type": "book-chapter", "container-title": ["The book"], "publisher": "P"},
         "journal", "The book"),
        ({"article-number": "e12"}, "pages", "e12"),
        ({"ISSN": ["1111-2222"]}, "issn_print", "1111-2222"),
        ({"author": [{"name": "Group Z"}, {"literal": "Committee"}, {"given": "Plato"},
          {"family": "Gil", "given": "Ana"}]}, "authors",
         ["Group Z", "Committee", "Plato", "Gil A"]),
        ({"update-to": [{"DOI": "10.5555/o", "type": "expression-of-concern"}]},
         "links", ["concern_about"]),
        ({"abstract": "<p><b>Aim</b> to know</p>"}, "abstract", ["Aim to know"]),
        ({"relation": {"is-preprint-of": [{"id-type": "doi", "id": "10.5555/v"}]}},
         "links", ["preprint_of"]),
    ],
)  # fmt: skip
def test_a_work_of_crossref_is_read_as_meant(said, field, read):
    found = getattr(from_crossref(**said), field)
    if field in {"authors", "links", "abstract"}:
        found = [
            {"authors": str, "links": lambda one: one.kind, "abstract": lambda one: one.text}[
                field
            ](one)
            for one in found
        ]
    assert (found.text if field == "issued" else found) == read


FEEDS = {
    "rss": """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"><channel><title>X</title><item>
      <title>A paper</title><link>https://pubmed.ncbi.nlm.nih.gov/123/?utm=x</link>
      <dc:identifier>doi:10.5555/F.1</dc:identifier><dc:creator>Gil, Ana; Berg, B</dc:creator>
      <dc:source>Inv. J.</dc:source><pubDate>Thu, 05 Mar 2020 06:00:00 -0500</pubDate></item>
      </channel></rss>""",
    "rdf": """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><item
      rdf:about="https://pub.example.org/doi/10.5555/F.1?rss=1"><title>A paper</title>
      <dc:creator>Ana Gil</dc:creator><dc:creator>Bo Berg</dc:creator><dc:identifier>pmid:123
      </dc:identifier><prism:publicationName>Inv. J.</prism:publicationName>
      <dc:date>2020-03-05</dc:date></item></rdf:RDF>""",
    "atom": """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">A
      &lt;i&gt;paper&lt;/i&gt;</title><link href="https://doi.org/10.5555/F.1"/>
      <id>https://pubmed.ncbi.nlm.nih.gov/123/</id><author><name>Ana Gil</name></author>
      <author><name>Bo Berg</name></author><source>Inv. J.</source>
      <published>2020-03-05T10:00:00Z</published></entry></feed>""",
}  # fmt: skip


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_says_the_paper_in_each_of_its_forms(name):
    text = FEEDS[name].replace("<rdf:RDF", '<rdf:RDF xmlns:dc="d" xmlns:prism="p"')
    [entry] = entries(text)
    paper = entry.record
    assert (paper.title, paper.doi, paper.pmid) == ("A paper", "10.5555/f.1", "123")
    assert [str(author) for author in paper.authors] == ["Gil A", "Berg B"]
    assert (paper.journal_abbrev, paper.issued.text) == ("Inv J", "2020 Mar 5")


def test_names_with_dots_are_people_and_anonymous_is_nobody():
    record = from_ris(
        "AU  - Adler D.G.", "AU  - J.-P. Dubois", "AU  - Mercado A.R, Jr.", "AU  - [Anonymous]",
        "AU  - Liver Study Group",
    )  # fmt: skip
    assert [str(author) for author in record.authors] == [
        "Adler DG", "Dubois JP", "Mercado AR Jr", "Liver Study Group",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("abstract", "labels"),
    [
        ("Background and aims: We asked. Methods: We did. Results: It was 5%. Conclusion: So.",
         ["Background and aims", "Methods", "Results", "Conclusion"]),
        ("STATEMENT OF PROBLEM: We asked. METHODS: We did. RESULTS: So.",
         ["STATEMENT OF PROBLEM", "METHODS", "RESULTS"]),
        ("Aim: it is the only label here.", [""]),
        ("We asked. Methods: it begins without a label. Results: so.", [""]),
    ],
)  # fmt: skip
def test_labels_of_an_abstract_are_found_large_and_small(abstract, labels):
    assert [part.label for part in from_ris(f"AB  - {abstract}").abstract] == labels


def test_labels_in_italics_part_an_abstract_of_crossref():
    abstract = (
        "<jats:p><jats:italic>Objective</jats:italic>. To see. <jats:italic>Patients and Methods."
        "</jats:italic> We saw <jats:italic>E. coli</jats:italic>.<?tex id='1' at='<?=1>'?></jats:p>"
    )
    work = {"DOI": "10.5555/i", "title": ["A"], "issued": {"date-parts": [[2020]]}}
    [entry] = entries(json.dumps(work | {"abstract": abstract}))
    assert [(part.label, part.text) for part in entry.record.abstract] == [
        ("Objective", "To see."), ("Patients and Methods", "We saw E. coli."),
    ]  # fmt: skip
