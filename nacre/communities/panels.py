"""What the switched-on components show in one place of a page."""

from collections.abc import Iterator
from typing import Any

from nacre.communities.request import Request, here
from nacre.components import registry


def panels(place: str, request: Request, *about: Any) -> Iterator[dict[str, Any]]:
    """Template, label and context of each panel, lowest order first; `about` is the page, in some."""
    found = [
        (panel.options["order"], component, panel)
        for component, panel in registry.contributions("panel", here(request).enabled)
        if panel.options["place"] == place
    ]
    for _order, component, panel in sorted(found, key=lambda one: one[0]):
        context = registry.call(component, panel, request.viewer, *about, strict=False)
        if context is not None:
            yield {"template": panel.options["template"], "label": panel.label, **context}
