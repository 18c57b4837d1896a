"""The parts of a report in their order: a finding, a chart, its numbers in a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from nacre.insights.labels import kind_label
from nacre.insights.rendering import charts
from nacre.insights.rendering.look import Look
from nacre.insights.story import shown

Document = dict[str, Any]
LEARNING = ("learning", "certificates", "cpd")  # the components whose metrics stand together
Columns = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Table:
    """Numbers with a caption: what stands behind a chart, and one sheet of the workbook."""

    name: str
    caption: str
    head: list[str]
    rows: list[list[Any]]
    note: str = ""


@dataclass(frozen=True)
class Section:
    """One part: its heading says what it is about, its finding what it shows."""

    slug: str
    heading: str
    finding: str
    table: Table
    svg: str = ""
    alt: str = ""
    extra: list[Table] = field(default_factory=list)
    beside: bool = False  # the tables are narrow enough for one row


def _table(name: str, caption: str, rows: Sequence[Document], columns: Columns) -> Table:
    return Table(
        name,
        caption,
        [label for _code, label in columns],
        [[row.get(code) for code, _label in columns] for row in rows],
    )


def sections(document: Document, look: Look) -> list[Section]:
    """All parts that this document has figures for."""
    if "months" not in document:
        return []
    makers: list[Callable[[Document, Look], Section]] = [
        _membership, _professions, _traffic, _popular, _requested
    ]  # fmt: skip
    if any(row["component"] == LEARNING[0] and row["value"] for row in _learnt(document)):
        makers.append(_learning)
    if document["audience"] == "body":
        makers += [_topics, _searches]
    return [make(document, look) for make in makers]


def tables(document: Document, look: Look) -> list[Table]:
    """Every table, for the workbook."""
    return [t for s in sections(document, look) for t in (s.table, *s.extra)]


def _alt(document: Document, code: str) -> str:
    return "; ".join(f"{m['label']} {shown(m[code])}" for m in document["months"])


MONTHS: Columns = (
    ("label", "Month"),
    ("members", "Members"),
    ("new_members", "New"),
    ("left", "Left"),
    ("active_members", "Active"),
)
TRAFFIC: Columns = (
    ("label", "Month"),
    ("visits", "Visits"),
    ("page_views", "Page views"),
    ("engaged_minutes_per_visit", "Minutes a visit"),
)
DIVIDED: Columns = (
    ("label", "Group"),
    ("members", "Members"),
    ("net", "Change"),
    ("active_members", "Active"),
)


def _membership(document: Document, look: Look) -> Section:
    finding = document["findings"]["membership"]
    at_start, new, left, at_end = (
        shown(document[code])
        for code in ("members_at_start", "new_members", "left", "members_at_end")
    )
    table = _table("Membership", "Membership by month", document["months"], MONTHS)
    steps = f"{at_start} at the start, {new} new, {left} left: {at_end} at the end."
    return Section(
        "membership",
        "Membership",
        finding,
        replace(table, note=steps),
        charts.line_chart(document["months"], "members", finding, look),
        "Members at the end of each month: " + _alt(document, "members"),
    )


def _professions(document: Document, look: Look) -> Section:
    finding = document["findings"]["professions"]
    rows = document["by_profession"]
    return Section(
        "professions",
        "Who they are",
        finding,
        _table("Professions", "Members by profession", rows, DIVIDED),
        charts.bar_chart(rows[:6], "label", "members", finding, look),
        "; ".join(f"{r['label']} {shown(r['members'])}" for r in rows),
        [_table("Regions", "Members by nation or NHS region", document["by_region"], DIVIDED)],
        beside=True,
    )


def _traffic(document: Document, look: Look) -> Section:
    finding = document["findings"]["page_views"]
    return Section(
        "traffic",
        "Visits and page views",
        finding,
        _table("Traffic", "Visits and page views by month", document["months"], TRAFFIC),
        charts.column_chart(document["months"], "page_views", finding, look),
        "Page views by month: " + _alt(document, "page_views"),
    )


def _popular(document: Document, look: Look) -> Section:
    finding, rows = document["findings"]["popular"], document["popular"]
    with_kind = [{**row, "kind": kind_label(row["type"])} for row in rows]
    columns: Columns = (
        ("title", "Page"),
        ("kind", "Kind"),
        ("members", "Members"),
        ("engaged_minutes", "Minutes"),
        ("page_views", "Views"),
    )
    return Section(
        "popular",
        "What was popular",
        finding,
        _table("Popular", "Pages by distinct members", with_kind, columns),
        charts.bar_chart(rows[:6], "title", "members", finding, look) if rows else "",
        "; ".join(f"{r['title']} {shown(r['members'])}" for r in rows),
    )


def _requested(document: Document, look: Look) -> Section:
    files, toolkits = document["downloads"], document["toolkits"]
    registrants = shown(document["toolkit_registrants"])
    finding = f"Toolkit registrants to date: {registrants}"
    if files:
        finding = f"“{files[0]['title']}” was taken away most"
    return Section(
        "downloads",
        "Downloads and toolkits",
        finding,
        _table(
            "Downloads",
            "Files by distinct members",
            files,
            (("title", "File"), ("members", "Members"), ("downloads", "Downloads")),
        ),
        extra=[
            _table(
                "Toolkits",
                f"New registrations for toolkits; {registrants} registrants to date",
                toolkits,
                (("title", "Toolkit"), ("members", "Members"), ("registrations", "Registrations")),
            )
        ],
        beside=True,
    )


def _learnt(document: Document) -> list[Document]:
    return [row for row in document.get("metrics", []) if row["component"] in LEARNING]


def _learning(document: Document, look: Look) -> Section:
    rows = sorted(_learnt(document), key=lambda row: LEARNING.index(row["component"]))
    columns: Columns = (("label", "What"), ("value", "Figure"), ("unit", "Unit"))
    return Section(
        "learning",
        "Learning",
        document["findings"].get("learning", "What members learnt"),
        _table("Learning", "What members learnt", rows, columns),
    )


def _topics(document: Document, look: Look) -> Section:
    columns: Columns = (
        ("label", "Topic"),
        ("verdict", "Trend"),
        ("members", "Members"),
        ("monthly_mean_before", "Monthly mean before"),
        ("z", "z"),
    )
    topics = document["topics"]
    most_read = topics["most_read"]
    finding = document["findings"]["topics"]
    return Section(
        "topics",
        "Hot and cooling topics",
        finding,
        _table(
            "Topics",
            "Topics against the six months before",
            topics["hot"] + topics["cooling"],
            columns,
        ),
        charts.bar_chart(most_read[:6], "label", "members", "Topics by members", look)
        if most_read
        else "",
        "Members by topic: " + "; ".join(f"{r['label']} {r['members']}" for r in most_read),
        [
            _table(
                "Topics by members",
                "Topics by distinct members this month",
                most_read,
                (("label", "Topic"), ("members", "Members")),
            )
        ],
    )


def _searches(document: Document, look: Look) -> Section:
    rows, total = document["searches_without_result"], document["searches"]
    finding = "Every search that 8 members made found something"
    if rows:
        finding = f"Members looked for “{rows[0]['query']}” in vain"
    elif total.get("without_result"):
        finding = "No search without a result was made by 8 members"
    note = f"In all {total.get('searches', 0):,} searches, {total.get('without_result', 0):,} without a result."
    table = _table(
        "Searches",
        "Searches with no result",
        rows,
        (("query", "Words"), ("members", "Members"), ("searches", "Searches")),
    )
    return Section(
        "searches",
        "Searches with no result",
        finding,
        Table(table.name, table.caption, table.head, table.rows, note),
    )
