"""The newest pages of a community, ready to be put on anyone's home.

A home differs by what a member is interested in, and there are as many combinations of
interests as members. So the cards are rendered once for all with the same audiences, and a
member's choice among them is a few comparisons.
"""

from dataclasses import dataclass, field

from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from nacre.communities.request import Request, here
from nacre.members.viewer import Viewer
from nacre.pages.cards import Card, card_of
from nacre.pages.models import BasePage, HomePage

KEPT_FOR = 600  # seconds
NEWEST = 120
TEMPLATES = {"cover": "pages/_cover_card.html", "row": "pages/_row_card.html"}


@dataclass(frozen=True)
class Item:
    """One page on the shelf; `drawn` keeps what was rendered of it."""

    page_id: int
    card: Card
    topics: frozenset[str]
    drawn: dict[str, str] = field(default_factory=dict, compare=False)

    def draw(self, variant: str) -> str:
        """The card as HTML, rendered on first use."""
        if variant not in self.drawn:
            self.drawn[variant] = render_to_string(TEMPLATES[variant], {"card": self.card})
        return self.drawn[variant]


def shelf_of(request: Request) -> tuple[Item, ...]:
    """The newest pages for everyone with this viewer's audiences, the lead left out."""
    viewer = request.viewer
    key = f"shelf:{here(request).pk}:{request.stamp}:{hash(viewer.audience_ids)}"
    local = caches["local"]
    shelf = local.get(key)
    if shelf is None:
        shelf = _fill(viewer)
        local.set(key, shelf, KEPT_FOR)
    return shelf


def _fill(viewer: Viewer) -> tuple[Item, ...]:
    lead = HomePage.objects.of(viewer.community).values_list("lead_id", flat=True).first()
    pages = BasePage.objects.listable_to(viewer).listed().pieces()
    return tuple(
        Item(page.pk, card_of(page, viewer), frozenset(page.topic_slugs))
        for page in pages.newest().for_cards()[: NEWEST + 1]
        if page.pk != lead
    )


def chosen_for(viewer: Viewer, shelf: tuple[Item, ...], most: int) -> list[Item]:
    """The newest that a member may open, on their topics where they named some."""
    open_to_them = (i for i in shelf if i.card.is_recommended and not i.card.is_locked)
    wanted = frozenset(viewer.interests)
    picked = [item for item in open_to_them if not wanted or item.topics & wanted]
    return picked[:most]


def rows(items: list[Item], variant: str) -> SafeString:
    """The cards of some items, one after the other."""
    pattern = "<li>{}</li>" if variant == "row" else "{}"
    return format_html_join("", pattern, ((item.draw(variant),) for item in items))
