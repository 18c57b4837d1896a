"""Articles of the liver community, with an editor who answers for them."""

import pytest

from nacre.audiences.models import Audience
from nacre.editorial.actions import open_desk, place_page, seat_editor
from nacre.editorial.models import NewsPage, ToolkitPage
from nacre.pages.models import SectionPage
from tests.cast import SECRET, make_person
from tests.editorial.recalled import citing, home, paper, retract, review  # noqa: F401 - fixtures
from tests.members.clock import clock  # noqa: F401 - a fixture


@pytest.fixture
def board(liver, erin):
    """A clinical editor with a declared interest."""
    said = {
        "key": "shaw",
        "name": "Dr Erin Shaw",
        "title": "Consultant hepatologist",
        "is_lead": True,
        "declarations": [
            {
                "category": "honoraria",
                "organisation": "Tamarisk",
                "description": "Fee",
                "year": 2025,
            }
        ],
    }
    return seat_editor(community=liver, said=said, user=erin.user)


@pytest.fixture
def desk(liver, board):
    """The editorial desk of the liver community, with an editor in office."""
    return open_desk(liver)


@pytest.fixture
def news(liver) -> SectionPage:
    """The news section."""
    return SectionPage.objects.of(liver).get(slug="news")


@pytest.fixture
def article(news, board) -> NewsPage:
    """A published news article for members."""
    page = NewsPage(
        title="Varices again",
        slug="varices-again",
        standfirst="What the new guideline leaves to us.",
        author_name="Nell Garrity",
        author_role="Journalist",
        author_declares="none",
        key_points="Band first\nThen ask",
        body=[{"type": "paragraph", "value": f"<p>{SECRET} in the body</p>"}],
        reviewed_by=board,
        community=news.community,
    )
    return place_page(page=page, below=news)


@pytest.fixture
def toolkit(liver) -> ToolkitPage:
    """A toolkit for nurses in the Learning Zone."""
    learning = SectionPage.objects.of(liver).get(slug="learning")
    page = ToolkitPage(
        title="Ascites bundle",
        slug="ascites-bundle",
        aim=f"Drain within a day: {SECRET}",
        steps="Count\nChange\nCount again",
        registration_purpose="So that we can send you corrections.",
        community=liver,
        audience=Audience.objects.get(community=liver, slug="nurses"),
    )
    return place_page(page=page, below=learning)


@pytest.fixture
def nell(liver, desk):
    """A journalist."""
    return make_person(liver, "Nell", "Garrity", profession="editorial_staff", duty="journalist")


@pytest.fixture
def edith(liver, desk, erin):
    """A second clinical editor."""
    person = make_person(liver, "Edith", "Marsh", profession="nurse", duty="clinical_editor")
    seat_editor(community=liver, said={"key": "marsh", "name": "Edith Marsh"}, user=person.user)
    return person


@pytest.fixture
def draft(nell, news, liver):
    """A draft by the journalist."""
    page = NewsPage(title="Draft", slug="draft", community=liver, live=False, owner=nell.user)
    news.add_child(instance=page)
    page.save_revision(user=nell.user)
    return NewsPage.objects.get(pk=page.pk)


@pytest.fixture
def sent(draft, nell):
    """The draft, sent for sign-off."""
    draft.get_workflow().start(draft, nell.user)
    return NewsPage.objects.get(pk=draft.pk)
