"""`python -m bench.retractions`: a file of retractions against our citations, beside a plain pass.

57,000 rows in the layout of Retraction Watch against 10,000 citations on SQLite. The peer reads the
same file with the csv module and looks each DOI and PubMed number up in a dictionary of ours, in a
process of its own: nobody can find the papers for less. Ours reads, matches, keeps and restates.
The run ends with an error unless exactly the papers that were planted are found, once.
"""

import argparse
import csv
import json
import os
import platform
import random
import resource
import shutil
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
HEADING = "## A file of retractions, beside a plain pass over it"
HEADER = [
    "Record ID",
    "Title",
    "Subject",
    "Institution",
    "Journal",
    "Publisher",
    "Country",
    "Author",
    "URLS",
    "ArticleType",
    "RetractionDate",
    "RetractionDOI",
    "RetractionPubMedID",
    "OriginalPaperDate",
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionNature",
    "Reason",
    "Paywalled",
    "Notes",
]
NATURES = ("Retraction", "Retraction", "Retraction", "Expression of concern", "Correction")
PLANTED = 200
ROUNDS = 3


def write_file(path: Path, rows: int, affected: list[int]) -> None:
    """An invented export: strangers' papers, and ours among them by DOI, by number or by both."""
    chance = random.Random(57)
    places = dict(zip(sorted(chance.sample(range(rows), len(affected))), affected, strict=True))
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        for number in range(rows):
            paper = places.get(number)
            doi, pmid = f"10.5555/Stranger.{number}", str(50_000_000 + number)
            if paper is not None:
                doi = f"10.5555/OURS.{paper}" if paper % 3 else "unavailable"
                pmid = str(10_000_000 + paper) if paper % 3 != 1 else "0"
            day = date(2001, 1, 1) + timedelta(days=number % 9000)
            said = f"{day.month}/{day.day}/{day.year} 0:00"
            writer.writerow(
                [
                    number, f'An invented trial, number {number}: "results"', "(HSC) Medicine;",
                    "Department of Nothing, Nowhere; University of Invention;" * 2, "Ann Invent",
                    "Nobody", "United Kingdom;", "A Bell;B Carr;C Dunn;", "", "Research Article;",
                    said, f"10.5555/notice.{number}", "0", "1/2/2000 0:00", doi, pmid,
                    NATURES[number % 5], "+Concerns/Issues About Data;+Error in Analyses;", "No",
                    "A note,\nin two lines." if number % 7 == 0 else "",
                ]
            )  # fmt: skip


def plain(path: Path, papers: int) -> int:
    """The peer: one pass, two dictionaries; how many papers it finds."""
    dois = {f"10.5555/ours.{number}": number for number in range(papers)}
    pmids = {str(10_000_000 + number): number for number in range(papers)}
    found = set()
    with path.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            for doi in row["OriginalPaperDOI"].split(";"):
                found.add(dois.get(doi.strip().lower()))
            for pmid in row["OriginalPaperPubMedID"].split(";"):
                found.add(pmids.get(pmid.strip()))
    return len(found - {None})


def fill(papers: int) -> dict:
    """A database of SQLite with our citations in it."""
    import django  # noqa: PLC0415 - the peer's process stays plain

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from nacre.evidence.models import Citation  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    Citation.objects.bulk_create(
        Citation(
            doi=f"10.5555/ours.{number}", pmid=str(10_000_000 + number), title=f"Ours {number}",
            journal_abbrev="Ann Invent", year=2000,
        )
        for number in range(papers)
    )  # fmt: skip
    return {}


def ours(path: Path) -> dict:
    """The command's own work, on a database of SQLite with our citations in it; then again."""
    import django  # noqa: PLC0415 - the peer's process stays plain

    django.setup()
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from nacre.evidence.actions import check_retractions, tell_of_notices  # noqa: PLC0415
    from nacre.evidence.models import Citation  # noqa: PLC0415

    Citation.objects.count()
    with path.open("rb") as source:
        while source.read(1 << 20):  # the file is warm for both
            pass
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began, cpu = time.perf_counter(), time.process_time()
    with path.open("rb") as source:
        check = check_retractions(source=source)
    tell_of_notices()
    seconds, spent = time.perf_counter() - began, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = set(Citation.objects.exclude(status="ok").values_list("doi", flat=True))
    with CaptureQueriesContext(connection) as asked, path.open("rb") as source:
        again = check_retractions(source=source)
    return {
        "seconds": seconds, "cpu": spent, "peak_mb": peak / 1024, "grown_mb": (peak - before) / 1024,
        "rows": check.rows, "bad": check.bad, "found": sorted(found),
        "restated": len(check.restated), "again": again.notices + len(again.restated),
        "queries": len(asked),
    }  # fmt: skip


