"""Which components are installed, and what those that a community switched on contribute."""

import logging
import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nacre.components.base import Component
    from nacre.components.declarations import Contribution, NavEntry

logger = logging.getLogger(__name__)
_components: dict[str, "Component"] = {}
SLUG = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")


def register(component: "Component") -> None:
    """Add a component; its slug must be kebab-case and its own."""
    if not SLUG.match(component.slug):
        raise ValueError(f"{type(component).__name__}.slug must be kebab-case: {component.slug!r}")
    known = _components.get(component.slug)
    if known is not None and type(known).__qualname__ != type(component).__qualname__:
        raise ValueError(f"Two components share the slug {component.slug!r}.")
    _components[component.slug] = component


def forget(slug: str) -> None:
    """Remove a component: for tests that define one."""
    _components.pop(slug, None)


def installed() -> list["Component"]:
    """All components of this installation, by slug."""
    return [_components[slug] for slug in sorted(_components)]


def switched_on(enabled: Collection[str]) -> list["Component"]:
    """The installed components among the slugs that a community switched on."""
    return [component for component in installed() if component.slug in enabled]


def nav(enabled: Collection[str]) -> list["NavEntry"]:
    """The navigation of a community, lowest order first."""
    entries = [entry for component in switched_on(enabled) for entry in component.nav]
    return sorted(entries, key=lambda entry: entry.order)


def contributions(
    sort: str, enabled: Collection[str]
) -> Iterator[tuple["Component", "Contribution"]]:
    """Each contribution of one sort with the component that makes it."""
    for component in switched_on(enabled):
        for contribution in component.contributions(sort):
            yield component, contribution


def call(component: "Component", contribution: "Contribution", *args: Any, strict: bool) -> Any:
    """Run a contribution; unless strict, a failure is logged and answers None.

    A broken panel must cost the member the panel, not the page.
    """
    try:
        return component.call(contribution, *args)
    except Exception:
        if strict:
            raise
        logger.exception("%s.%s failed", component.slug, contribution.method)
        return None


def owner_of_page_type(model: type) -> str | None:
    """The slug of the component that brought a page type, or None for the platform's own."""
    for component in installed():
        if model in component.page_types:
            return component.slug
    return None


def hidden_page_types(enabled: Collection[str]) -> list[type]:
    """Page types whose component a community has not switched on."""
    return [t for c in installed() if c.slug not in enabled for t in c.page_types]


def owner_of_url(app_name: str) -> str | None:
    """The slug of the component whose urlconf has this app name (its slug with underscores)."""
    slug = app_name.replace("_", "-")
    return slug if slug in _components else None
