"""What members are interested in: slugs on the membership, labels from whoever owns the subjects.

The subjects (topics) belong to a floor above; it says here how they are called.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import caches

from nacre.communities.models import Community

KEPT_FOR = 300  # seconds: a new topic may be choosable a little later


@dataclass(frozen=True)
class Interest:
    """A subject that a member may name."""

    slug: str
    label: str
    synonyms: tuple[str, ...] = ()


Teller = Callable[[Community], list[Interest]]
_tellers: list[Teller] = []


def told_by(teller: Teller) -> Teller:
    """Register who knows the interests of a community: `@told_by def topics(community)`."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def interests_of(community: Community | None) -> dict[str, Interest]:
    """The interests that may be chosen in a community, by slug, in the order of their labels."""
    if community is None:
        return {}
    local = caches["local"]
    key = f"interests:{community.pk}"
    found = local.get(key)
    if found is None:
        found = {i.slug: i for teller in _tellers for i in teller(community)}
        local.set(key, found, KEPT_FOR)
    return found


def interest_label(slug: str, known: dict[str, Interest]) -> str:
    """How an interest is written; one that is no longer offered as words."""
    return known[slug].label if slug in known else slug.replace("-", " ").capitalize()
