"""What a member may send along with an invitation: found by the floors above, which know pages."""

from collections.abc import Callable
from dataclasses import dataclass

from nacre.communities.models import Community


@dataclass(frozen=True)
class Item:
    """Something to read, as everybody may know of it: never a word that is not for visitors."""

    path: str
    title: str
    kind: str = ""
    summary: str = ""  # empty where only members may read
    byline: str = ""


Finder = Callable[[Community, str], Item | None]
finders: list[Finder] = []


def item_at(community: Community, path: str) -> Item | None:
    """What lies at a path of the community, if it can be sent along."""
    if not path.startswith("/") or path.startswith("//"):
        return None
    for find in finders:
        if (item := find(community, path[:300])) is not None:
            return item
    return None
