"""PubMed says odd things in its XML and its text; each is read as it is meant."""

import pytest

from tests.evidence.readers.test_formats import entries

XML = """<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="{version}">91</PMID>
<Article><Journal><ISSN IssnType="Electronic">2222-333x</ISSN><JournalIssue>{issue}<PubDate>{date}
</PubDate></JournalIssue><Title>Invented Journal</Title><ISOAbbreviation>Inv. J.</ISOAbbreviation>
</Journal><ArticleTitle>{title}</ArticleTitle>{more}</Article>{after}</MedlineCitation>
</PubmedArticle></PubmedArticleSet>"""
TEXT = """PMID- 92
DP  - {date}
TI  - {title}
TA  - Inv J
{more}
"""


def from_xml(**parts):
    """The one record of our XML with these parts."""
    blank = {"date": "<Year>2020</Year>", "title": "A", "more": "", "after": "", "issue": ""}
    [entry] = entries(XML.format(**({"version": 1} | blank | parts)))
    return entry.record


def from_text(**parts):
    """The one record of our lines with these parts."""
    [entry] = entries(TEXT.format(**({"date": "2020", "title": "A", "more": "PT  - X"} | parts)))
    return entry.record


@pytest.mark.parametrize(
    ("date", "printed", "month"),
    [
        ("<Year>1990</Year><Season>Autumn</Season>", "1990 Autumn", None),
        ("<Year>1990</Year><Season>Jul-Aug</Season>", "1990 Jul-Aug", 7),
        ("<Year>1990</Year><Month>Jul-Aug</Month>", "1990 Jul-Aug", 7),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", "1998 Dec-1999 Jan", 12),
        ("<MedlineDate>2000 Spring-Summer</MedlineDate>", "2000 Spring-Summer", None),
        ("<MedlineDate>1976-1977 Winter</MedlineDate>", "1976-1977 Winter", None),
        ("<MedlineDate>2000 Dec 23- 30</MedlineDate>", "2000 Dec 23- 30", 12),
        ("<Year>2020</Year><Month>02</Month><Day>09</Day>", "2020 Feb 9", 2),
        ("<Year>2020</Year><Month>13</Month>", "2020", None),
    ],
)
def test_a_date_of_pubmed_is_printed_as_it_was_said(date, printed, month):
    issued = from_xml(date=date).issued
    assert (issued.text, issued.month) == (printed, month)


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("<b>IL-<i>6</i></b><sub>x</sub> &lt; 5", "IL-6x < 5"),
        (
            '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mi>p</mml:mi>'
            "<mml:annotation>TeX p</mml:annotation></mml:math> value",
            "p value",
        ),
        ("[Translated title].", "[Translated title]."),
        ("A\n   wrapped   title", "A wrapped title"),
    ],
)
def test_a_title_is_read_without_its_markup(title, read):
    assert from_xml(title=title).title == read


def test_a_paper_without_an_english_title_has_its_own():
    more = "<VernacularTitle>Le foie invent\u00e9.</VernacularTitle>"
    assert from_xml(title="[Not Available].", more=more).title == "Le foie invent\u00e9."
    assert from_text(title="[Not Available].", more="TT  - Le foie.").title == "Le foie."


@pytest.mark.parametrize(
    ("listed", "authors"),
    [
        (
            "<AuthorList><Author><CollectiveName>Group X.</CollectiveName><AffiliationInfo>"
            "<Affiliation>Town</Affiliation></AffiliationInfo></Author></AuthorList>",
            ["Group X"],
        ),
        ("<AuthorList><Author><LastName>Solo</LastName></Author></AuthorList>", ["Solo"]),
        (
            "<AuthorList><Author ValidYN='N'><LastName>Wrong</LastName></Author>"
            "<Author ValidYN='Y'><LastName>Right</LastName><ForeName>Jean-Luc</ForeName></Author>"
            "</AuthorList>",
            ["Right JL"],
        ),
        (
            "<AuthorList CompleteYN='N'><Author><LastName>First</LastName><Initials>A</Initials>"
            "<Suffix>3rd</Suffix></Author></AuthorList>",
            ["First A 3rd", "et al"],
        ),
        (
            "<AuthorList><Author><LastName>A</LastName></Author></AuthorList></Article>"
            "<InvestigatorList><Investigator><LastName>B</LastName></Investigator>"
            "</InvestigatorList><Article>",
            ["A"],
        ),
    ],
)
def test_authors_of_pubmed_are_those_of_the_byline(listed, authors):
    assert [str(author) for author in from_xml(more=listed).authors] == authors


def test_numbers_of_works_cited_are_not_those_of_the_paper():
    cited = (
        "</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType='doi'>10.5555/own"
        "</ArticleId></ArticleIdList><ReferenceList><Reference><ArticleIdList>"
        "<ArticleId IdType='doi'>10.5555/cited</ArticleId></ArticleIdList></Reference>"
        "</ReferenceList></PubmedData><MedlineCitation>"
    )
    assert from_xml(after=cited).doi == "10.5555/own"


def test_a_number_that_pubmed_calls_wrong_is_not_kept():
    more = "".join(
        f"<ELocationID EIdType='{kind}' ValidYN='{valid}'>{value}</ELocationID>"
        for kind, valid, value in (
            ("doi", "N", "10.5555/wrong"), ("doi", "Y", "10.5555/Right"),
            ("pii", "Y", "S0140-6736(20)30183-5"),
        )
    )  # fmt: skip
    paper = from_xml(more=more, version=2)
    assert (paper.doi, paper.pages, paper.pmid) == ("10.5555/right", "", "91")


