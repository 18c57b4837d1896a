"""A bank of the liver community with a question, and how the desk writes."""

import pytest

from nacre.questions import actions
from tests.questions.samples import SBA


@pytest.fixture
def bank(liver, erin):
    """Erin's bank."""
    return actions.make_bank(by=erin.viewer, name="Hepatology", note="For nurses.")


@pytest.fixture
def question(bank, erin):
    """A question in it."""
    return actions.write_question(by=erin.viewer, bank=bank, content=SBA)