def in_a_process(which: str, path: Path, papers: int, home: str) -> dict:
    """One of the two by itself, so that its memory is its own."""
    env = {
        **os.environ,
        "NACRE_HOME": home,
        "NACRE_DEMO": "1",
        "DATABASE_URL": f"sqlite:///{home}/bench.sqlite3",
    }
    env |= {"DJANGO_SETTINGS_MODULE": "nacre.config.settings"}
    Path(home).mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "bench.retractions", "--only", which, str(path), str(papers)]
    done = subprocess.run(command, check=True, cwd=ROOT, env=env, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def only(which: str, path: Path, papers: int) -> None:
    """What `in_a_process` asks for."""
    if which != "plain":
        print(json.dumps(fill(papers) if which == "fill" else ours(path)))
        return
    with path.open("rb") as source:
        while source.read(1 << 20):
            pass
    began, cpu = time.perf_counter(), time.process_time()
    found = plain(path, papers)
    seconds, spent = time.perf_counter() - began, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "cpu": spent, "peak_mb": peak, "found": found}))


def measure(rows: int, papers: int) -> dict:
    """Both in turn, several rounds; the best of each, and whether what was found is right."""
    affected = sorted(random.Random(10).sample(range(papers), PLANTED))
    mine, peer = [], []
    with TemporaryDirectory() as folder:
        path = Path(folder) / "retractions.csv"
        write_file(path, rows, affected)
        in_a_process("fill", path, papers, f"{folder}/filled")
        for turn in range(ROUNDS):
            home = Path(folder) / f"ours-{turn}"
            home.mkdir()
            shutil.copy(f"{folder}/filled/bench.sqlite3", home)
            peer.append(in_a_process("plain", path, papers, f"{folder}/plain"))
            mine.append(in_a_process("ours", path, papers, str(home)))
        megabytes = path.stat().st_size / 1e6
    expected = sorted(f"10.5555/ours.{number}" for number in affected)
    for one in mine:
        if one.pop("found") != expected or one["restated"] != PLANTED or one["again"]:
            raise SystemExit("What was found is not what was planted, or a second run changed it.")
    if any(one["found"] != PLANTED for one in peer):
        raise SystemExit("The peer does not find what was planted.")
    best, least = (min(some, key=lambda one: one["cpu"]) for some in (mine, peer))
    return {
        "rows": rows, "papers": papers, "megabytes": megabytes, "ours": best, "plain": least,
        "ratio": best["cpu"] / least["cpu"],
        "measured_at": datetime.now(UTC).isoformat(timespec="minutes"),
        "machine": f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.0f}, "
        f"Python {platform.python_version()}",
    }  # fmt: skip


def section(figures: dict) -> str:
    """The figures for people."""
    mine, peer = figures["ours"], figures["plain"]
    return f"""{HEADING}

`python -m bench.retractions`, {figures["measured_at"][:10]}; {figures["machine"]}; SQLite; the best of {ROUNDS} rounds
in turn, each in a process of its own. {figures["rows"]:,} rows ({figures["megabytes"]:.0f} MB) in the layout of Retraction
Watch against {figures["papers"]:,} citations, {PLANTED} of them in the file. The peer is the csv module and two
dictionaries in memory. Ours also decodes line by line, checks every cell, asks the database in
batches, keeps the notices and restates the papers.

| | CPU s | wall s | peak memory MB | papers found |
|---|---|---|---|---|
| csv module and a dictionary | {peer["cpu"]:.2f} | {peer["seconds"]:.2f} | {peer["peak_mb"]:.0f} | {PLANTED} of {PLANTED} |
| `nacre check_retractions` | {mine["cpu"]:.2f} | {mine["seconds"]:.2f} | {mine["peak_mb"]:.0f} | {PLANTED} of {PLANTED}, no other |
| ratio | {figures["ratio"]:.1f} | | | |

Of the memory, {mine["grown_mb"]:.0f} MB came with the work; the rest is Django, loaded. A second run of the same file asked
{mine["queries"]} questions and changed nothing.
"""


def kept_section() -> list[str]:
    """The section of what was measured last, for whoever writes the rest of the page."""
    kept = ROOT / "bench" / "retractions.json"
    return section(json.loads(kept.read_text())).splitlines() if kept.exists() else []


def main() -> None:
    """Measure and write."""
    asked = argparse.ArgumentParser(prog="python -m bench.retractions")
    asked.add_argument("--rows", type=int, default=57_000)
    asked.add_argument("--papers", type=int, default=10_000)
    asked.add_argument("--only", nargs=3, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.only:
        only(given.only[0], Path(given.only[1]), int(given.only[2]))
        return
    figures = measure(given.rows, given.papers)
    (ROOT / "bench" / "retractions.json").write_text(json.dumps(figures, indent=1) + "\n")
    results = ROOT / "bench" / "RESULTS.md"
    before, _, after = results.read_text().partition(HEADING)
    rest = after.partition("\n## ")[2]
    written = before.rstrip() + "\n\n" + section(figures) + (f"\n## {rest}" if rest else "")
    results.write_text(written)
    print(section(figures))


if __name__ == "__main__":
    main()
