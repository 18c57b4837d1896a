"""What one person did, read back for that person alone."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import duckdb

from nacre.insights.activity_store import activity_folder, files_of
from nacre.insights.keys import account_key, member_key
from nacre.insights.spool import spool_folder

TOLD = ("at", "kind", "title", "url", "seconds", "query")


def keys_of(user: Any) -> list[str]:
    """The keys under which a person is counted: one for each membership, one for the account."""
    memberships = user.memberships.values_list("pk", flat=True)
    return [*(member_key(pk) for pk in memberships), account_key(user.pk)]


def activity_of(user: Any) -> Iterator[dict[str, Any]]:
    """Every line under a person's keys: what is filed, oldest first, then what waits in spools."""
    keys = keys_of(user)
    files = sorted(str(p) for p in activity_folder().glob("community=*/month=*/*.parquet"))
    if files:
        found = duckdb.execute(
            """select cast("at" as varchar), kind, title, url, seconds, query
            from read_parquet($files)
            where list_contains($keys, member) or list_contains($keys, visitor) order by micros""",
            {"files": files, "keys": keys},
        )
        while rows := found.fetchmany(5_000):
            yield from (dict(zip(TOLD, row, strict=True)) for row in rows)
    yield from _waiting(set(keys))


def _waiting(keys: set[str]) -> Iterator[dict[str, Any]]:
    for path in sorted(spool_folder().glob("*")):
        if not path.is_file():
            continue
        for text in path.read_bytes().splitlines():
            if any(key.encode() in text for key in keys):
                line = json.loads(text)
                if line.get("member") in keys or line.get("visitor") in keys:
                    told = {name: line.get(name) for name in TOLD}
                    yield told | {"at": line.get("time")}


def count_activity_of(user: Any) -> int:
    """How many lines there are."""
    return sum(1 for _ in activity_of(user))


def seen_since(slug: str, since: dict[str, datetime], until: datetime) -> set[str]:
    """Which members, by key, did anything here between a moment of their own and `until`."""
    files = [str(path) for path in files_of(slug)]
    if not files or not since:
        return set()
    last = duckdb.execute(
        """select member, max(micros) from read_parquet($files)
        where list_contains($keys, member) and micros < $until group by member""",
        {"files": files, "keys": list(since), "until": int(until.timestamp() * 1_000_000)},
    ).fetchall()
    return {key for key, micros in last if micros >= since[key].timestamp() * 1_000_000}
