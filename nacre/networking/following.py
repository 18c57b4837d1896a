"""What is new from what a member follows: pages on topics, colleagues at organisations."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from nacre.members.models import DirectoryEntry
from nacre.members.viewer import Viewer
from nacre.networking.cards import cards_of
from nacre.networking.colleagues import colleagues_of
from nacre.networking.models import Follow
from nacre.pages.models import BasePage

MOST_PAGES = 8
MOST_PEOPLE = 6
RECENT = timedelta(days=90)


@dataclass(frozen=True)
class News:
    """What happened lately where a member looks."""

    pages: list[Any]
    people: list[dict[str, Any]]

    def __bool__(self) -> bool:
        return bool(self.pages or self.people)


def news_for(viewer: Viewer, since: datetime | None = None) -> News:
    """New pages on followed topics and people who joined at followed organisations; few queries."""
    since = since or timezone.now() - RECENT
    follows = Follow.objects.visible_to(viewer)
    topics = list(follows.filter(topic__isnull=False).values_list("topic__slug", flat=True))
    places = list(
        follows.filter(organisation__isnull=False).values_list("organisation_id", flat=True)
    )
    return News(_pages(viewer, topics, since), _people(viewer, places, since))


def _pages(viewer: Viewer, topics: list[str], since: datetime) -> list[Any]:
    if not topics:
        return []
    pages = (
        BasePage.objects.visible_to(viewer).pieces().recommended().without_promotion().about(topics)
    )
    return list(pages.filter(first_published_at__gt=since).newest()[:MOST_PAGES])


def _people(viewer: Viewer, places: list[int], since: datetime) -> list[dict[str, Any]]:
    if not places:
        return []
    entries = DirectoryEntry.objects.visible_to(viewer).filter(
        organisation_id__in=places, membership__activated_at__gt=since
    )
    others = entries.exclude(membership=viewer.membership_id)
    newest = others.order_by("-membership__activated_at").values("membership_id")[:MOST_PEOPLE]
    keys = [row["membership_id"] for row in newest]
    found = colleagues_of(viewer).filter(pk__in=keys).order_by("-activated_at")
    return cards_of(found, viewer)
