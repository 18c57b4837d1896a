"""Who read: members with their days of membership, what is open to them and how keen they are."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np

from nacre.audiences import rules
from nacre.audiences.models import Audience
from nacre.communities.models import Community
from nacre.insights import keys
from nacre.insights.periods import micros
from nacre.members.models import Membership

FOR_EVER = np.iinfo(np.int64).max
KEENNESS = 1.15  # how unequal members are: a few come daily, many once a month


@dataclass(frozen=True)
class Readers:
    """Columns, one place a member; the last place of `audiences` is the visitor's."""

    key: np.ndarray
    profession: np.ndarray
    role: np.ndarray
    region: np.ndarray
    came: np.ndarray
    left: np.ndarray
    keenness: np.ndarray
    sort: np.ndarray  # which of `audiences` a reader has
    audiences: list[frozenset[int]]
    staff: np.ndarray

    def __len__(self) -> int:
        return len(self.key)


def readers_of(community: Community) -> Readers:
    """Everyone who was let in, however long they stayed."""
    rows = list(
        Membership.objects.of(community)
        .filter(activated_at__isnull=False)
        .exclude(tier="sponsor_observer")
        .select_related("organisation")
        .order_by("pk")
    )
    audiences = list(Audience.objects.of(community))
    sorts: dict[frozenset[int], int] = {}
    sort = [sorts.setdefault(_open_to(row, audiences, community), len(sorts)) for row in rows]
    everyone = frozenset(a.pk for a in audiences if a.rule.get("everyone"))
    chance = np.random.default_rng(len(community.slug) + 7)
    return Readers(
        key=np.array([keys.member_key(row.pk) for row in rows], object),
        profession=np.array([row.profession for row in rows], object),
        role=np.array([row.role or None for row in rows], object),
        region=np.array([row.organisation.region if row.organisation else None for row in rows]),
        came=np.array([micros(row.activated_at) for row in rows], np.int64),
        left=np.array([micros(r.ended_at) if r.ended_at else FOR_EVER for r in rows], np.int64),
        keenness=chance.lognormal(0.0, KEENNESS, len(rows)),
        sort=np.array(sort, np.int64),
        audiences=[*sorts, everyone],
        staff=np.array([row.tier == "staff" for row in rows], bool),
    )


def _open_to(row: Membership, audiences: list[Audience], community: Community) -> frozenset[int]:
    """The audiences that a member had while they were one."""
    who: Any = SimpleNamespace(
        community=community,
        is_member=True,
        is_sponsor=False,
        tier=row.tier,
        profession=row.profession,
        role=row.role,
        interests=tuple(row.interests),
        level=3,
    )
    return frozenset(a.pk for a in audiences if rules.includes(a.rule, who))
