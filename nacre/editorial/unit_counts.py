"""In how many units a tool is used: places, never people, and no small number by itself."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nacre.editorial.models import UnitUse

FEW = 5  # so many and more are said exactly: they are places, not people


def said(units: int) -> str:
    """A number of units in words."""
    if units == 0:
        return _("no unit yet")
    if units < FEW:
        return _("fewer than five units")
    return ngettext("%(n)s unit", "%(n)s units", units) % {"n": units}


def units_said(page_id: int) -> str:
    """In how many units a tool is used, in words."""
    return said(UnitUse.objects.of_page(page_id).units())


def spread_of(page_id: int) -> list[dict[str, Any]]:
    """The same by nation, and by region within each."""
    nations: dict[str, dict[str, Any]] = {}
    for row in UnitUse.objects.of_page(page_id).spread():
        name = row["organisation__nation"]
        nation = nations.setdefault(name, {"name": name, "units": 0, "regions": []})
        nation["units"] += row["units"]
        region = {"name": row["organisation__region"], "units": said(row["units"])}
        nation["regions"].append(region)
    return [{**nation, "units": said(nation["units"])} for nation in nations.values()]
