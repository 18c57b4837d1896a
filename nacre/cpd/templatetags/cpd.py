"""The ways between the pages of the ledger."""

from django import template
from django.utils.safestring import SafeString

from nacre.ui.templatetags.patterns import pattern

register = template.Library()
PLACES = (
    ("overview", "This period", "/cpd/"),
    ("entries", "Ledger", "/cpd/entries/"),
    ("reflections", "Reflections", "/cpd/reflections/"),
    ("records", "Feedback and practice", "/cpd/records/feedback/"),
    ("export", "Take it along", "/cpd/export/"),
)


@register.simple_tag
def cpd_nav(current: str) -> SafeString:
    """Where one is, and where else one can go."""
    items = [
        {"label": label, "url": url, "current": code == current} for code, label, url in PLACES
    ]
    return pattern("sub_nav", items=items, label="Your CPD")
