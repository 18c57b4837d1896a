"""What members looked for and did not find, for the editors who can write it or point to it.

Nothing here is about a person: a term is told only if several members typed it, in the words as they
were redacted before they were kept, and not at all if they could identify someone.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from nacre.communities.models import Community
from nacre.confidentiality import is_clean
from nacre.insights import counting, measures
from nacre.insights.periods import Month

MONTHS = 3  # the current one and those before it
FEWEST = 3  # distinct members
MOST = 100


@dataclass(frozen=True)
class InVain:
    """A search that found nothing: how often, and by how many members."""

    term: str
    times: int
    members: int


def searches_in_vain(community: Community, now: datetime | None = None) -> list[InVain]:
    """The searches of the last months that found nothing for at least three members, most first."""
    month = Month.of(now or datetime.now(UTC))
    months = [month.previous(back) for back in range(MONTHS)]
    with counting.opened(community.slug, month) as opened:
        made = measures.searches(opened.visited)
        recent = made.filter(made.month.isin([one.key for one in months]))
        found = opened.rows(measures.searches_by_term(recent))
    return [
        InVain(row["term"], row["without_result"], row["members_without_result"])
        for row in found
        if row["members_without_result"] >= FEWEST and is_clean(row["term"])
    ][:MOST]
