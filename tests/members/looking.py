"""The operator, and how she looks as a member."""

import pytest

from nacre.members.actions import begin_impersonation
from nacre.members.models import Impersonation, User
from tests.cast import Person

REASON = "She cannot open the cirrhosis bundle and asked us to look."
BANNER = "You look as"


@pytest.fixture
def olga(liver) -> Person:
    """The operator, who belongs to no community."""
    user = User.objects.create_superuser(
        "olga@example.org", given_name="Olga", family_name="Petrov"
    )
    return Person(user, None, liver)


@pytest.fixture
def begin(at, olga, amara, committed):
    """Olga's browser, looking as amara, or as somebody else."""

    def looking(person: Person = amara, browser=None):
        browser = browser or at("liver", olga)
        with committed():
            answer = browser.post(f"/members/{person.membership.key}/look-as/", {"reason": REASON})
        assert answer.status_code == 302
        return browser

    return looking


def words(answer) -> str:
    """What a browser was answered."""
    return (b"".join(answer) if answer.streaming else answer.content).decode()


def looked_as(member: Person, olga: Person, reason: str = REASON) -> Impersonation:
    """The beginning in the log."""
    return begin_impersonation(membership=member.membership, by=olga.viewer, reason=reason)
