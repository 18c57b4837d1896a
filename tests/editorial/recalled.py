"""A paper, the pages that cite it, and a file that retracts it."""

import pytest

from nacre.editorial import actions
from nacre.editorial.models import JournalReviewPage, NewsPage
from nacre.evidence.actions import add_citation, tell_of_notices
from tests.evidence.notices import check, export, watched


@pytest.fixture
def home(settings, tmp_path):
    """Activity of this test alone."""
    settings.NACRE_HOME = tmp_path / "home"
    settings.NACRE_HOME.mkdir()


@pytest.fixture
def paper(liver):
    """A paper on the shelf of the liver community."""
    facts = {"title": "A simple index", "journal_abbrev": "Hepatology", "year": 2006}
    return add_citation(doi="10.5555/a", shelf=liver, **facts)


@pytest.fixture
def review(news, board, liver, paper):
    """A journal review of it, for members."""
    page = JournalReviewPage(
        title="Counting instead of cutting", slug="counting", citation=paper,
        why_it_matters="It spares a biopsy.", community=liver, reviewed_by=board,
    )  # fmt: skip
    return actions.place_page(page=page, below=news)


@pytest.fixture
def citing(article, paper) -> NewsPage:
    """A news article that cites the paper too."""
    article.papers.set([paper])
    actions.publish_placed(page=article)
    return NewsPage.objects.get(pk=article.pk)


@pytest.fixture
def retract(committed):
    """`retract()` reads a file with a retraction of the paper, and tells; `retract("Correction")`."""

    def run(nature="Retraction", **said):
        with committed():
            check(export(watched(nature=nature, **said)))
        with committed():
            tell_of_notices()

    return run


def letters_to(mailoutbox, person) -> list[str]:
    """The letters to somebody."""
    return [
        mail.subject + "\n" + mail.body for mail in mailoutbox if mail.to == [person.user.email]
    ]
