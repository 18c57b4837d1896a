"""A course for nurses in two modules, with a question on each."""

import pytest

from nacre.editorial.actions import place_page
from nacre.learning.models import CoursePage, ModulePage
from nacre.pages.models import SectionPage
from nacre.questions.models import Bank
from tests.cast import SECRET
from tests.editorial.conftest import board  # noqa: F401 - a fixture
from tests.learning.asked import asked

SCREENS = [
    {"type": "screen", "value": "Why today", "id": "s1"},
    {"type": "paragraph", "value": f"<p>{SECRET} on the first screen</p>", "id": "p1"},
    {"type": "screen", "value": "What would you do", "id": "s2"},
]


@pytest.fixture
def bank(liver) -> Bank:
    """The questions of the course."""
    return Bank.objects.create(community=liver, name="Ascites")


@pytest.fixture
def course(liver, board) -> CoursePage:  # noqa: F811 - the fixture
    """A published course without modules yet."""
    below = SectionPage.objects.of(liver).get(slug="learning")
    page = CoursePage(
        title="Ascites for nurses", slug="ascites-for-nurses", outcomes="Say when to tap\nSay why",
        community=liver, reviewed_by=board,
    )  # fmt: skip
    return place_page(page=page, below=below)


@pytest.fixture
def add_module(course, bank):
    """`add_module("Tapping")`: a published module of two screens, a question on the second."""

    def add(title: str, *more, **fields) -> ModulePage:
        course.refresh_from_db()
        question = asked(bank, f"{title}: what first?")
        body = [
            *SCREENS,
            {"type": "question", "value": {"question": question.pk}, "id": "q1"},
            *more,
        ]
        page = ModulePage(
            title=title, slug=title.lower().replace(" ", "-"), minutes=8, body=body,
            community=course.community, **fields,
        )  # fmt: skip
        return place_page(page=page, below=course)

    return add
