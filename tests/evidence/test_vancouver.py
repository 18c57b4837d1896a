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
        ("", ""),
    ],
)
def test_the_end_of_a_page_range_is_cut_to_what_changes(full, short):
    assert elided(full) == short


def test_six_authors_are_all_named():
    assert authors_line(list("ABCDEF")) == "A, B, C, D, E, F"
    assert authors_line(list("ABCDEFG")) == "A, B, C, D, E, F, et al"
    assert authors_line(["Munir T", "et al."]) == "Munir T, et al"
