"""What people read, downloaded, looked for and did not find, in one month."""

from collections.abc import Callable
from typing import Any

from ibis import _

from nacre.confidentiality import is_clean
from nacre.insights import measures
from nacre.insights.counting import Counting
from nacre.insights.disclosure import Cell, Mean, Ranked
from nacre.insights.kinds import TOOLKIT_REGISTERED
from nacre.insights.periods import Month
from nacre.insights.trends import (
    BASELINE_MONTHS,
    COOLING_SHOWN,
    HOT_SHOWN,
    Shown,
    Trend,
    trends,
)

Label = Callable[[str], str]
ITEMS = 10


def popular(counting: Counting, month: Month, funding: str | None = None) -> Ranked:
    """The month's pages by distinct members; only those a sponsor funds, if one is given."""
    views = measures.of_content(counting.in_month(counting.views, month))
    if funding:
        views = measures.funded_by(views, funding)
    found = counting.rows(
        measures.popular(views, counting.visits_of(month)).filter(_.members > 0).limit(200)
    )
    return Ranked([_page(row) for row in found], most=ITEMS)


def _page(row: dict[str, Any]) -> dict[str, Any]:
    people = row["members"]
    return {
        "object": row["item"],
        "title": row["title"] or row["url"] or row["item"],
        "type": row["type"] or "",
        "url": row["url"] or "",
        "members": Cell(people, people),
        "page_views": Cell(row["views"], people),
        "engaged_minutes": Cell(round(row["minutes"]), people),
    }


def downloads(counting: Counting, month: Month, funding: str | None = None) -> Ranked:
    """The month's files by distinct members."""
    requests = counting.in_month(measures.downloads(counting.people), month)
    if funding:
        requests = measures.funded_by(requests, funding)
    found = counting.rows(measures.requested(requests).filter(_.members > 0).limit(200))
    return Ranked([_file(row, "downloads") for row in found], most=ITEMS)


def toolkits(counting: Counting, month: Month) -> Ranked:
    """The month's toolkits by the members who registered for them."""
    told = counting.in_month(counting.people, month).filter(_.kind == TOOLKIT_REGISTERED)
    found = counting.rows(measures.requested(told.filter(_.item.notnull())).limit(200))
    return Ranked([_file(row, "registrations") for row in found], most=ITEMS)


def _file(row: dict[str, Any], times: str) -> dict[str, Any]:
    people = row["members"]
    return {
        "object": row["item"],
        "title": row["title"] or row["item"],
        "type": row["type"] or "",
        "members": Cell(people, people),
        times: Cell(row["times"], people),
    }


def topics(counting: Counting, month: Month, label: Label) -> dict[str, Any]:
    """Topics that run hot and that cool down, against the six months before."""
    earliest = month.previous(BASELINE_MONTHS).key
    people = counting.people.filter((_.month >= earliest) & (_.month <= month.key))
    now: dict[str, Shown] = {}
    before: dict[str, int] = {}
    for row in counting.rows(measures.topic_pairs(people)):
        if row["month"] == month.key:
            now[row["topic"]] = Shown(row["pairs"], row["items"], row["kinds"])
        else:
            before[row["topic"]] = before.get(row["topic"], 0) + row["pairs"]
    found = trends(now, before)
    hot = [_topic(t, label) for t in found if t.verdict == "hot"]
    cooling = [_topic(t, label) for t in reversed(found) if t.verdict == "cooling"]
    most_read = sorted(now.items(), key=lambda pair: (-pair[1].pairs, pair[0]))
    return {
        "hot": Ranked(hot, most=HOT_SHOWN),
        "cooling": Ranked(cooling, people="members_before", most=COOLING_SHOWN),
        "most_read": Ranked(
            [
                {"topic": name, "label": label(name), "members": Cell(shown.pairs, shown.pairs)}
                for name, shown in most_read
            ]
        ),
        "compared": bool(found),
    }


def _topic(trend: Trend, label: Label) -> dict[str, Any]:
    fewest = min(count for count in (trend.pairs, trend.before) if count)
    return {
        "topic": trend.topic,
        "label": label(trend.topic),
        "members": Cell(trend.pairs, trend.pairs),
        "members_before": Cell(trend.before, trend.before),
        "monthly_mean_before": Mean(trend.before / BASELINE_MONTHS, trend.before, trend.before),
        # Beside an exact count, an exact score would tell a hidden one.
        "z": Mean(trend.z, fewest, fewest, digits=2),
        "verdict": trend.verdict,
    }


def searches_without_result(counting: Counting, month: Month) -> Ranked:
    """What at least eight members looked for in vain, unless the words could identify someone."""
    made = counting.in_month(measures.searches(counting.visited), month)
    found = counting.rows(measures.searches_by_term(made))
    return Ranked(
        [_search(row) for row in found if row["without_result"] and is_clean(row["term"])]
    )


def _search(row: dict[str, Any]) -> dict[str, Any]:
    people = row["members_without_result"]
    return {
        "query": row["term"],
        "members": Cell(people, people),
        "searches": Cell(row["without_result"], people),
    }


def search_totals(counting: Counting, month: Month) -> dict[str, int]:
    """All searches of the month and those that found nothing, whoever made them."""
    made = counting.in_month(measures.searches(counting.visited), month)
    found = counting.rows(measures.searches_by_term(made))
    return {
        "searches": sum(row["times"] for row in found),
        "without_result": sum(row["without_result"] for row in found),
    }
