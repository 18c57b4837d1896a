"""The live figures of the hub: what each community has today, in a handful of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from nacre.communities.models import Community
from nacre.editorial.models import ClinicalEditor, JournalReviewPage, PlacedPage, article_types
from nacre.members.models import Membership
from nacre.pages.models import BasePage

AT_A_HOSPITAL = Q(organisation__kind__in=("hospital", "trust", "board"))
EDITORS_SHOWN = 10


@dataclass(frozen=True)
class Standing:
    """A community as the hub shows it."""

    community: Community
    members: int
    hospitals: int
    items: int
    reviews: int

    @property
    def address(self) -> str:
        """Where it is."""
        return self.community.url()


def standings() -> list[Standing]:
    """All open communities with their figures of today."""
    members = _by_community(Membership.objects.active().counted(), Count("pk"))
    hospitals = _by_community(
        Membership.objects.active().counted().filter(AT_A_HOSPITAL),
        Count("organisation", distinct=True),
    )
    items = _by_community(
        BasePage.objects.open_now().type(*article_types(), PlacedPage), Count("pk")
    )
    reviews = _by_community(JournalReviewPage.objects.open_now(), Count("pk"))
    return [
        Standing(
            community,
            members.get(community.pk, 0),
            hospitals.get(community.pk, 0),
            items.get(community.pk, 0),
            reviews.get(community.pk, 0),
        )
        for community in Community.objects.for_request().open()
    ]


def _by_community(rows: Any, count: Count) -> dict[int, int]:
    return dict(
        rows.order_by().values_list("community").annotate(n=count).values_list("community", "n")
    )


def totals(found: Iterable[Standing]) -> dict[str, int]:
    """The figures of all communities together; a hospital counts once."""
    found = list(found)
    members = Membership.objects.active().counted()
    return {
        "members": sum(standing.members for standing in found),
        "communities": len(found),
        "hospitals": members.filter(AT_A_HOSPITAL).aggregate(
            n=Count("organisation", distinct=True)
        )["n"],
        "items": sum(standing.items for standing in found),
    }


def editors() -> list[ClinicalEditor]:
    """Clinical editors of the communities, those who lead first."""
    board = ClinicalEditor.objects.select_related("community", "organisation")
    return list(board.order_by("-is_lead", "community__order")[:EDITORS_SHOWN])
