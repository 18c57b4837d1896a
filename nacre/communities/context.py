"""What every template knows about the place it is rendered in."""

from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from nacre.communities.models import Community, absolute_url
from nacre.components import NavEntry, registry
from nacre.ui.theme import theme_version

DESTINATIONS = 5
HUB_NAV = [
    NavEntry("Communities", "/#communities", 10, "people"),
    NavEntry("What is inside", "/#inside", 20, "page"),
    NavEntry("Establish your own", "/enquire/", 30, "mail"),
]

FOOTER = (
    ("About us", "/about/"),
    ("How we are funded", "/about/#funding"),
    ("How visits are counted", "/activity/choice/"),
)
FEEDS = (("RSS", "/feed/", "application/rss+xml"), ("Atom", "/feed.atom", "application/atom+xml"))


def brand(request: HttpRequest) -> dict[str, Any]:
    """The community and its look, or the hub's."""
    community: Community | None = getattr(request, "community", None)
    return {"community": community, "brand": brand_of(community, request)}


def brand_of(community: Community | None, request: HttpRequest | None = None) -> SimpleNamespace:
    """Names, addresses and navigation, as plain values that the ui can draw."""
    look = theme_version(community.theme if community else None)
    path = getattr(request, "path", "")
    entries = registry.nav(community.enabled) if community else HUB_NAV
    return SimpleNamespace(
        name=community.name if community else settings.WAGTAIL_SITE_NAME,
        short_name=community.short_name if community else settings.WAGTAIL_SITE_NAME,
        strapline=community.strapline if community else "Online clinical communities",
        client=community.client.name if community else "",
        therapy_area=community.therapy_area.label if community else "",
        home_url="/",
        mark_url=f"/mark.svg?v={look}",
        theme_url=f"/theme.css?v={look}",
        nav=[
            {
                "label": entry.label,
                "url": entry.url,
                "icon": entry.icon,
                "current": path.startswith(entry.url) and entry.url != "/",
            }
            for entry in entries[:DESTINATIONS]
        ],
        footer=[{"label": label, "url": url} for label, url in FOOTER if community],
        feeds=FEEDS if community else (),
        is_demo=settings.NACRE_DEMO,
        hub_url=absolute_url(settings.NACRE_BASE_HOST),
        community=community is not None,
    )
