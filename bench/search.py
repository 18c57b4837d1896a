"""`python -m bench.search`: searching 100,000 pages of one community, beside a named peer.

By default on SQLite, beside its FTS5 with bm25; with `--database postgres://…` on PostgreSQL, beside
tsvector with GIN and ts_rank. The same texts lie in both, in one database; every question goes to both
in turn. The pages are invented once and kept. Ours is all of it: what was meant, the gate, ranking
and the fifteen cards; the peer answers with fifteen keys and knows no audiences.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import django

from bench.directory import milliseconds, p95

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "var" / "bench"
HEADING = "## Search, beside the database's own full text"


def main() -> None:
    """Make the pages, ask, write."""
    asked = argparse.ArgumentParser(prog="python -m bench.search")
    asked.add_argument("--pages", type=int, default=100_000)
    asked.add_argument("--database", default="", help="URL of a database; SQLite if none")
    given = asked.parse_args()
    os.environ.setdefault("NACRE_HOME", str(WORK / f"search-{given.pages}"))
    os.environ.setdefault("NACRE_DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nacre.config.settings")
    if given.database:
        os.environ["DATABASE_URL"] = given.database
    django.setup()
    from bench import search_pages  # noqa: PLC0415 - Django is set up now

    community = search_pages.made(given.pages)
    peer = search_pages.peer()
    lines = []
    for name, questions in search_pages.questions().items():
        ours: list[float] = []
        theirs: list[float] = []
        for start in range(0, len(questions), 10):
            some = questions[start : start + 10]
            ours += milliseconds(lambda q: search_pages.ask(community, q), some)
            theirs += milliseconds(peer, some)
        line = {
            "name": name,
            "ours_p50": statistics.median(ours),
            "ours_p95": p95(ours),
            "peer_p50": statistics.median(theirs),
            "peer_p95": p95(theirs),
            "ratio": statistics.median(ours) / statistics.median(theirs),
            "queries": search_pages.queries_of(community, questions[0]),
            "n": len(questions),
        }
        print(json.dumps(line))
        lines.append(line)
    write(search_pages.vendor(), given.pages, search_pages.PEER[search_pages.vendor()], lines)


def write(database: str, pages: int, peer: str, lines: list[dict]) -> None:
    """bench/search.json for programs, a section of bench/RESULTS.md for people."""
    kept = ROOT / "bench" / "search.json"
    known = json.loads(kept.read_text()) if kept.exists() else {}
    known[database] = {
        "pages": pages,
        "peer": peer,
        "lines": lines,
        "measured_on": datetime.now(UTC).date().isoformat(),
        "machine": f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.0f}, "
        f"Python {platform.python_version()}",
        "written_at": time.time(),
    }
    kept.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")
    results = ROOT / "bench" / "RESULTS.md"
    before = results.read_text().split(HEADING)[0].rstrip()
    results.write_text(before + "\n\n" + "\n".join(section(known)) + "\n")


def kept_section() -> list[str]:
    """The section of what was measured last, for whoever writes the rest of the page."""
    kept = ROOT / "bench" / "search.json"
    return section(json.loads(kept.read_text())) if kept.exists() else []


def section(known: dict) -> list[str]:
    """The figures of each database."""
    lines = [HEADING, "", *EXPLAINED.strip().splitlines()]
    for database, figures in sorted(known.items()):
        lines += [
            "",
            f"### {figures['pages']:,} pages, {database}, beside {figures['peer']}",
            "",
            f"{figures['measured_on']}; {figures['machine']}.",
            "",
            "| question | Nacre p50 / p95 ms | peer p50 / p95 ms | share | database queries | n |",
            "|---|---|---|---|---|---|",
        ]
        lines += [
            f"| {f['name']} | {f['ours_p50']:.1f} / {f['ours_p95']:.1f} "
            f"| {f['peer_p50']:.1f} / {f['peer_p95']:.1f} | {f['ratio']:.2f} "
            f"| {f['queries']} | {f['n']} |"
            for f in figures["lines"]
        ]
    return lines


EXPLAINED = """
`python -m bench.search` (`--database postgres://…` for PostgreSQL): one community with all the pages,
each with a title, a standfirst and about fifty words of invented text with a natural spread of common
and rare words. Timed is the second round, in turns of ten. The peer searches the same texts for all
the words and answers with the fifteen best keys; it has no audiences, synonyms, facets or cards.
"""


if __name__ == "__main__":
    sys.exit(main())
