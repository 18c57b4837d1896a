"""Who was sent a page by mail: told by whatever sends mail with pages in it.

`@mailed_by def digests(community, paths)`: `paths` are the addresses of pages on the community's host
with their ids, and the teller answers who was mailed which. Recalls ask, so that a letter about a
retraction reaches whoever the page was carried to.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from nacre.communities.models import Community


@dataclass(frozen=True)
class Mailed:
    """One page that went to one person: a member, or an address that is still kept."""

    page_id: int
    membership_id: int | None = None
    address: str = ""
    address_hash: str = ""
    stop_path: str = ""  # where somebody without an account asks for quiet


Teller = Callable[[Community, dict[str, int]], Iterable[Mailed]]
_tellers: list[Teller] = []


def mailed_by(teller: Teller) -> Teller:
    """Register who knows what was mailed."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def mailed(community: Community, paths: dict[str, int]) -> Iterator[Mailed]:
    """Everybody to whom any of these pages went."""
    for teller in _tellers:
        yield from teller(community, paths)
