"""The coverage map: whom a community means to reach, who is there, and who is missing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from nacre.communities.models import Community
from nacre.insights.disclosure import SPONSOR, Breakdown, Cell, Headline, disclosed
from nacre.members.models import Membership, Organisation, TargetGroup
from nacre.members.professions import profession_label, role_label

NOWHERE = "Region not known"
# Where a region lies on a map of tiles: column and row.
TILES = {
    "Scotland": (1, 0),
    "Northern Ireland": (0, 1),
    "North West": (1, 1),
    "North East and Yorkshire": (2, 1),
    "Wales": (0, 2),
    "Midlands": (1, 2),
    "East of England": (2, 2),
    "South West": (0, 3),
    "South East": (1, 3),
    "London": (2, 3),
}
TILE_WIDTH, TILE_HEIGHT = 150, 84


@dataclass
class Line:
    """One organisation, role or region: how many are meant, and how many are members."""

    label: str
    expected: int = 0
    members: int = 0
    organisation: Organisation | None = None
    inviters: list[Membership] = field(default_factory=list)

    @property
    def missing(self) -> int:
        """How many are not there yet."""
        return max(self.expected - self.members, 0)

    @property
    def share(self) -> int:
        """Members among those meant, in per cent, never above a hundred."""
        return min(100, 100 * self.members // self.expected) if self.expected else 0


@dataclass
class Coverage:
    """The same people along three lines."""

    organisations: list[Line]
    roles: list[Line]
    regions: list[Line]
    total: Line


def coverage_of(community: Community) -> Coverage:
    """Targets × members; each member counts once, for the nearest group that means them."""
    groups = list(TargetGroup.objects.of(community).for_map())
    reached = _reached(community, groups)
    by_place: dict[Any, Line] = {}
    by_role: dict[str, Line] = {}
    by_region: dict[str, Line] = {}
    total = Line("All")
    for group in groups:
        region = group.region or (group.organisation.region if group.organisation else "")
        where = group.organisation.name if group.organisation else f"{group.region}, any place"
        what = role_label(group.role) if group.role else profession_label(group.profession)
        lines = (
            by_place.setdefault(
                group.organisation_id or group.region, Line(where, organisation=group.organisation)
            ),
            by_role.setdefault(what, Line(what)),
            by_region.setdefault(region or NOWHERE, Line(region or NOWHERE)),
            total,
        )
        for line in lines:
            line.expected += group.expected
            line.members += reached[group.pk]
    return Coverage(_ordered(by_place), _ordered(by_role), _ordered(by_region), total)


def _ordered(lines: dict[Any, Line]) -> list[Line]:
    return sorted(lines.values(), key=lambda line: (-line.missing, line.label))


def _reached(community: Community, groups: list[TargetGroup]) -> dict[int, int]:
    """How many members each group has reached, by its primary key."""
    wanted: dict[tuple, int] = {}
    for group in groups:
        place = group.organisation_id or group.region
        wanted[place, group.role or group.profession] = group.pk
    reached: dict[int, int] = defaultdict(int)
    members = Membership.objects.of(community).listed().counted().order_by()
    columns = ("organisation", "organisation__parent", "organisation__region", "profession", "role")
    for *places, profession, role, number in members.values_list(*columns).annotate(n=Count("pk")):
        keys = ((place, kind) for place in places if place for kind in (role, profession) if kind)
        if found := next((wanted[key] for key in keys if key in wanted), None):
            reached[found] += number
    return reached


def add_inviters(lines: Iterable[Line], community: Community, most: int = 3) -> None:
    """Name members at each organisation who could invite colleagues; two queries for a page."""
    places = {line.organisation.pk: line for line in lines if line.organisation}
    here = Membership.objects.of(community).listed().for_profile()
    found = here.filter(organisation__in=places) | here.filter(organisation__parent__in=places)
    for membership in found.order_by("-activated_at")[: 40 * most]:
        organisation = membership.organisation
        for place in (organisation.pk, organisation.parent_id) if organisation else ():
            if place in places and len(places[place].inviters) < most:
                places[place].inviters.append(membership)


def for_sponsor(coverage: Coverage) -> dict[str, Any]:
    """What a sponsor may be told: by role and by region, rounded, nothing about a few."""
    figures = {
        name: Breakdown(
            [
                {"label": line.label, "expected": line.expected, "members": _cell(line.members)}
                for line in sorted(lines, key=lambda line: line.label)
            ],
            ("members",),
        )
        for name, lines in (("roles", coverage.roles), ("regions", coverage.regions))
    }
    told: dict[str, Any] = disclosed(
        figures | {"total": Headline(coverage.total.members, coverage.total.members)}, SPONSOR
    )
    return told


def _cell(members: int) -> Cell:
    return Cell(members, members)


def tiles(regions: Iterable[Line]) -> list[dict[str, Any]]:
    """Each region as a tile of a simple map; regions that are nowhere on it stand below."""
    found = []
    spare = max(row for _column, row in TILES.values()) + 1
    for place, line in enumerate(line for line in regions if line.label not in TILES):
        found.append((line, place % 3, spare + place // 3))
    found += [(line, *TILES[line.label]) for line in regions if line.label in TILES]
    return [
        {
            "line": line,
            "x": column * TILE_WIDTH,
            "y": row * TILE_HEIGHT,
            "step": min(line.share // 25, 4) if line.expected else 0,
            "lines": _broken(line.label),
        }
        for line, column, row in found
    ]


def _broken(label: str) -> list[str]:
    """A label in two lines where it is long."""
    head, sep, tail = label.partition(" and ")
    return [head, f"and {tail}"] if sep else [label]


def map_height(placed: list[dict[str, Any]]) -> int:
    """How high the map is with all its tiles."""
    return max((tile["y"] for tile in placed), default=0) + TILE_HEIGHT
