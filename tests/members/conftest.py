"""Fixtures of the tests of members."""

from tests.members.clock import clock  # noqa: F401 - a fixture
from tests.members.looking import begin, olga  # noqa: F401 - fixtures
from tests.members.people import *  # noqa: F403 - the fixtures of this folder
