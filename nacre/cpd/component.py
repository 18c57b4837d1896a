"""CPD as a component: what it brings to a community that switches it on."""

from collections import defaultdict
from typing import Any

from nacre.communities.models import Community
from nacre.components import Activity, Component, Urls, metric
from nacre.cpd import nightly, personal  # they register themselves
from nacre.cpd.counting import Item, count, totals
from nacre.cpd.models import Entry

REGISTERED = (nightly, personal)


class Cpd(Component):
    """What a member learnt, in one ledger."""

    slug = "cpd"
    name = "CPD"
    urls = Urls("cpd/", "nacre.cpd.urls")
    activities = [
        Activity("cpd.accepted", "A member accepted an entry of their CPD; not which."),
        Activity("cpd.added", "A member wrote an entry of their own; nothing of what."),
        Activity("cpd.exported", "A member took their CPD along: on which form, as which file."),
    ]

    @metric("CPD minutes accepted", code="cpd_minutes", unit="minutes")
    def cpd_minutes(self, community: Community, period: Any) -> int:
        """Minutes of the entries that members accepted during the period, none counted twice."""
        items: dict[int, list[Item]] = defaultdict(list)
        for entry in Entry.objects.of(community).decided_between(period).iterator():
            items[entry.membership_id].append(entry.item)
        return sum(totals(count(own)).minutes for own in items.values())

    @metric("Members with CPD", code="cpd_members", unit="members")
    def cpd_members(self, community: Community, period: Any) -> int:
        """Different members who accepted an entry during the period."""
        accepted = Entry.objects.of(community).decided_between(period)
        return accepted.values("membership").distinct().count()
