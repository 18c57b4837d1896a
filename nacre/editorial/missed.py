"""What a member missed of a meeting: reports on their topics that they have not opened.

Nothing is kept for it. The activity is asked for this one member's key (ADR 20), and only while
they look at the page; who asked not to be counted left nothing there, and is told so.
"""

from dataclasses import dataclass

from nacre.editorial.models import ConferencePage
from nacre.insights.keys import member_key
from nacre.insights.readers import opened_by_one
from nacre.members.viewer import Viewer
from nacre.pages.cards import Card, card_of
from nacre.pages.models import BasePage, Topic

MOST = 100


@dataclass(frozen=True)
class Missed:
    """Reports to catch up on, and what was left out."""

    cards: list[Card]
    topics: list[str]
    opened: int


def missed_by(viewer: Viewer, conference: ConferencePage) -> Missed:
    """The reports of a meeting on a member's topics that they have not opened, newest first."""
    topics = Topic.objects.of(conference.community).filter(slug__in=viewer.interests)
    reports = BasePage.objects.visible_to(viewer).listed().child_of(conference)
    about = list(reports.about(viewer.interests).newest().for_cards()[:MOST])
    seen = _opened([page.pk for page in about], viewer, conference)
    return Missed(
        cards=[card_of(page, viewer) for page in about if page.pk not in seen],
        topics=[topic.label for topic in topics.order_by("label")],
        opened=len(seen),
    )


def _opened(ids: list[int], viewer: Viewer, conference: ConferencePage) -> set[int]:
    if not ids or viewer.membership_id is None:
        return set()
    key, since = member_key(viewer.membership_id), conference.starts_on.strftime("%Y-%m")
    names = {f"page:{pk}" for pk in ids}
    opened = opened_by_one(conference.community.slug, names, member=key, since=since)
    return {int(name.removeprefix("page:")) for name in opened}