def test_the_english_abstract_is_taken_and_another_left():
    more = (
        "<Abstract><AbstractText Label='UNLABELLED'>We looked.</AbstractText>"
        "<CopyrightInformation>(c) X</CopyrightInformation></Abstract>"
    )
    other = "<OtherAbstract Language='fre'><AbstractText>Autre.</AbstractText></OtherAbstract>"
    assert [(p.label, p.text) for p in from_xml(more=more, after=other).abstract] == [
        ("", "We looked.")
    ]


def test_a_chapter_of_pubmeds_books_is_a_citation():
    book = """<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>93</PMID><ArticleIdList>
    <ArticleId IdType="bookaccession">NBK1</ArticleId><ArticleId IdType="doi">10.5555/Ch</ArticleId>
    </ArticleIdList><Book><Publisher><PublisherName>Invented Press</PublisherName></Publisher>
    <BookTitle>Invented Reviews</BookTitle><PubDate><Year>1993</Year></PubDate>
    <AuthorList Type="editors"><Author><LastName>Ed</LastName></Author></AuthorList></Book>
    <ArticleTitle>A rare disease</ArticleTitle><AuthorList Type="authors"><Author>
    <LastName>Writer</LastName><Initials>W</Initials></Author></AuthorList></BookDocument>
    </PubmedBookArticle></PubmedArticleSet>"""
    [entry] = entries(book)
    chapter = entry.record
    assert (chapter.title, chapter.journal, chapter.doi) == (
        "A rare disease", "Invented Reviews", "10.5555/ch",
    )  # fmt: skip
    assert (chapter.issued.year, [str(a) for a in chapter.authors]) == (1993, ["Writer W"])


def test_a_whole_book_of_pubmed_has_the_books_authors_and_a_topic_its_own_day():
    book = """<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>9{n}</PMID><Book><Publisher>
    <PublisherName>Invented Press</PublisherName></Publisher><BookTitle>A guideline</BookTitle>
    <PubDate><Year>1993</Year></PubDate><AuthorList Type="authors"><Author><CollectiveName>The
    Invented Centre</CollectiveName></Author></AuthorList></Book>{more}</BookDocument>
    </PubmedBookArticle></PubmedArticleSet>"""
    topic = (
        "<ArticleTitle>A topic</ArticleTitle><ContributionDate><Year>2006</Year></ContributionDate>"
    )
    [whole], [part] = (entries(book.format(n=n, more=more)) for n, more in enumerate(["", topic]))
    assert [str(author) for author in whole.record.authors] == ["The Invented Centre"]
    assert part.record.authors == whole.record.authors
    assert (whole.record.issued.year, part.record.issued.year) == (1993, 2006)


def test_what_pubmed_deleted_is_refused_by_its_numbers():
    text = (
        "<PubmedArticleSet><DeleteCitation><PMID Version='1'>7</PMID><PMID>8</PMID>"
        "</DeleteCitation></PubmedArticleSet>"
    )
    [entry] = entries(text)
    assert entry.reason == "PubMed has deleted these numbers: 7, 8."


@pytest.mark.parametrize(
    ("lines", "field", "read"),
    [
        ("LID - e217 [pii]\nLID - 10.5555/X.1 [doi]", "doi", "10.5555/x.1"),
        ("LID - e217 [pii]\nLID - 10.5555/X.1 [doi]", "pages", "e217"),
        ("AID - S0140-6736(20)30183-5 [pii]", "pages", ""),
        ("AID - 10.5555/a.b\n      c [doi]", "doi", ""),
        ("IS  - 1111-2222 (Linking)\nIS  - 3333-4444 (Electronic)", "issn_e", "3333-4444"),
        ("SO  - Inv J. 2020. doi: 10.5555/so.1.", "doi", "10.5555/so.1"),
        ("PMC - PMC123.2", "pmcid", "PMC123"),
        ("OAB - Not ours.\nAB  - Ours.", "abstract", "Ours."),
        ("AB  - One\n      TI  - is not a title here", "title", "A"),
        ("OT  - *starred\nOT  - plain", "keywords", ("starred", "plain")),
    ],
)
def test_lines_of_medline_are_read_as_meant(lines, field, read):
    found = getattr(from_text(more=lines), field)
    assert (" ".join(part.text for part in found) if field == "abstract" else found) == read


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        ("FAU - van der Berg, Ana Maria\nAU  - van der Berg AM", ["van der Berg AM"]),
        ("AU  - Smith JA 3rd", ["Smith JA 3rd"]),
        ("FAU - Plato\nAU  - Plato", ["Plato"]),
        ("CN  - Group Y.\nFIR - Not, Me\nIR  - Not M", ["Group Y"]),
        ("FED - Ed, Itor\nED  - Ed I\nAU  - Real R", ["Real R"]),
        ("FAU - Full, Only Name", ["Full ON"]),
    ],
)
def test_authors_of_medline_are_those_of_the_byline(lines, authors):
    assert [str(author) for author in from_text(more=lines).authors] == authors


@pytest.mark.parametrize(
    ("date", "printed"),
    [
        ("2005 Spring", "2005 Spring"),
        ("2019 Jan-Feb", "2019 Jan-Feb"),
        ("2006 1st Quart", "2006 1st Quart"),
        ("2020 Dec 31", "2020 Dec 31"),
    ],
)
def test_a_date_of_medline_is_printed_as_it_was_said(date, printed):
    assert from_text(date=date).issued.text == printed


def test_a_chapter_in_medline_stands_in_its_book():
    text = "PMID- 94\nTI  - A chapter\nBTI - The book\nPB  - Press\nDP  - 2001\n"
    assert entries(text)[0].record.journal_abbrev == "The book"
