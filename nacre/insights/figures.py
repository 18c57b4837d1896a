"""All figures of a community's month, before disclosure: what every report is made from."""

from datetime import UTC, date, datetime
from typing import Any

from ibis import _

from nacre.communities.models import Community, Sponsor
from nacre.insights import content, counting, measures, metrics, segments
from nacre.insights.counting import Counting
from nacre.insights.disclosure import (
    BODY,
    Breakdown,
    Cell,
    Headline,
    Mean,
    Only,
    Percent,
)
from nacre.insights.labels import topic_namer
from nacre.insights.membership import MembershipBook
from nacre.insights.metrics import Metric
from nacre.insights.periods import Month, day_starts_at, months_between

DEFINITIONS_VERSION = "2026.1"
SERIES_MONTHS = 13
PEOPLE = {"members", "people"}
TOTALS = {"members", "new_members", "left_members", "toolkit_registrants"}
Figures = dict[str, Any]


def figures_of(
    community: Community, month: Month, *, sponsor: Sponsor | None = None, groups: bool = False
) -> Figures:
    """Everything that is known of the month; `groups` divides professions coarsely."""
    with counting.opened(community.slug, month) as opened:
        return _Month(community, month, opened, sponsor, groups).figures()


class _Month:
    """One month in the making."""

    def __init__(
        self,
        community: Community,
        month: Month,
        opened: Counting,
        sponsor: Sponsor | None,
        groups: bool,
    ) -> None:
        self.community, self.month, self.counting = community, month, opened
        self.sponsor, self.groups = sponsor, groups
        self.book = MembershipBook(community, opened)
        self.traffic = _traffic_by_month(opened)
        self.launched_on, self.launch_basis = self.book.launch

    def figures(self) -> Figures:
        """The whole document, in the order of a report."""
        return {
            **self._heading(),
            **self._members(),
            **self._traffic(),
            "months": [self._of(month) for month in self._series()],
            "days": self._days(),
            "by_profession": self._divided("profession"),
            "by_region": self._divided("region"),
            **self._content(),
            "metrics": self._metrics(),
            "left_out": Only(BODY, self.counting.left_out(self.month), {}),
        }

    def _heading(self) -> Figures:
        return {
            "community": {"slug": self.community.slug, "name": self.community.name},
            "client": self.community.client.name,
            "month": self.month.key,
            "period": {
                "label": self.month.label,
                "dates": f"1–{self.month.ends_on.day} {self.month.label}",
                "starts_at": self.month.starts_at,
                "ends_at": self.month.ends_at,
                "starts_on": self.month.starts_on,
                "ends_on": self.month.ends_on,
                "timezone": "Europe/London",
                "hours": _hours(self.month),
                "is_complete": self.month.is_complete(datetime.now(UTC)),
            },
            "definitions_version": DEFINITIONS_VERSION,
            "launch": {"on": self.launched_on, "basis": self.launch_basis},
        }

    def _members(self) -> Figures:
        now = self.book.count(self.month)
        at_launch = self.book.at_end_of(self.launched_on)
        first = Month(self.launched_on.year, self.launched_on.month)
        months = len(months_between(first, self.month)) - 1
        return {
            "members": Headline(now.members),
            "members_at_launch": Headline(at_launch),
            "members_at_start": Headline(now.start),
            "members_at_end": Headline(now.members),
            "new_members": Headline(now.new),
            "left": Headline(now.left),
            "net": Headline(now.net),
            "month_growth_pct": Percent(now.net, now.start, digits=2),
            "growth": {
                "net": Headline(now.members - at_launch),
                "pct": Percent(now.members - at_launch, at_launch, digits=2),
                "months": months,
                # Rates from exact counts: beside rounded ones they would give the exact ones away.
                "members_per_month": Only(
                    BODY, _per_month(now.members - at_launch, months, now.members), None
                ),
                "cmgr_pct": Only(BODY, _compound(at_launch, now.members, months), None),
            },
            "toolkit_registrants": Headline(self.book.registrants(self.month)),
        }

    def _traffic(self) -> Figures:
        now = self.traffic.get(self.month.key, {})
        views, visits = now.get("views", 0), now.get("visits", 0)
        people, readers = now.get("people", 0), now.get("readers", 0)
        seen = now.get("viewers", 0)
        read_visits = now.get("read_visits", 0)
        whole = [self._views(m) for m in self._complete_months()]
        mean = sum(whole) / len(whole) if whole else 0.0
        lasted = Mean(now.get("lasted"), visits - now.get("single_page", 0), people)
        read = Mean(now.get("read"), read_visits, readers)
        return {
            "active_members": Headline(now.get("active", 0)),
            "active_share_pct": Percent(now.get("active", 0), self.book.count(self.month).members),
            "page_views": Headline(views, seen),
            "page_views_by_members": Headline(now.get("member_views", 0), seen),
            "page_views_monthly_mean": Headline(int(mean + 0.5), seen),
            "page_views_monthly_mean_exact": Only(BODY, round(mean, 4), None),
            "page_views_monthly_mean_months": len(whole),
            "visits": Headline(visits, seen),
            "single_page_visits_pct": Percent(now.get("single_page", 0), visits),
            "visit_minutes_mean": lasted,
            "engaged_minutes_per_visit": read if read_visits else lasted,
            "engaged_basis": "engaged_time" if read_visits else "visit_duration",
            "engaged_minutes_total": Headline(round(now.get("read_total") or 0), readers),
            "visits_with_engaged_time": Headline(read_visits, readers),
            "engaged_minutes_per_all_visits": Mean(
                (now.get("read_total") or 0) / visits if visits else None, visits, people
            ),
        }

    def _complete_months(self) -> list[Month]:
        """The months that lie wholly after the launch; where none does, the reported one.

        Where the first activity is the launch, its month is whole: nothing was before it.
        """
        first = Month(self.launched_on.year, self.launched_on.month)
        if self.launch_basis == "launched_on" and self.launched_on.day > 1:
            first = first.next()
        return months_between(min(first, self.month), self.month)

    def _series(self) -> list[Month]:
        first = Month(self.launched_on.year, self.launched_on.month)
        return months_between(max(first, self.month.previous(SERIES_MONTHS - 1)), self.month)

    def _views(self, month: Month) -> int:
        return self.traffic.get(month.key, {}).get("views", 0)

    def _of(self, month: Month) -> Figures:
        now, members = self.traffic.get(month.key, {}), self.book.count(month)
        people = now.get("people", 0)
        lasted = Mean(now.get("lasted"), now.get("visits", 0) - now.get("single_page", 0), people)
        read = Mean(now.get("read"), now.get("read_visits", 0), now.get("readers", 0))
        return {
            "month": month.key,
            "label": month.label,
            "members": Headline(members.members),
            "new_members": Headline(members.new),
            "left": Headline(members.left),
            "active_members": Headline(now.get("active", 0)),
            "visits": Headline(now.get("visits", 0), now.get("viewers", 0)),
            "page_views": Headline(now.get("views", 0), now.get("viewers", 0)),
            "engaged_minutes_per_visit": read if now.get("read_visits") else lasted,
            "toolkit_registrants": Headline(self.book.registrants(month)),
        }

    def _days(self) -> Only:
        views = self.counting.in_month(self.counting.views, self.month)
        found = {r["day"]: r for r in self.counting.rows(measures.views_by(views, "day"))}
        days = range(self.month.starts_on.toordinal(), self.month.ends_on.toordinal() + 1)
        rows = [
            (date.fromordinal(d).isoformat(), found.get(date.fromordinal(d).isoformat()))
            for d in days
        ]
        return Only(
            BODY,
            [
                {"day": day, "page_views": Cell(r["views"], r["members"]) if r else 0}
                for day, r in rows
            ],
        )

    def _divided(self, by: str) -> Breakdown:
        """Members, new and active members by profession or region."""
        rows = self.book.divided(self.month, by)
        active = measures.active(self.counting.people, self.counting.views)
        told = self.counting.in_month(active, self.month).mutate(of=_[by].fill_null(""))
        known = self.counting.rows(
            told.group_by("member").agg(of=_.of.max()).group_by("of").agg(active=_.count())
        )
        for row in known:
            rows.setdefault(row["of"], {"members": 0, "net": 0})["active"] = row["active"]
        if by == "profession" and self.groups:
            rows = _grouped(rows)
        label = segments.profession_label if by == "profession" else segments.region_label
        ordered = sorted(
            rows.items(), key=lambda pair: (-pair[1]["members"], -pair[1].get("active", 0), pair[0])
        )
        return Breakdown(
            [
                {
                    by: name,
                    "label": label(name),
                    "members": Cell(row["members"], row["members"]),
                    "net": Cell(row["net"], abs(row["net"])),
                    "active_members": Cell(row.get("active", 0), row.get("active", 0)),
                }
                for name, row in ordered
            ],
            columns=("members", "net", "active_members"),
        )

    def _content(self) -> Figures:
        funding = self._funded_part()
        searched = content.search_totals(self.counting, self.month)
        return {
            "popular": content.popular(self.counting, self.month, funding),
            "downloads": content.downloads(self.counting, self.month, funding),
            "toolkits": content.toolkits(self.counting, self.month),
            "topics": Only(
                BODY,
                content.topics(self.counting, self.month, topic_namer(self.community)),
                {"hot": [], "cooling": [], "most_read": [], "compared": False},
            ),
            "searches": Only(BODY, {k: Headline(v) for k, v in searched.items()}, {}),
            "searches_without_result": Only(
                BODY, content.searches_without_result(self.counting, self.month)
            ),
        }

    def _funded_part(self) -> str | None:
        """A sponsor's lists show what it funds; all, if it funds the whole site."""
        if self.sponsor is None:
            return None
        funded = self.community.funding_relationships.filter(sponsor=self.sponsor)
        return None if any(not f.area for f in funded) else self.sponsor.slug

    def _metrics(self) -> list[Figures]:
        """Whatever else the components of this community count; of learning, a sponsor's own part."""
        part = self._funded_part()
        found = self.book.metrics(self.month)
        if part is not None:
            found = metrics.collect(self.community, self.month, part)
        return [
            {
                "code": metric.code,
                "label": metric.label,
                "unit": metric.unit,
                "component": metric.component,
                "value": _as_figure(metric, metric.value),
            }
            for metric in found.values()
            if not isinstance(metric.value, dict) and metric.code not in TOTALS
        ]


