"""One line of activity: what it may carry, and what is wrong with one that may not be counted.

docs/reference/activity.md is this file in prose.
"""

import difflib
import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from nacre.insights import kinds
from nacre.insights.periods import Month, london_day, micros
from nacre.insights.traffic import FLAGS, agent_flags

TEXTS = {  # field: longest value
    "id": 80, "object": 200, "type": 60, "title": 500, "url": 2000, "visitor": 200, "member": 200,
    "profession": 60, "role": 60, "grade": 60, "region": 60, "view": 80, "query": 500,
    "funding": 60,
}  # fmt: skip
FIELDS = (
    "id", "time", "kind", "object", "type", "title", "url", "topics", "visitor", "member",
    "profession", "role", "grade", "region", "flags", "view", "seconds", "query", "results",
    "status", "funding", "user_agent", "props",
)  # fmt: skip
NEEDS_PERSON = {
    kinds.PAGE_OPENED, kinds.PAGE_ENGAGED, kinds.SEARCH_MADE, kinds.RESOURCE_DOWNLOADED
}  # fmt: skip
NEEDS_MEMBER = {kinds.MEMBER_JOINED, kinds.MEMBER_LEFT, kinds.TOOLKIT_REGISTERED}
NEEDS_OBJECT = {kinds.PAGE_OPENED, kinds.RESOURCE_DOWNLOADED}
BEAT_SECONDS = 15.0
SECONDS_A_DAY = 86_400
OLDEST_YEAR = 2000
FURTHEST_AHEAD = timedelta(days=366)


@dataclass
class LineError(Exception):
    """Why a line cannot be counted: the field, what is wrong, and what to write instead."""

    field: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.field}: {self.problem} {self.remedy}"


