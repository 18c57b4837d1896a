"""Two citations become one, and reviews of either lead to the one that stays."""

import io

from nacre.editorial.actions import place_page, publish_placed
from nacre.editorial.models import JournalReviewPage
from nacre.evidence import actions

FACTS = {
    "title": "A trial of invented bile in people who were made up",
    "authors": ["Gil A"],
    "journal_abbrev": "Ann Invent",
    "year": 2020,
}
BOTH = f"""TY  - JOUR
TI  - {FACTS["title"]}
AU  - Gil, A
JF  - Ann Invent
PY  - 2020
DO  - 10.5555/a
UR  - https://pubmed.ncbi.nlm.nih.gov/5/
ER  -
"""


def test_a_published_review_and_its_draft_lead_to_the_paper_that_stays(liver, board, news):
    older = actions.add_citation(doi="10.5555/a", shelf=liver, **FACTS)
    newer = actions.add_citation(pmid=5, shelf=liver, **FACTS)
    page = JournalReviewPage(
        title="Invented bile", slug="invented-bile", citation=newer, community=liver,
        why_it_matters="It spares a biopsy.", population="Invented people",
        commentary_by=board, commentary="Useful.",
        reviewed_by=board,
    )  # fmt: skip
    place_page(page=page, below=news)
    page.papers.add(newer)
    publish_placed(page=page)
    draft = page.save_revision()
    actions.import_citations(source=io.BytesIO(BOTH.encode()), tell=lambda one: None)
    page.refresh_from_db()
    draft.refresh_from_db()
    assert page.citation == older
    assert draft.as_object().citation == older
    page = JournalReviewPage.objects.get(pk=page.pk)
    assert list(page.papers.all()) == list(draft.as_object().papers.all()) == [older]
    assert "PMID: 5" in page.citation.vancouver()
