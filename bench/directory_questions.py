"""The questions of `bench.directory`, as they are put to Nacre and as plain SQL."""

import time
from pathlib import Path
from random import Random
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.http import QueryDict

from bench.crowd import prepare
from bench.directory import ROUNDS, beside
from nacre.communities.models import Community
from nacre.members.column_files import folder_of, keep_columns
from nacre.members.current_columns import current_columns
from nacre.members.directory import Question, answer_to, search, sought_by
from nacre.members.models import DirectoryEntry, Organisation
from nacre.members.near_names import nearly
from nacre.members.organisation_search import organisations_under
from nacre.members.viewer import Viewer

IS_POSTGRESQL = connection.vendor == "postgresql"
ENTRIES, WORDS = "members_directoryentry", "members_directoryword"
RANDOM = Random(11)


def sql(text: str, *values: Any) -> list[tuple]:
    """Plain SQL, all rows."""
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall()


def measure(number: int) -> dict:
    """All lines for one database."""
    call_command("migrate", verbosity=0)
    community = prepare(number)
    began = time.perf_counter()
    columns = keep_columns(community)
    taken = time.perf_counter() - began
    viewer = Viewer(community=community, user_id=1, status="active", tier="full", is_superuser=True)
    files = folder_of(community).rglob("*.*")
    lines = [
        *_of_hospitals(viewer, community),
        *_of_names(viewer, community),
        *_of_facets(viewer, community),
    ]
    misspelt, recall = _of_misspelt(viewer, community)
    return {
        "database": "PostgreSQL" if IS_POSTGRESQL else "SQLite",
        "members": len(columns),
        "words": len(columns.words),
        "build_seconds": taken,
        "megabytes": sum(f.stat().st_size for f in files if Path(f).is_file()) / 1e6,
        "lines": [*lines, *misspelt],
        "recall": recall,
    }


def asked(viewer: Viewer, **said: str) -> None:
    """One question, answered in full."""
    data = QueryDict(mutable=True)
    data.update(said)
    search(viewer, Question.of(data))


def answered(viewer: Viewer, **said: str) -> None:
    """One question, answered with the keys of 25 people, the total and all facets."""
    data = QueryDict(mutable=True)
    data.update(said)
    question = Question.of(data)
    answer = answer_to(viewer, sought_by(question, {}))
    keys = answer.keys(0, 25)
    answer.counts()
    if not answer.total and question.words:
        nearly(answer)
    list(keys)


def facets(viewer: Viewer, **said: str) -> None:
    """The counts of one question alone; what its words mean is looked up before."""
    data = QueryDict(mutable=True)
    data.update(said)
    answer_to(viewer, sought_by(Question.of(data), {})).counts()


def _of_hospitals(viewer: Viewer, community: Community) -> list[dict]:
    places = list(Organisation.objects.filter(ods_code__startswith="XZ"))
    some = RANDOM.sample(places, ROUNDS)
    under = {place.ods_code: list(organisations_under([place.ods_code])) for place in some}

    def plain(place: Organisation) -> None:
        keys = under[place.ods_code]
        marks = ", ".join(["%s"] * len(keys))
        sql(
            f"SELECT id FROM {ENTRIES} WHERE community_id = %s AND organisation_id IN ({marks}) "
            "ORDER BY sort_name, id LIMIT 25", community.pk, *keys,
        )  # fmt: skip

    return [
        beside("hospital by its page: keys and facets", some,
               lambda p: answered(viewer, organisation=p.ods_code), plain, "p95 10 ms"),
        beside("hospital by its name: keys and facets", some,
               lambda p: answered(viewer, q=p.name), plain, "p95 10 ms"),
        beside("hospital by its page, 25 people and facets", some,
               lambda p: asked(viewer, organisation=p.ods_code), plain),
        beside("hospital by its name, 25 people and facets", some,
               lambda p: asked(viewer, q=p.name), plain),
    ]  # fmt: skip


def _of_names(viewer: Viewer, community: Community) -> list[dict]:
    names = sample_of_names(community, ROUNDS)
    beginnings = [name.split()[0][: RANDOM.choice((3, 4, 5))] for name in names]

    def plain(begins: str) -> None:
        sql(
            f"SELECT id FROM {ENTRIES} WHERE id IN (SELECT entry_id FROM {WORDS} WHERE "
            "community_id = %s AND word >= %s AND word < %s) ORDER BY sort_name, id LIMIT 25",
            community.pk, begins, begins + "\U0010ffff",
        )  # fmt: skip

    return [
        beside("name prefix: keys and facets", beginnings,
               lambda b: answered(viewer, q=b), plain, "p95 10 ms"),
        beside("name prefix, 25 people and facets", beginnings,
               lambda b: asked(viewer, q=b), plain),
        beside("whole name, 25 people and facets", names, lambda n: asked(viewer, q=n),
               lambda n: plain(n.split()[0])),
        beside("broad word (nurse), 25 people and facets", [None] * 10,
               lambda _: asked(viewer, q="nurse"),
               lambda _: sql(f"SELECT id FROM {ENTRIES} WHERE community_id = %s AND profession = "
                             "'nurse' ORDER BY sort_name, id LIMIT 25", community.pk),
               "p95 100 ms"),
    ]  # fmt: skip