def parse(text: str | bytes, known: Collection[str] | None = None) -> dict[str, Any]:
    """The row that a line of JSON stands for; `known` kinds are all that is taken if given."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise LineError(
            "line", "is not JSON.", 'Write one object a line, such as {"time": …}.'
        ) from problem
    if not isinstance(said, dict):
        raise LineError("line", "is not an object.", 'Write one object a line: {"time": …}.')
    if not _is_whole_text(said):
        raise LineError("line", "holds half a character.", "Write whole characters, as UTF-8.")
    return read(said, known)


def _is_whole_text(said: dict[str, Any]) -> bool:
    """Whether no text has a lone surrogate, which JSON can write and no file can keep."""
    try:
        json.dumps(said, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def read(said: dict[str, Any], known: Collection[str] | None = None) -> dict[str, Any]:
    """The row that a line stands for, checked field by field."""
    _refuse_unknown(said)
    kind = _kind(said.get("kind"), known)
    moment = _moment(said.get("time"))
    row: dict[str, Any] = {name: _text(said, name, most) for name, most in TEXTS.items()}
    row |= {
        "kind": kind,
        "at": moment,
        "micros": micros(moment),
        "day": london_day(moment).isoformat(),
        "month": Month.of(moment).key,
        "topics": _words(said, "topics", 50),
        "flags": _flags(said),
        "seconds": _number(said, "seconds", SECONDS_A_DAY),
        "results": _whole(said, "results", 10**9),
        "status": _whole(said, "status", 599),
        "props": _props(said),
    }
    row["object"] = row["object"] or row["url"]
    _require_what_the_kind_needs(row)
    return row


def _refuse_unknown(said: dict[str, Any]) -> None:
    for name in said:
        if name not in FIELDS:
            near = difflib.get_close_matches(name, FIELDS, 1)
            hint = f"Did you mean {near[0]!r}? " if near else ""
            raise LineError(name, "is no field of activity.", f"{hint}Put it inside 'props'.")


def _kind(kind: Any, known: Collection[str] | None) -> str:
    if not isinstance(kind, str) or not re.fullmatch(r"[a-z_]+\.[a-z_]+", kind):
        raise LineError("kind", f"{kind!r} is no kind.", "Write noun.past-verb: 'page.opened'.")
    if known is not None and kind not in known:
        near = difflib.get_close_matches(kind, known, 1, 0.5)
        hint = f"Did you mean {near[0]!r}? " if near else ""
        raise LineError("kind", f"{kind!r} is not known here.", f"{hint}Known: {_list(known)}.")
    return kind


def _list(words: Collection[str]) -> str:
    return ", ".join(sorted(words))


def _moment(text: Any) -> datetime:
    remedy = "Write it with its offset: 2026-10-25T01:30:00+01:00 or 2026-10-25T00:30:00Z."
    if not isinstance(text, str) or "T" not in text.replace(" ", "T", 1).upper():
        raise LineError("time", f"{text!r} is no moment.", remedy)
    try:
        moment = datetime.fromisoformat(text.strip().upper())
        if moment.tzinfo is None:
            raise LineError("time", f"{text!r} does not say in which time zone.", remedy)
        return _plausible(moment.astimezone(UTC), text)
    except (ValueError, OverflowError) as problem:
        raise LineError("time", f"{text!r} is no moment.", remedy) from problem


def _plausible(moment: datetime, text: str) -> datetime:
    """One line dated 1969 would make the community half a century old."""
    if moment.year < OLDEST_YEAR or moment > datetime.now(UTC) + FURTHEST_AHEAD:
        remedy = f"Times from {OLDEST_YEAR} on are taken, and none that is more than a year ahead."
        raise LineError("time", f"{text!r} is not when this happened.", remedy)
    return moment


def _text(said: dict[str, Any], name: str, most: int) -> str | None:
    value = said.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise LineError(name, f"{value!r} is no text.", "Write it in quotation marks.")
    if len(value) > most:
        raise LineError(name, f"has {len(value)} characters.", f"Keep it to {most}.")
    return value.strip() or None


def _words(said: dict[str, Any], name: str, most: int) -> list[str]:
    value = said.get(name) or []
    if not isinstance(value, list) or not all(isinstance(w, str) for w in value):
        raise LineError(name, f"{value!r} is no list of words.", f'Write {{"{name}": ["one"]}}.')
    if len(value) > most:
        raise LineError(name, f"has {len(value)} entries.", f"Keep it to {most}.")
    return sorted({word.strip() for word in value if word.strip()})


def _flags(said: dict[str, Any]) -> list[str]:
    """The flags of the line, with what its user agent gives away; the agent itself is not kept."""
    found = set(_words(said, "flags", len(FLAGS)))
    if wrong := found - set(FLAGS):
        raise LineError("flags", f"{sorted(wrong)[0]!r} is no flag.", f"Known: {_list(FLAGS)}.")
    agent = said.get("user_agent")
    if agent is not None:
        if not isinstance(agent, str):
            raise LineError("user_agent", f"{agent!r} is no text.", "Write it in quotation marks.")
        found |= set(agent_flags(agent))
    return sorted(found)


def _number(said: dict[str, Any], name: str, most: float) -> float | None:
    value = said.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        raise LineError(name, f"{value!r} is no number from 0 to {most}.", "Write it bare: 15.")
    return float(value)


def _whole(said: dict[str, Any], name: str, most: int) -> int | None:
    value = _number(said, name, most)
    if value is not None and value != int(value):
        raise LineError(name, f"{value!r} is no whole number.", "Write it bare: 0.")
    return None if value is None else int(value)


def _props(said: dict[str, Any]) -> str | None:
    value = said.get("props")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise LineError("props", f"{value!r} is no object.", 'Write {"props": {"name": "value"}}.')
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _require_what_the_kind_needs(row: dict[str, Any]) -> None:
    kind = row["kind"]
    if kind in NEEDS_MEMBER and not row["member"]:
        raise LineError("member", f"is missing from {kind}.", "Give the key of the member.")
    if kind in NEEDS_PERSON and not (row["member"] or row["visitor"]):
        raise LineError("visitor", f"is missing from {kind}.", "Give a visitor or a member key.")
    if kind in NEEDS_OBJECT and not row["object"]:
        raise LineError("object", f"is missing from {kind}.", "Give an object or a url.")
    if kind == kinds.SEARCH_MADE and not row["query"]:
        raise LineError("query", f"is missing from {kind}.", "Give the words that were searched.")
