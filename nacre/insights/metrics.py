"""Counts that must be exact to the row: asked of the components that own the rows."""

from dataclasses import dataclass

from django.conf import settings

from nacre.communities.models import Community
from nacre.components import registry
from nacre.insights.disclosure import Headline, Mean, Percent
from nacre.insights.periods import Month, Period

# What is no plain count says by its type how it may be told.
Value = int | dict[str, int] | Headline | Mean | Percent


@dataclass(frozen=True)
class Metric:
    """What a component answered about a community and a period."""

    code: str
    label: str
    unit: str
    component: str
    value: Value


def collect(
    community: Community, period: Month | Period, funded_by: str | None = None
) -> dict[str, Metric]:
    """The metrics of the components that a community switched on, by code.

    With the slug of a sponsor, those that can be limited to what it pays for are.
    """
    found = {}
    for component, marked in registry.contributions("metric", community.enabled):
        part = (funded_by,) if marked.options.get("by_funding") else ()
        value = registry.call(component, marked, community, period, *part, strict=settings.DEBUG)
        if value is not None:
            code = marked.options["code"] or marked.method
            unit = marked.options["unit"]
            found[code] = Metric(code, marked.label, unit, component.slug, value)
    return found


def number(metrics: dict[str, Metric], code: str) -> int:
    """A count by its code; 0 if nobody here counts it."""
    value = metrics[code].value if code in metrics else 0
    if isinstance(value, dict):
        return sum(value.values())
    return value if isinstance(value, int) else 0


def table(metrics: dict[str, Metric], code: str) -> dict[str, int]:
    """A divided count by its code; empty if nobody here counts it."""
    value = metrics[code].value if code in metrics else {}
    return value if isinstance(value, dict) else {}
