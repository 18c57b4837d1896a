"""How long people waited for a moderator's answer, by community and month: for the operator."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from statistics import median

from django.db.models import Count, Min, Q
from django.utils import timezone

from nacre.communities.models import Community
from nacre.insights.periods import Month
from nacre.members.models import Membership, MembershipDecision

MONTHS = 6
ENOUGH = 10  # answers, of which nine in ten says something


@dataclass(frozen=True)
class Answers:
    """The answers of one month."""

    month: Month
    decided: int
    median: timedelta | None
    ninetieth: timedelta | None  # within which nine in ten were answered; none of fewer than ten


@dataclass(frozen=True)
class DecisionTimes:
    """One community: who waits now, and how long answers took, newest month first."""

    community: Community
    waiting: int
    waits_for: timedelta | None  # the one who asked longest ago
    months: list[Answers]

    @property
    def has_answers(self) -> bool:
        """Whether anybody was answered in these months."""
        return any(month.decided for month in self.months)


def last_months() -> list[Month]:
    """The last complete month and those before it, newest first."""
    last = Month.last_complete(timezone.now())
    return [last.previous(n) for n in range(MONTHS)]


def decision_times(months: Sequence[Month]) -> list[DecisionTimes]:
    """Every community's, in as many queries for one as for a hundred."""
    took, waiting = _took(months), _waiting()
    found = []
    for community in Community.objects.order_by("order", "slug"):
        count, since = waiting.get(community.pk, (0, None))
        found.append(
            DecisionTimes(
                community=community,
                waiting=count,
                waits_for=timezone.now() - since if since else None,
                months=[_answers(month, took[community.pk, month]) for month in months],
            )
        )
    return found


def _took(months: Sequence[Month]) -> dict[tuple[int, Month], list[timedelta]]:
    """How long each answer took, by community and month."""
    asked = Q()
    for month in months:
        asked |= month.covers("decided_at")
    rows = MembershipDecision.objects.taken().filter(asked)
    found = defaultdict(list)
    for community_id, asked_at, decided_at in rows.values_list(
        "community_id", "asked_at", "decided_at"
    ):
        found[community_id, Month.of(decided_at)].append(decided_at - asked_at)
    return found


def _waiting() -> dict[int, tuple[int, datetime | None]]:
    """How many wait in each community, and since when who asked to join."""
    rows = Membership.objects.to_look_at().order_by().values("community_id")
    counted = rows.annotate(n=Count("pk"), since=Min("joined_at", filter=Q(status="pending")))
    return {row["community_id"]: (row["n"], row["since"]) for row in counted}


def _answers(month: Month, took: list[timedelta]) -> Answers:
    seconds = sorted(span.total_seconds() for span in took)
    ninetieth = seconds[ceil(9 * len(seconds) / 10) - 1] if len(seconds) >= ENOUGH else None
    return Answers(
        month=month,
        decided=len(seconds),
        median=timedelta(seconds=median(seconds)) if seconds else None,
        ninetieth=None if ninetieth is None else timedelta(seconds=ninetieth),
    )
