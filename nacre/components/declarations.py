"""What a component may declare: eight kinds of contribution, no more (ADR 0004)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

PLACES = ("home", "article", "member", "insights", "moderation")


@dataclass(frozen=True)
class NavEntry:
    """A destination in the community's navigation; the five lowest orders are shown."""

    label: str
    url: str
    order: int = 50
    icon: str = "page"


@dataclass(frozen=True)
class Activity:
    """A kind of activity that the component records, in the form noun.past-verb."""

    kind: str
    explanation: str


@dataclass(frozen=True)
class Urls:
    """URLs of a component: an urlconf module, mounted below a prefix on community hosts."""

    prefix: str
    module: str


@dataclass(frozen=True)
class Contribution:
    """A method of a component, marked by one of the decorators below."""

    sort: str
    label: str
    method: str = ""
    component: str = ""
    options: dict[str, Any] = field(default_factory=dict)


def _marks(sort: str, label: str, **options: Any) -> Callable[[Callable], Callable]:
    def mark(method: Any) -> Callable:
        method.contribution = Contribution(sort, label, method.__name__, options=options)
        return method

    return mark


def audience_rule(label: str) -> Callable[[Callable], Callable]:
    """Mark `method(self, viewer) -> bool`: a rule about a member, never about a page."""
    return _marks("audience_rule", label)


def metric(
    label: str, *, code: str = "", unit: str = "", by_funding: bool = False
) -> Callable[[Callable], Callable]:
    """Mark `method(self, community, period) -> int | dict[str, int]`: a count for a report.

    With `by_funding` the method is also given the slug of the sponsor to whose part the answer is
    limited, or None: `method(self, community, period, funded_by)`.
    """
    return _marks("metric", label, code=code, unit=unit, by_funding=by_funding)


def panel(
    label: str, *, place: str, template: str, order: int = 50
) -> Callable[[Callable], Callable]:
    """Mark `method(self, viewer) -> dict | None`: the context of a panel; None leaves it out.

    At the place `article` the method is also given the page: `method(self, viewer, page)`.
    """
    if place not in PLACES:
        raise ValueError(f"A panel's place is one of {', '.join(PLACES)}; {place!r} is not.")
    return _marks("panel", label, place=place, template=template, order=order)


def digest_section(label: str, *, template: str) -> Callable[[Callable], Callable]:
    """Mark `method(self, viewer, since) -> dict | None`: a section of the digest mail."""
    return _marks("digest_section", label, template=template)
