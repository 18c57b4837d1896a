"""How messages are written out, and the way between the pages of linking up."""

from django import template
from django.utils.safestring import SafeString

from nacre.ui.templatetags.patterns import pattern

register = template.Library()
PLACES = (
    ("messages", "Messages", "/messages/"),
    ("connections", "Connections", "/connections/"),
    ("following", "Following", "/following/"),
    ("choices", "Choices", "/connections/choices/"),
)


@register.simple_tag
def networking_nav(current: str) -> SafeString:
    """The ways between the pages of linking up."""
    items = [
        {"label": label, "url": url, "current": code == current} for code, label, url in PLACES
    ]
    return pattern("sub_nav", items=items, label="Linking up")
