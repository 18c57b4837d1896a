"""A place on a picture: pointed at, or chosen by name from a list."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nacre.questions.kinds.contract import (
    FULL,
    Choice,
    Data,
    Drawn,
    Feedback,
    Kind,
    Mark,
    NotAnswered,
    Occasion,
    fraction_of,
    keyed,
    one,
    rows_of,
    worth,
)
from nacre.questions.markup import cleaned, cleaned_line

MOST_REGIONS = 20
MOST_CORNERS = 60
Point = tuple[float, float]


def polygon_in(typed: str) -> list[list[float]] | None:
    """Corners as `10,20 30,20 30,40`, in hundredths of width and height; None where they are none."""
    try:
        corners = [[float(part) for part in pair.split(",")] for pair in typed.split()]
    except ValueError:
        return None
    if not 3 <= len(corners) <= MOST_CORNERS or any(len(corner) != 2 for corner in corners):
        return None
    is_inside = all(math.isfinite(v) and 0 <= v <= 100 for corner in corners for v in corner)
    return corners if is_inside else None


def polygon_as_typed(polygon: list[list[float]]) -> str:
    """The corners as they are typed."""
    return " ".join(",".join(f"{value:g}" for value in corner) for corner in polygon)


def is_within(point: Point, polygon: list[list[float]]) -> bool:
    """Whether a point lies within a polygon; by the crossings of a ray."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def point_in(text: str) -> Point | None:
    """A point as the page sends it, in hundredths: `12.5,40`."""
    try:
        x, y = (float(part) for part in text.split(","))
    except ValueError:
        return None
    is_good = all(math.isfinite(v) and 0 <= v <= 100 for v in (x, y))
    return (x, y) if is_good else None


class Hotspot(Kind):
    """Regions of a picture. Who cannot point at one chooses it by its name."""

    code = "hotspot"
    label = gettext_lazy("A place on a picture")
    hint = gettext_lazy("A picture with regions; one is right. Each region has a name too.")

    def cleaned(self, data: Data) -> Data:
        """See Kind."""
        regions = [
            {
                "key": row.get("key"),
                "text": cleaned_line(str(row.get("text") or "")),
                "polygon": _polygon(row.get("polygon")),
                "fraction": fraction_of(row.get("fraction")),
                "feedback": cleaned(str(row.get("feedback") or "")),
                "reference": str(row.get("reference") or "").strip(),
            }
            for row in rows_of(data, "regions")
        ]
        return {"regions": keyed(regions)}

    def problems(self, data: Data) -> list[str]:
        """See Kind."""
        regions = rows_of(data, "regions")
        checks = [
            (len(regions) < 2, _("It needs at least two regions.")),
            (len(regions) > MOST_REGIONS, _("It has more than 20 regions.")),
            (any(not row["text"] for row in regions), _("A region has no name.")),
            (any(not row["polygon"] for row in regions), _("A region has no corners.")),
            (not any(self._is_right(row) for row in regions), _("No region is right.")),
            (any(row["fraction"] < 0 for row in regions), _("A region takes away points.")),
        ]
        return [why for is_so, why in checks if is_so]

    def essence(self, data: Data) -> Any:
        """See Kind."""
        return [[r["text"], r["polygon"], r["fraction"]] for r in rows_of(data, "regions")]

    def texts(self, data: Data) -> Iterator[str]:
        """See Kind."""
        for row in rows_of(data, "regions"):
            yield from (row["text"], row["feedback"], row["reference"])

    def options(self, data: Data) -> list[tuple[str, bool]]:
        """See Kind."""
        return [(row["text"], self._is_right(row)) for row in rows_of(data, "regions")]

    def _is_right(self, row: Data) -> bool:
        return fraction_of(row.get("fraction")) >= FULL

    def _region(self, data: Data, given: Mapping[str, Any]) -> str:
        """The key of the region that was named or pointed at; "" for none."""
        if given.get("region"):
            return str(given["region"])
        point = given.get("point")
        if not isinstance(point, list | tuple) or len(point) != 2:
            return ""
        at = (float(point[0]), float(point[1]))
        hit = [row for row in rows_of(data, "regions") if is_within(at, row["polygon"])]
        best = max(hit, key=lambda row: fraction_of(row["fraction"]), default=None)
        return best["key"] if best else ""

    def draw(self, data: Data, occasion: Occasion) -> Drawn:
        """A list by name; the picture is pointed at where a script runs."""
        marked, given = occasion.is_marked, occasion.given
        chosen = self._region(data, given)
        regions = rows_of(data, "regions")
        choices = tuple(
            Choice(
                value=row["key"],
                label=row["text"],
                is_given=row["key"] == chosen,
                is_right=self._is_right(row) if marked else None,
                feedback=row["feedback"] if marked else "",
                reference=row["reference"] if marked else "",
            )
            for row in occasion.shuffled(regions)
        )
        point = given.get("point")
        more: dict[str, Any] = {"input": "radio", "point": point}
        more["pointed"] = ",".join(str(value) for value in point) if point else ""
        if marked:
            more["outlines"] = [
                {
                    "points": polygon_as_typed(row["polygon"]),
                    "is_right": self._is_right(row),
                    "is_given": row["key"] == chosen,
                }
                for row in regions
            ]
        return Drawn("hotspot", _("Point at the place, or choose it by name"), choices, more=more)

    def read(self, data: Data, sent: Mapping[str, Any], name: str) -> dict[str, Any]:
        """The name that was chosen, else the point."""
        key = one(sent, name)
        if key in {row["key"] for row in rows_of(data, "regions")}:
            return {"region": key}
        point = point_in(one(sent, f"{name}-point"))
        if key or point is None:
            raise NotAnswered(_("Point at a place on the picture, or choose one from the list."))
        return {"point": list(point)}

    def chosen(self, data: Data, given: Mapping[str, Any]) -> tuple[str, ...]:
        """See Kind."""
        found = self._region(data, given)
        return (found,) if found else ()

    def mark(self, data: Data, given: Mapping[str, Any]) -> Mark:
        """What the region is worth."""
        chosen = self._region(data, given)
        rows = rows_of(data, "regions")
        total = sum(fraction_of(row["fraction"]) for row in rows if row["key"] == chosen)
        said = [
            Feedback(r["key"], r["feedback"], r["reference"], self._is_right(r), r["key"] == chosen)
            for r in rows
        ]
        return worth(total, said)


def _polygon(value: Any) -> list[list[float]]:
    if isinstance(value, list):
        try:
            value = polygon_as_typed(value)
        except (TypeError, ValueError):
            return []
    return polygon_in(value) or [] if isinstance(value, str) else []