def _traffic_by_month(opened: Counting) -> dict[str, Figures]:
    """Views, visits and active members of every month, in three questions."""
    found: dict[str, Figures] = {}
    views = measures.views_by(opened.views, "month")
    active = measures.active_by(measures.active(opened.people, opened.views), "month")
    of_members = measures.views_by(opened.views.filter(_.member.notnull()), "month")
    for row in opened.rows(views):
        found.setdefault(row["month"], {}).update(views=row["views"], people=row["people"])
    for row in opened.rows(of_members):
        found.setdefault(row["month"], {}).update(member_views=row["views"], viewers=row["members"])
    for row in opened.rows(measures.visits_by_month(opened.visits)):
        found.setdefault(row["month"], {}).update(row)
    for row in opened.rows(active):
        found.setdefault(row["month"], {}).update(active=row["members"])
    return found


def _grouped(rows: dict[str, Figures]) -> dict[str, Figures]:
    """Professions put together into the groups of the segment catalogue."""
    groups: dict[str, Figures] = {}
    for name, row in rows.items():
        group = groups.setdefault(
            segments.profession_group(name), {"members": 0, "net": 0, "active": 0}
        )
        for column in group:
            group[column] += row.get(column, 0)
    return groups


def _as_figure(metric: Metric, value: int | Headline | Mean | Percent) -> Any:
    """People of one sort are a part of the community and protected as such; totals are not."""
    if not isinstance(value, int):
        return value
    if metric.unit in PEOPLE and metric.code not in TOTALS:
        return Cell(value, value)
    return Headline(value)


def _per_month(net: int, months: int, people: int) -> Mean:
    return Mean(net / months if months else None, months and people, people)


def _compound(first: int, last: int, months: int) -> Mean:
    """Compound monthly growth; none where nobody was there at the launch."""
    if not first or not months:
        return Mean(None, 0, 0)
    return Mean(100 * ((last / first) ** (1 / months) - 1), min(first, last), first, digits=2)


def _hours(month: Month) -> int:
    return int((day_starts_at(month.next().starts_on) - month.starts_at).total_seconds() // 3600)
