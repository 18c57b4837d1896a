"""Who opened something, by key: for telling readers, never for a figure."""

import json
from datetime import UTC, datetime

import duckdb

from nacre.insights.activity_store import files_of
from nacre.insights.kinds import PAGE_OPENED
from nacre.insights.periods import micros
from nacre.insights.spool import spool_folder

LATER = datetime.max.replace(tzinfo=UTC)


def opened_by(slug: str, objects: set[str], before: datetime | None = None) -> dict[str, set[str]]:
    """The keys of the members who opened each of some objects ("page:7") in a community.

    Those who did before a moment, if one is given.

    What waits in spools is read before what is filed: a line that is filed in between is seen twice
    and not missed. Whoever was forgotten has a key that nobody can work out again.
    """
    found: dict[str, set[str]] = {name: set() for name in objects}
    if not objects:
        return found
    moment = before or LATER
    for name, member in _waiting(slug, objects, moment):
        found[name].add(member)
    files = [str(path) for path in files_of(slug)]
    if files:
        filed = duckdb.execute(
            """select distinct object, member from read_parquet($files)
            where kind = $kind and member is not null and list_contains($objects, object)
            and micros < $micros""",
            {
                "files": files,
                "kind": PAGE_OPENED,
                "objects": sorted(objects),
                "micros": micros(moment),
            },
        )
        while rows := filed.fetchmany(5_000):
            for name, member in rows:
                found[name].add(member)
    return found


def opened_by_one(slug: str, objects: set[str], *, member: str, since: str) -> set[str]:
    """Which of some objects one member, by key, has opened since a month ("2026-10").

    For what is shown to this member alone, and asked only while they look.
    """
    if not objects:
        return set()
    found = {name for name, key in _waiting(slug, objects, LATER) if key == member}
    files = [str(path) for path in files_of(slug) if path.parent.name >= f"month={since}"]
    if files:
        filed = duckdb.execute(
            """select distinct object from read_parquet($files)
            where kind = $kind and member = $member and list_contains($objects, object)""",
            {"files": files, "kind": PAGE_OPENED, "member": member, "objects": sorted(objects)},
        )
        found |= {name for (name,) in filed.fetchall()}
    return found


def _waiting(slug: str, objects: set[str], before: datetime):
    for path in sorted(spool_folder().glob("*")):
        if not path.is_file():
            continue
        try:
            lines = path.read_bytes().splitlines()
        except FileNotFoundError:
            continue  # filed meanwhile
        for text in lines:
            if PAGE_OPENED.encode() not in text:
                continue
            try:
                line = json.loads(text)
            except ValueError:
                continue  # torn by a full disk; compaction reports it
            is_ours = line.get("community") == slug and line.get("kind") == PAGE_OPENED
            is_early = is_ours and datetime.fromisoformat(line["time"]) < before
            if is_early and line.get("member") and line.get("object") in objects:
                yield line["object"], line["member"]
