"""References as medical journals print them."""

import pytest

from nacre.evidence.models import Citation
from nacre.evidence.vancouver import authors_line, elided

STERLING = (
    "Sterling RK, Lissen E, Clumeck N, Sola R, Correa MC, Montaner J, et al. Development of a "
    "simple noninvasive index to predict significant fibrosis in patients with HIV/HCV "
    "coinfection. Hepatology. 2006 Jun;43(6):1317-25. doi: 10.1002/hep.21178. PMID: 16729309."
)


@pytest.fixture
def sterling() -> Citation:
    """The paper behind a well-known index."""
    return Citation(
        doi="10.1002/hep.21178",
        pmid="16729309",
        title="Development of a simple noninvasive index to predict significant fibrosis in "
        "patients with HIV/HCV coinfection",
        authors=[
            "Sterling RK",
            "Lissen E",
            "Clumeck N",
            "Sola R",
            "Correa MC",
            "Montaner J",
            "Sulkowski M",
        ],
        journal_abbrev="Hepatology",
        year=2006,
        month=6,
        volume="43",
        issue="6",
        pages="1317-1325",
    )


def test_a_paper_is_cited_as_medical_journals_do(sterling):
    assert sterling.vancouver() == STERLING


def test_a_list_that_was_cut_before_it_came_to_us_reads_the_same(sterling):
    sterling.authors = [*sterling.authors[:6], "et al."]
    assert sterling.vancouver() == STERLING


def test_a_retracted_paper_says_so_first(sterling):
    sterling.status = "retracted"
    assert "Retracted: Development of" in sterling.vancouver()
    assert sterling.standing == "Retracted"


def test_without_month_issue_and_pages_nothing_is_left_hanging(sterling):
    sterling.month, sterling.issue, sterling.pages = None, "", ""
    assert "Hepatology. 2006;43. doi" in sterling.vancouver()


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("1317-1325", "1317-25"),
        ("326-337", "326-37"),
        ("1317-25", "1317-25"),
        ("99-101", "99-101"),
        ("S12-S18", "S12-8"),
        ("e123", "e123"),
        ("S12-E18", "S12-E18"),
        ("", ""),
    ],
)
def test_the_end_of_a_page_range_is_cut_to_what_changes(full, short):
    assert elided(full) == short


def test_six_authors_are_all_named():
    assert authors_line(list("ABCDEF")) == "A, B, C, D, E, F"
    assert authors_line(list("ABCDEFG")) == "A, B, C, D, E, F, et al"
    assert authors_line(["Munir T", "et al."]) == "Munir T, et al"


def test_a_retracted_paper_says_where_the_notice_is(sterling):
    sterling.status = "retracted"
    sterling.details = {"links": [{"kind": "retracted_by", "note": "Hepatology. 2010;51:9."}]}
    assert "43(6):1317-25. [retracted in: Hepatology. 2010;51:9]. doi" in sterling.vancouver()


def test_a_paper_ahead_of_its_issue_says_when_it_went_online(sterling):
    sterling.volume = sterling.issue = sterling.pages = ""
    sterling.issued = "2006 May 4"
    assert "Hepatology. [published online 2006 May 4]. doi" in sterling.vancouver()


def test_an_article_of_an_online_journal_has_its_locator(sterling):
    sterling.pages = "e123"
    assert "2006 Jun;43(6):e123." in sterling.vancouver()


def test_an_abstract_of_a_meeting_says_so_and_has_its_number(sterling):
    sterling.authors, sterling.title = ["Marsh E"], "Budesonide in Chicago"
    sterling.issued, sterling.volume = "2006", "44"
    sterling.issue, sterling.pages = "Suppl 1", "S12-S13"
    sterling.details = {"publication_types": ["Meeting Abstract"], "abstract_number": "LBP-12"}
    assert sterling.reference() == (
        "Marsh E. Budesonide in Chicago [abstract]. Hepatology. 2006;44(Suppl 1):S12-3. "
        "Abstract no. LBP-12."
    )


def test_a_group_stands_after_a_semicolon():
    assert authors_line(["Marsh E", "Quill D", "HALT-D Group"]) == "Marsh E, Quill D; HALT-D Group"
    assert authors_line(["The HALT-D Trial Group"]) == "The HALT-D Trial Group"
    assert authors_line(["van der Berg JM", "Smith J Jr"]) == "van der Berg JM, Smith J Jr"
