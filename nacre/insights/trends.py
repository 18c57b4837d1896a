"""Which topics run hot or cool down: log-odds against the months before, not mere popularity.

Monroe, Colaresi and Quinn's log-odds ratio with an informative Dirichlet prior.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

PRIOR = 100.0
SURPRISING = 1.96
FEWEST_PAIRS = 10
FEWEST_ITEMS = 3
FEWEST_KINDS = 2
BASELINE_MONTHS = 6
HOT_SHOWN, COOLING_SHOWN = 5, 3


@dataclass(frozen=True)
class Shown:
    """What a topic showed in one month, or in the six before."""

    pairs: int = 0
    items: int = 0
    kinds: int = 0


@dataclass(frozen=True)
class Trend:
    """A topic against its own past."""

    topic: str
    pairs: int
    before: int
    items: int
    delta: float
    variance: float
    verdict: str

    @property
    def z(self) -> float:
        """How surprising the change is."""
        return self.delta / math.sqrt(self.variance)

    @property
    def times(self) -> float | None:
        """This month against an average month before; None where there is no before."""
        return self.pairs / (self.before / BASELINE_MONTHS) if self.before else None


def score(now: int, total: int, before: int, total_before: int, topics: int) -> tuple[float, float]:
    """δ and its variance for one topic."""
    prior = PRIOR * (before + 1) / (total_before + topics)
    delta = math.log((now + prior) / (total + PRIOR - now - prior)) - math.log(
        (before + prior) / (total_before + PRIOR - before - prior)
    )
    return delta, 1 / (now + prior) + 1 / (before + prior)


def verdict(z: float, shown: Shown, before: int) -> str:
    """Hot, cooling, steady, or suppressed where too few people stand behind a surprise."""
    if z >= SURPRISING:
        is_broad = shown.items >= FEWEST_ITEMS or shown.kinds >= FEWEST_KINDS
        return "hot" if shown.pairs >= FEWEST_PAIRS and is_broad else "suppressed"
    if z <= -SURPRISING and before / BASELINE_MONTHS >= FEWEST_PAIRS:
        return "cooling"
    return "steady"


def trends(now: Mapping[str, Shown], before: Mapping[str, int]) -> list[Trend]:
    """Every topic of either time, the hottest first; nothing where there is no past to compare."""
    total, total_before = sum(s.pairs for s in now.values()), sum(before.values())
    names = sorted(set(now) | set(before))
    if not total or not total_before or len(names) < 2:
        return []
    found = []
    for name in names:
        shown, past = now.get(name, Shown()), before.get(name, 0)
        delta, variance = score(shown.pairs, total, past, total_before, len(names))
        said = verdict(delta / math.sqrt(variance), shown, past)
        found.append(Trend(name, shown.pairs, past, shown.items, delta, variance, said))
    return sorted(found, key=lambda trend: (-trend.z, trend.topic))
