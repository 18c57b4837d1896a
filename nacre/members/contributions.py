"""What a member gave to the community: told by the floors above, which own it.

A teller answers only what the viewer may open: `@told_by def reviews(membership, viewer)`.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nacre.members.models import Membership
    from nacre.members.viewer import Viewer

MOST = 12


@dataclass(frozen=True)
class Contribution:
    """One thing somebody wrote, reviewed or said here."""

    what: str  # "Wrote", "Reviewed", "In conversation"
    title: str
    url: str
    at: dt.date | None = None


Teller = Callable[["Membership", "Viewer"], list[Contribution]]
_tellers: list[Teller] = []


def told_by(teller: Teller) -> Teller:
    """Register who knows contributions."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def contributions_of(membership: "Membership", viewer: "Viewer") -> list[Contribution]:
    """What a member gave, as far as a viewer may open it, newest first."""
    found = [told for teller in _tellers for told in teller(membership, viewer)]
    return sorted(found, key=lambda told: told.at or dt.date.min, reverse=True)[:MOST]