def _of_facets(viewer: Viewer, community: Community) -> list[dict]:
    largest = [code for code, _ in sql(
        f"SELECT o.ods_code, count(*) AS n FROM {ENTRIES} e JOIN members_organisation o "
        "ON o.id = e.organisation_id GROUP BY 1 ORDER BY n DESC LIMIT 60")]  # fmt: skip
    some = largest[: ROUNDS // 2] + RANDOM.sample(largest, ROUNDS // 2)
    under = {code: list(organisations_under([code])) for code in some}
    ready = {code: sought_by(Question(organisation=code), {}) for code in some}
    return [
        beside("facets alone, a hospital (the 60 largest)", some,
               lambda code: answer_to(viewer, ready[code]).counts(),
               lambda code: _grouped(community, under[code]), "1/20"),
        beside("facets alone, whole directory", [None] * 8, lambda _: facets(viewer),
               lambda _: _grouped(community, []), "1/20"),
        beside("facets alone, one profession", [None] * 8,
               lambda _: facets(viewer, profession="nurse"),
               lambda _: _grouped(community, [], "AND profession = 'nurse'")),
    ]  # fmt: skip


def _grouped(community: Community, keys: list[int], more: str = "") -> list[tuple]:
    """Counts by profession, role and region as SQL makes them."""
    here = f"AND organisation_id IN ({', '.join(['%s'] * len(keys))})" if keys else ""
    where = f"FROM {ENTRIES} WHERE community_id = %s {here} {more}"
    if IS_POSTGRESQL:
        return sql(
            f"SELECT profession, role, region, count(*) {where} "
            "GROUP BY GROUPING SETS ((profession), (role), (region))", community.pk, *keys
        )  # fmt: skip
    return [
        row
        for column in ("profession", "role", "region")
        for row in sql(f"SELECT {column}, count(*) {where} GROUP BY 1", community.pk, *keys)
    ]


# --- Misspelt names -------------------------------------------------------------------------------


def sample_of_names(community: Community, number: int) -> list[str]:
    """Names of members, drawn evenly: family name, then given."""
    current = current_columns(community)
    assert current is not None  # noqa: S101 - they were made a moment ago
    places = RANDOM.sample(range(len(current.columns)), number)
    return [current.columns.name_at(place).decode() for place in places]


def misspell(name: str, edits: int) -> str:
    """A name with one or two letters left out, doubled, exchanged or swapped, never the first."""
    for _ in range(edits):
        at = RANDOM.randrange(1, len(name) - 1)
        while " " in name[at : at + 2]:
            at = RANDOM.randrange(1, len(name) - 1)
        name = RANDOM.choice((
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[:at] + RANDOM.choice("abcdefghiklmnoprstuwy") + name[at + 1 :],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        ))  # fmt: skip
    return name


def _of_misspelt(viewer: Viewer, community: Community) -> tuple[list[dict], list[str]]:
    names = sample_of_names(community, ROUNDS * 5)
    typed = [(misspell(name, 1 + n % 2), name, 1 + n % 2) for n, name in enumerate(names)]
    lines, recall = [], []
    if IS_POSTGRESQL:
        sql_near = _trigrams()
        lines += [
            beside("misspelt name: keys of the 25 nearest", typed[:ROUNDS],
                   lambda t: answered(viewer, q=t[0]), lambda t: sql_near(t[0]), "1/5"),
            beside("misspelt name, the 25 nearest people", typed[:ROUNDS],
                   lambda t: asked(viewer, q=t[0]), lambda t: sql_near(t[0])),
        ]  # fmt: skip
        recall += _recall("pg_trgm", typed[:ROUNDS], sql_near)
    else:
        lines.append(
            beside("misspelt name, the 25 nearest people (SQL: exact word alone)", typed[:ROUNDS],
                   lambda t: asked(viewer, q=t[0]),
                   lambda t: sql(f"SELECT entry_id FROM {WORDS} WHERE community_id = %s AND word = "
                                 "%s LIMIT 25", community.pk, t[0].split()[0]))
        )  # fmt: skip
    recall += _recall(
        "Nacre", typed, lambda text: [entry.sort_name for entry in _people(viewer, text)]
    )
    return lines, recall


def _people(viewer: Viewer, text: str) -> list[DirectoryEntry]:
    found = search(viewer, Question(text=text))
    return list(found.page) or found.near


def _trigrams():
    """The nearest 25 by pg_trgm over the names of all, with the index that it wants."""
    for statement in (
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        f"CREATE INDEX IF NOT EXISTS bench_trigrams ON {ENTRIES} USING gin (sort_name gin_trgm_ops)",
    ):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    def near(text: str) -> list[str]:
        rows = sql(
            f"SELECT sort_name FROM {ENTRIES} WHERE sort_name %% %s "
            "ORDER BY similarity(sort_name, %s) DESC, sort_name LIMIT 25", text, text,
        )  # fmt: skip
        return [name for (name,) in rows]

    return near


def _recall(who: str, typed: list[tuple[str, str, int]], people: Any) -> list[str]:
    """In how many of the questions somebody of the intended name is among the first 25."""
    found: dict[int, list[bool]] = {1: [], 2: []}
    for text, name, edits in typed:
        found[edits].append(name in people(text))
    parts = [
        f"{sum(hits)} of {len(hits)} with {edits} edit{'s' if edits > 1 else ''}"
        for edits, hits in found.items()
    ]
    return [
        f"- Recall of {who}: the intended name is among the first 25 for {' and '.join(parts)}."
    ]
