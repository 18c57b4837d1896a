"""The same definitions in plain Python, written apart from the measures, to be compared with them."""

from collections import defaultdict
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def at(line: dict) -> datetime:
    return datetime.fromisoformat(line["time"])


def month(line: dict) -> str:
    return at(line).astimezone(LONDON).strftime("%Y-%m")


def person(line: dict) -> str:
    return "m:" + line["member"] if "member" in line else "v:" + line["visitor"]


def counted(lines: list[dict]) -> list[dict]:
    seen, kept = set(), []
    for line in sorted(lines, key=at):
        if line["id"] in seen:
            continue
        seen.add(line["id"])
        if not line.get("flags") and line.get("status", 200) in (200, 304):
            kept.append(line)
    return sorted(kept, key=lambda li: (at(li), li["id"]))


def page_views(lines: list[dict]) -> list[dict]:
    kept = []
    by_item = defaultdict(list)
    for line in counted(lines):
        if line["kind"] == "page.opened":
            by_item[person(line), line["object"]].append(line)
    for run in by_item.values():
        for line, later in zip(run, [*run[1:], None], strict=True):
            if later is None or (at(later) - at(line)).total_seconds() > 30:
                kept.append(line)
    return kept


def visits(lines: list[dict]) -> list[list[dict]]:
    found = []
    there = [li for li in counted(lines) if not li["kind"].startswith("member.")]
    for _who, run in groupby(sorted(there, key=lambda li: (person(li), at(li), li["id"])), person):
        last = None
        for line in run:
            if last is None or (at(line) - at(last)).total_seconds() >= 1800:
                found.append([])
            found[-1].append(line)
            last = line
    return found


def traffic(lines: list[dict]) -> dict[str, dict]:
    months: dict[str, dict] = defaultdict(
        lambda: {"views": 0, "visits": 0, "minutes": [], "active": set()}
    )
    for view in page_views(lines):
        months[month(view)]["views"] += 1
        if "member" in view:
            months[month(view)]["active"].add(view["member"])
    spent: dict[tuple, float] = defaultdict(float)
    ordered = sorted(enumerate(visits(lines)), key=lambda pair: at(pair[1][0]))
    for number, visit in ordered:
        minutes, read = 0.0, False
        for line in visit:
            if line["kind"] != "page.engaged":
                continue
            read = True
            key = (person(line), line.get("view") or (number, line.get("object", "")))
            more = min(line.get("seconds", 15.0), max(0.0, 1800.0 - spent[key]))
            spent[key] += line.get("seconds", 15.0)
            minutes += more / 60
        months[month(visit[0])]["visits"] += 1
        if read:
            months[month(visit[0])]["minutes"].append(minutes)
    return {
        name: {
            "views": m["views"],
            "visits": m["visits"],
            "active": len(m["active"]),
            "read": sum(m["minutes"]) / len(m["minutes"]) if m["minutes"] else None,
        }
        for name, m in months.items()
    }


def membership(lines: list[dict], until: str) -> tuple[int, int, int]:
    """Members at the end of a month, new in it, left in it."""
    inside, new, gone = set(), 0, 0
    for line in counted(lines):
        if month(line) > until:
            continue
        who = line.get("member")
        if line["kind"] == "member.joined" and who not in inside:
            inside.add(who)
            new += month(line) == until
        if line["kind"] == "member.left" and who in inside:
            inside.discard(who)
            gone += month(line) == until
    return len(inside), new, gone
