"""An article of the liver community, and how members write below it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nacre.discussions import actions
from tests.cast import make_person
from tests.editorial.conftest import article, board, news  # noqa: F401 - fixtures


@pytest.fixture
def say(article):  # noqa: F811 - the fixture of that name
    """`say(amara, "words")`: the post below the article; `to` is the post it answers."""

    def write(by, text, to=None, **more):
        if to is not None:
            return actions.answer_post(by=by.viewer, post=to, text=text, **more)
        return actions.write_post(by=by.viewer, page=article, text=text, **more)

    return write


@pytest.fixture
def otto(liver):
    """A second hepatologist, a member for two months."""
    return make_person(
        liver,
        "Otto",
        "Lind",
        profession="doctor",
        role="consultant",
        activated_at=timezone.now() - timedelta(days=60),
    )
