"""`python -m bench.directory`: the directory beside plain SQL, in one run over the same people.

By default 100,000 members on SQLite; with `--members 1000000 --database postgres://…` on
PostgreSQL. The members are made once and kept. Every question goes to both in turn; what is timed
of ours is all of it, the rows of the page and Django included, unless the line says otherwise.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "var" / "bench"
ROUNDS = 40
Timed = Callable[[Any], object]


def milliseconds(ask: Timed, questions: list) -> list[float]:
    """How long each question takes in the second round, when its rows are warm."""
    for question in questions:
        ask(question)
    taken = []
    for question in questions:
        began = time.perf_counter()
        ask(question)
        taken.append(1000 * (time.perf_counter() - began))
    return taken


def p95(values: list[float]) -> float:
    """The 95th percentile, or the largest of few."""
    return sorted(values)[max(0, round(0.95 * len(values)) - 1)]


def beside(name: str, questions: list, ours: Timed, sql: Timed, limit: str = "") -> dict:
    """One line: the same questions to both, in turns of a few."""
    mine: list[float] = []
    plain: list[float] = []
    for start in range(0, len(questions), 10):
        some = questions[start : start + 10]
        mine += milliseconds(ours, some)
        plain += milliseconds(sql, some)
    ratio = statistics.median(mine) / statistics.median(plain)
    line = {"name": name, "ours_p50": statistics.median(mine), "ours_p95": p95(mine),
            "sql_p50": statistics.median(plain), "sql_p95": p95(plain), "ratio": ratio,
            "limit": limit, "n": len(questions)}  # fmt: skip
    print(
        f"{name}: {line['ours_p50']:.2f} / {line['ours_p95']:.2f} ms, plain SQL "
        f"{line['sql_p50']:.2f} / {line['sql_p95']:.2f} ms, {ratio:.3f} of it"
    )
    return line


def main() -> None:
    """Make the members, ask, write."""
    asked = argparse.ArgumentParser(prog="python -m bench.directory")
    asked.add_argument("--members", type=int, default=100_000)
    asked.add_argument("--database", default="", help="URL of a database; SQLite if none")
    given = asked.parse_args()
    os.environ.setdefault("NACRE_HOME", str(WORK / f"directory-{given.members}"))
    os.environ.setdefault("NACRE_DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nacre.config.settings")
    if given.database:
        os.environ["DATABASE_URL"] = given.database
    django.setup()
    from bench.directory_questions import measure  # noqa: PLC0415 - Django is set up now

    figures = measure(given.members)
    write(figures)


def write(figures: dict) -> None:
    """bench/directory.json for programs, a section of bench/RESULTS.md for people."""
    kept = ROOT / "bench" / "directory.json"
    known = json.loads(kept.read_text()) if kept.exists() else {}
    figures |= {"measured_at": datetime.now(UTC).isoformat(timespec="minutes")}
    load = os.getloadavg()[0]
    figures["machine"] = (
        f"{os.cpu_count()} cores, load {load:.0f}, Python {platform.python_version()}"
    )
    known[f"{figures['database']} {figures['members']}"] = figures
    kept.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")
    results = ROOT / "bench" / "RESULTS.md"
    before = results.read_text().split(HEADING)[0].rstrip()
    results.write_text(before + "\n\n" + section(known))


def kept_section() -> list[str]:
    """The section of what was measured last, for whoever writes the rest of the page."""
    kept = ROOT / "bench" / "directory.json"
    return section(json.loads(kept.read_text())).splitlines() if kept.exists() else []


HEADING = "## The directory, beside plain SQL"


def section(known: dict) -> str:
    """The figures of each database and size."""
    lines = [HEADING, "", *EXPLAINED.strip().splitlines()]
    for figures in known.values():
        lines += [
            "",
            f"### {figures['members']:,} members, {figures['database']}",
            "",
            f"{figures['measured_at'][:10]}; {figures['machine']}; {figures['words']:,} words of names; "
            f"columns made in {figures['build_seconds']:.0f} s, {figures['megabytes']:.0f} MB in files.",
            "",
            "| question | Nacre p50 / p95 ms | plain SQL p50 / p95 ms | share | limit | n |",
            "|---|---|---|---|---|---|",
        ]
        lines += [
            f"| {f['name']} | {f['ours_p50']:.2f} / {f['ours_p95']:.2f} "
            f"| {f['sql_p50']:.2f} / {f['sql_p95']:.2f} | {f['ratio']:.3f} | {f['limit']} | {f['n']} |"
            for f in figures["lines"]
        ]
        lines += ["", *figures["recall"]]
    return "\n".join(lines) + "\n"


EXPLAINED = """
`python -m bench.directory` (`--members 1000000 --database postgres://…` for the large one): the same
questions to `nacre.members.directory.search` – 25 people as Django objects, total and facets – and to
plain SQL for the bare 25 keys or counts, in turns of ten, in one process; timed is the second round.
*Keys and facets* leaves out making
Django objects of the people, *facets alone* the keys too.
Plain SQL for facets is GROUPING SETS over profession, role and region (SQLite has none: three GROUP
BYs); Nacre's count has the interests besides. Plain SQL for a misspelt name is pg_trgm with a GIN index.
"""


if __name__ == "__main__":
    sys.exit(main())
