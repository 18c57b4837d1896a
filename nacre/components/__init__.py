"""The plug-in API: how a feature declares what it adds to a community. Everything above uses it."""

from nacre.components.base import Component
from nacre.components.declarations import (
    Activity,
    NavEntry,
    Urls,
    audience_rule,
    digest_section,
    metric,
    panel,
)

__all__ = [
    "Activity",
    "Component",
    "NavEntry",
    "Urls",
    "audience_rule",
    "digest_section",
    "metric",
    "panel",
]
