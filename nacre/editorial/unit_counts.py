"""In how many units a tool is used: places, never people, by the rules for small numbers.

The same rules hold for readers and for the desk, and for totals and parts, so that no part follows
from the others (docs/reference/metrics.md, "Small numbers").
"""

from typing import Any

from django.utils.translation import gettext as _

from nacre.editorial.models import UnitUse
from nacre.insights.disclosure import HIDDEN, round_to_5


def said(units: int) -> str:
    """A number of units in words."""
    if units == 0:
        return _("no unit yet")
    shown = round_to_5(units)
    if shown == HIDDEN:
        return _("fewer than eight units")
    return _("about %(n)s units") % {"n": shown}


def units_said(page_id: int) -> str:
    """In how many units a tool is used, in words."""
    return said(UnitUse.objects.of_page(page_id).units())


def spread_of(page_id: int) -> list[dict[str, Any]]:
    """The same by nation, and by region where a nation has several."""
    nations: dict[str, list[tuple[str, int]]] = {}
    for row in UnitUse.objects.of_page(page_id).spread():
        region = (row["organisation__region"], row["units"])
        nations.setdefault(row["organisation__nation"], []).append(region)
    return [
        {"name": nation, "units": said(sum(units for _name, units in regions))}
        | _by_region(regions if [nation] != [name for name, _units in regions] else [])
        for nation, regions in nations.items()
    ]


def _by_region(regions: list[tuple[str, int]]) -> dict[str, Any]:
    """Regions with a number of their own, and the names of those whose number is too small to show."""
    told = [(name, units) for name, units in regions if round_to_5(units) != HIDDEN]
    few = [name for name, units in regions if round_to_5(units) == HIDDEN]
    return {"regions": [{"term": name, "value": said(units)} for name, units in told], "few": few}
