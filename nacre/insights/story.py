"""The words of a report, drawn from figures that are already disclosed: no sentence knows more."""

from typing import Any

from nacre.insights.disclosure import HIDDEN
from nacre.insights.segments import profession_label

Figures = dict[str, Any]
FEW_MEMBERS = 40

TILES = (
    ("members", "Members", ""),
    ("active_members", "Active members", ""),
    ("visits", "Visits", ""),
    ("page_views", "Page views", ""),
    ("engaged_minutes_per_visit", "Engaged time per visit", "min"),
    ("toolkit_registrants", "Toolkit registrants", ""),
)


def is_number(value: Any) -> bool:
    """Whether a figure was disclosed as a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def shown(value: Any, unit: str = "") -> str:
    """A figure as people read it: 3,294 · 4.0 min · fewer than 8 · not available."""
    if value == HIDDEN:
        return "fewer than 8"
    if not is_number(value):
        return "–"
    text = f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"
    return f"{text} {unit}".strip()


def change(value: Any, other: Any) -> str:
    """The difference as people read it: +12 · −3 · no change; empty where one is unknown."""
    if not (is_number(value) and is_number(other)):
        return ""
    difference = round(value - other, 1)
    if not difference:
        return "no change"
    size = abs(difference)
    text = f"{size:,.1f}" if isinstance(size, float) and size % 1 else f"{int(size):,}"
    return ("+" if difference > 0 else "−") + text


def tiles(figures: Figures) -> list[Figures]:
    """The six figures of the first page, with their last thirteen months."""
    months = figures["months"]
    found = []
    for code, label, unit in TILES:
        series = [{"month": m["month"], "label": m["label"], "value": m[code]} for m in months]
        previous = series[-2]["value"] if len(series) > 1 else None
        year_ago = series[-13]["value"] if len(series) > 12 else None
        found.append(
            {
                "code": code,
                "label": label,
                "unit": unit,
                "value": figures[code],
                "shown": shown(figures[code], unit),
                "previous": previous,
                "change": change(figures[code], previous),
                "year_ago": year_ago,
                "change_on_year": change(figures[code], year_ago),
                "series": series,
            }
        )
    return found


def sentences(figures: Figures) -> list[str]:
    """The month in three sentences: growth, what people cared about, what to do next."""
    return [_growth(figures), _cared_about(figures), _next_step(figures)]


def _growth(figures: Figures) -> str:
    members, net, month = figures["members"], figures["net"], figures["period"]["label"]
    if not is_number(members):
        return f"The community had fewer than 8 members at the end of {month}."
    start = f"{figures['community']['name']} had {members:,} members at the end of {month}"
    if is_number(net) and net > 0:
        start += f", {net:,} more than a month before"
    elif is_number(net) and net < 0:
        start += f", {-net:,} fewer than a month before"
    at_launch = figures["members_at_launch"]
    if is_number(at_launch) and at_launch and figures["growth"]["months"] > 1:
        start += f", and has grown from {at_launch:,} since its launch"
    return start + "."


def _cared_about(figures: Figures) -> str:
    if not figures["page_views"]:
        return "Nobody opened a page in this month."
    if not figures["popular"]:
        return "No page was opened by 8 members or more, so none is named here."
    top = figures["popular"][0]
    said = f"“{top['title']}” reached most members ({shown(top['members'])})"
    hot = [topic["label"] for topic in figures["topics"]["hot"][:2]]
    if hot:
        said += f", and interest ran well above the half-year before in {' and '.join(hot)}"
    return said + "."


def _next_step(figures: Figures) -> str:
    if figures["searches_without_result"]:
        row = figures["searches_without_result"][0]
        return (
            f"{shown(row['members'])} members searched for “{row['query']}” and found nothing: "
            "consider commissioning it."
        )
    if figures["topics"]["hot"]:
        return f"Consider more on {figures['topics']['hot'][0]['label']} while interest is high."
    if figures["topics"]["cooling"]:
        return f"Consider whether {figures['topics']['cooling'][0]['label']} needs a fresh look."
    return "No signal in this month calls for a change of plan."


def findings(figures: Figures) -> Figures:
    """What each chart shows, in one line; the title above it."""
    return {
        "membership": _membership_finding(figures),
        "page_views": _views_finding(figures),
        "professions": _professions_finding(figures),
        "popular": _popular_finding(figures),
        "topics": _topics_finding(figures),
        "learning": _learning_finding(figures),
    }


def _month_name(figures: Figures) -> str:
    return figures["period"]["label"].split()[0]


def _membership_finding(figures: Figures) -> str:
    net, name = figures["net"], _month_name(figures)
    if not is_number(net):
        return "Membership changed by fewer than 8"
    known = [row for row in figures["by_profession"] if row["profession"] and is_number(row["net"])]
    if net > 0 and known:
        top = max(known, key=lambda row: row["net"])
        if top["net"] * 2 >= net:
            return f"{top['label']} drove {name}’s growth"
    if net == 0:
        return f"Membership held steady in {name}"
    return f"Membership {'grew' if net > 0 else 'fell'} by {abs(net):,} in {name}"


def _views_finding(figures: Figures) -> str:
    months = figures["months"]
    now = figures["page_views"]
    if not is_number(now):
        return "Page views come from fewer than 8 members"
    known = [m["page_views"] for m in months if is_number(m["page_views"])]
    name = _month_name(figures)
    if now and len(known) > 2 and now == max(known):
        return f"{name} was the busiest month of the last {len(known)}"
    previous = months[-2]["page_views"] if len(months) > 1 else None
    if not is_number(previous) or not previous:
        return f"{now:,} page views in {name}"
    percent = round(100 * (now - previous) / previous)
    if abs(percent) < 2:
        return f"Page views held steady in {name}"
    return f"Page views {'rose' if percent > 0 else 'fell'} by {abs(percent)} % in {name}"


def _professions_finding(figures: Figures) -> str:
    known = [row for row in figures["by_profession"] if is_number(row["members"])]
    named = [row for row in known if row["profession"] and row["members"]]
    if not named or not is_number(figures["members"]):
        return "Every profession has fewer than 8 members"
    top = max(named, key=lambda row: row["members"])
    share = round(100 * top["members"] / figures["members"]) if figures["members"] else 0
    label = profession_label(top["profession"])
    return (
        f"{label} make up {share} % of members"
        if share < 100
        else f"All members are {label.lower()}"
    )


def _popular_finding(figures: Figures) -> str:
    if not figures["popular"]:
        return "No page reached 8 members"
    return f"“{figures['popular'][0]['title']}” reached most members"


def _topics_finding(figures: Figures) -> str:
    hot, cooling = figures["topics"]["hot"], figures["topics"]["cooling"]
    if hot:
        return f"Interest in {hot[0]['label']} is rising"
    if cooling:
        return f"Interest in {cooling[0]['label']} is cooling"
    return "No topic stood out against the half-year before"


def _learning_finding(figures: Figures) -> str:
    done = {row["code"]: row["value"] for row in figures["metrics"]}.get("courses_completed")
    name = _month_name(figures)
    if done == HIDDEN:
        return f"Fewer than 8 courses were completed in {name}"
    if not done:
        return f"No course was completed in {name}"
    return f"{shown(done)} course{'s were' if done != 1 else ' was'} completed in {name}"


def notes(figures: Figures) -> list[str]:
    """What a reader must know before reading on: few members, an unfinished month."""
    found = []
    members = figures["members"]
    if not is_number(members) or members < FEW_MEMBERS:
        found.append(
            "This community has few members, so many figures are hidden to protect them. "
            "A quarterly report would show more."
        )
    if not figures["period"]["is_complete"]:
        found.append("The month has not ended: the figures will still change.")
    if figures["engaged_basis"] == "visit_duration" and figures["visits"]:
        found.append(
            "No reading time was measured, so time per visit is the time from a visit’s first "
            "to its last page; visits of a single page are left out of it."
        )
    return found


def method(figures: Figures) -> list[str]:
    """The fixed note on how everything was counted."""
    audience = {
        "body": "Totals of the whole community are exact. In every table a count of 1 to 7 people "
        "is shown as *, and a second cell is hidden where one alone could be worked out.",
        "sponsor": "0 is shown as 0, a count of 1 to 7 people as *, everything else rounded to the "
        "nearest 5; percentages need 40 people or more and come from rounded counts.",
    }[figures["audience"]]
    return [
        f"Months are those of Europe/London: {figures['period']['label']} had "
        f"{figures['period']['hours']} hours.",
        "Left out: robots on the COUNTER list and headless browsers, in-house staff, sponsors’ "
        "people, monitoring, previews, prefetches, HEAD requests and answers other than 200 or 304.",
        "A page view is a page opened; the same person opening the same page again within "
        "30 seconds counts once, and the later one is kept (COUNTER).",
        "A visit is a run of one person’s activity with gaps under 30 minutes. It is not split at "
        "midnight and belongs to the month in which it starts.",
        "Engaged time is counted in steps of 15 seconds while the page is visible and used, up to "
        "30 minutes a page view. Per visit it is the mean over visits in which any was measured.",
        "Members have an active membership at the end of the month, without staff, sponsors and "
        "test accounts. Members at the end are those at the start, plus new, less left.",
        "Active members opened a page, learned or took part in a discussion. Their number cannot "
        "be added up over months.",
        "Popular pages are ranked by distinct members, then by minutes of engaged time. Pages, "
        "files and search words are named only if 8 members or more stand behind them.",
        "A topic is hot or cooling if its share of member and topic pairs differs from that of the "
        "six months before by more than chance (log-odds with a prior, |z| of 1.96 or more).",
        "Visitors without an account are told apart for one day by a keyed hash of address and "
        "browser; the key is destroyed. Whoever objects is not counted.",
        audience,
        f"Definitions {figures['definitions_version']}, disclosure rules "
        f"{figures['rules_version']}. Figures once released are kept; a change is a restatement "
        "with its reason.",
    ]
