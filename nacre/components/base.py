"""The class that a component's author subclasses, once, in a file named component.py."""

from dataclasses import replace
from typing import Any, ClassVar

from nacre.components import registry
from nacre.components.declarations import Activity, Contribution, NavEntry, Urls


class Component:
    """A feature that each community switches on or leaves off.

    Subclasses are instantiated and registered at start-up by being defined.
    """

    slug: ClassVar[str] = ""
    name: ClassVar[str] = ""
    page_types: ClassVar[list[type]] = []
    nav: ClassVar[list[NavEntry]] = []
    urls: ClassVar[Urls | None] = None
    activities: ClassVar[list[Activity]] = []

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        registry.register(cls())

    def contributions(self, sort: str) -> list[Contribution]:
        """The marked methods of one sort, in order of definition."""
        marked = [
            method.contribution
            for owner in reversed(type(self).__mro__)
            for method in vars(owner).values()
            if hasattr(method, "contribution")
        ]
        return [replace(c, component=self.slug) for c in marked if c.sort == sort]

    def call(self, contribution: Contribution, *args: Any) -> Any:
        """Run one of this component's marked methods."""
        return getattr(self, contribution.method)(*args)
