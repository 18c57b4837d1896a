"""How many belong, came and left: from the rows, and from imported lines of people without a row."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from nacre.communities.models import Community
from nacre.insights import metrics
from nacre.insights.counting import Counting
from nacre.insights.metrics import Metric
from nacre.insights.periods import Month, Period, day_starts_at


@dataclass(frozen=True)
class Count:
    """Members at the end of a period, and the way there."""

    members: int
    new: int
    left: int

    @property
    def start(self) -> int:
        """Members when the period began."""
        return self.members - self.new + self.left

    @property
    def net(self) -> int:
        """How many more, or fewer."""
        return self.new - self.left


@dataclass
class MembershipBook:
    """Answers about one community's members, each asked once."""

    community: Community
    counting: Counting

    def __post_init__(self) -> None:
        self._counts: dict[Month, Count] = {}
        self._rows: dict[Period, dict[str, Metric]] = {}

    def metrics(self, period: Month | Period) -> dict[str, Metric]:
        """All component metrics of a period."""
        key = period.period if isinstance(period, Month) else period
        if key not in self._rows:
            self._rows[key] = metrics.collect(self.community, period)
        return self._rows[key]

    def count(self, month: Month) -> Count:
        """Members at the end of a month; end = start + new − left always holds."""
        if month not in self._counts:
            self._counts[month] = self._count(month)
        return self._counts[month]

    def _count(self, month: Month) -> Count:
        told = self.counting.membership(month.period)
        rows = self.metrics(month)
        end = metrics.number(rows, "members")
        net = end - metrics.number(self.metrics(month.previous()), "members")
        new, left = self._came_and_went(rows, net)
        return Count(end + told["members"], new + told["new"], left + told["left"])

    def _came_and_went(self, rows: dict[str, Metric], net: int) -> tuple[int, int]:
        """From the rows, such that their difference is the net; only one of them needs counting."""
        if "new_members" in rows:
            new = max(metrics.number(rows, "new_members"), net, 0)
            return new, new - net
        return max(net, 0), max(-net, 0)

    def at_end_of(self, day: date) -> int:
        """Members at the end of one London day."""
        period = Period(day_starts_at(day), day_starts_at(date.fromordinal(day.toordinal() + 1)))
        told = self.counting.membership(period)
        return metrics.number(self.metrics(period), "members") + told["members"]

    def registrants(self, month: Month) -> int:
        """Members who have registered for a toolkit, up to the end of a month."""
        told = self.counting.toolkit_registrants(month.period)
        return metrics.number(self.metrics(month), "toolkit_registrants") + told

    def divided(self, month: Month, by: str) -> dict[str, dict[str, int]]:
        """Members at the end of a month and how many more than at its start, by a column."""
        now, before = self._members_by(month, by), self._members_by(month.previous(), by)
        return {
            name: {"members": now.get(name, 0), "net": now.get(name, 0) - before.get(name, 0)}
            for name in sorted(set(now) | set(before))
        }

    def _members_by(self, month: Month, by: str) -> dict[str, int]:
        rows = metrics.table(self.metrics(month), f"members_by_{by}")
        told = self.counting.members_by(by, month.period)
        return {name: rows.get(name, 0) + told.get(name, 0) for name in set(rows) | set(told)}

    @cached_property
    def launch(self) -> tuple[date, str]:
        """The day it began, and how we know: set, told by the first activity, or by neither."""
        until = self.counting.until
        if self.community.launched_on and self.community.launched_on <= until.ends_on:
            return self.community.launched_on, "launched_on"
        first = self.counting.first_day()
        if first and date.fromisoformat(first) <= until.ends_on:
            return date.fromisoformat(first), "first_activity"
        return until.starts_on, "reported_month"
