"""The patient-identifier guard: recall and false alarms by class on real corpora, and its speed.

`python -m bench.guard` prints what `make bench` writes. Without the corpora only the speed is
measured. The peer for speed is what people write first: `re` for ten digits, and the check digit.
"""

import json
import re
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from nacre.confidentiality import scan
from nacre.confidentiality.identifiers import CHECKS, digits_of, passes_mod_11
from nacre.confidentiality.rules import PACK

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT.parent / "shared" / "data"
VECTORS = PACK.parents[2] / "vectors.json"
NOTES = ROOT / "tests" / "confidentiality"
WORST = {
    "numbers": "943 476 5919 ", "digits": "7 1 4 ", "capitals": "JOHN SMITH WAS SEEN ON THE WARD ",
    "names": "Mr John Smith, Mary Ann Jones. Dr Peter Brown ", "dates": "seen 12/03/2024, 4 May 2023 ",
    "marks": "e\u0301\u0302 ", "hyphens": "a-",
}  # fmt: skip
LIMITS = (
    "p95 under 50 ms for 3 kB (our goal: 15 ms); time in proportion to the text; issued numbers "
    "100 %; 11 of 12 notes stopped; at most 2 % of clean paragraphs blocked"
)
TEN = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
SPACINGS = (
    "{}{}{}", "{} {} {}", "{}-{}-{}", "{}.{}.{}", "{}\u2009{}\u2009{}", "{} {}\n{}", "{}/{}/{}",
    "[{} {} {}]", "#{}{}{}", "{},{},{}", "{}\u200b{}\u2060{}", "{}&nbsp;{}&nbsp;{}",
)  # fmt: skip
ISSUED = ("nhs_issued", "hc_ni", "chi")
SENTENCES = ("NHS number {}", "Pt {} for MDT", "my patient ({}) has ascites", "CHI {}")
PLAIN = ("order no. {}", "doi 10.1000/{}", "ISBN {}", "grant {}", "https://example.org/item/{}")


def corpus(name: str) -> list | dict | None:
    """A file of the shared corpora, if it is there."""
    path = CORPORA / name
    return json.loads(path.read_text()) if path.exists() else None


def peer(text: str) -> list[str]:
    """What a plain search for NHS numbers does."""
    return [found for found in TEN.findall(text) if passes_mod_11(digits_of(found))]


def numbers() -> dict[str, str]:
    """How many identifiers are refused, and how many look-alikes are not."""
    said = corpus("identifiers/nhs-numbers.json")
    if not isinstance(said, dict):
        return {}
    issued = [n for n in said["valid"] if any(CHECKS[c](n, TEN.search(n), n) for c in ISSUED)]
    said = {"issued": issued, **said}
    shares = {}
    for kind, sentences in (
        *((k, SENTENCES) for k in said),
        *((f"{k}, as something else", PLAIN) for k in ("valid", "invalid")),
    ):
        texts = [
            sentence.format(spacing.format(n[:3], n[3:6], n[6:]))
            for n in said[kind.partition(",")[0]]
            for spacing in (SPACINGS if sentences is SENTENCES else SPACINGS[:1])
            for sentence in sentences
        ]
        blocked = sum(scan(text).decision == "block" for text in texts)
        shares[f"numbers: {kind}"] = f"{blocked} of {len(texts)} refused"
    return shares


def spans() -> dict[str, str]:
    """Of each class of the marked corpus, how many places are found; and alarms where none are."""
    rows = corpus("deid/presidio-synth.json")
    if not isinstance(rows, list):
        return {}
    seen: dict[str, list[bool]] = defaultdict(list)
    alarms: Counter[str] = Counter()
    for row in rows:
        found = scan(row["full_text"])
        for span in row["spans"]:
            reach = range(span["start_position"], span["end_position"])
            seen[span["entity_type"]].append(
                any(f.start < reach.stop and f.end > reach.start for f in found.findings)
            )
        if not row["spans"]:
            alarms[found.decision] += 1
    shares = {f"marked: {k}": f"{sum(v)} of {len(v)} found" for k, v in sorted(seen.items())}
    return shares | {"marked: nothing": f"{alarms['clean']} of {alarms.total()} clean"}


def prose() -> dict[str, str]:
    """Decisions on research prose and on our own notes."""
    shares = {}
    rows = corpus("deid/negatives-pmc-paragraphs.json")
    if isinstance(rows, list):
        said = Counter(scan(row["text"]).decision for row in rows)
        shares["clean paragraphs"] = (
            f"{said['block']} blocked, {said['warn']} warned of {len(rows)}"
        )
    notes = (NOTES / "notes.txt").read_text().strip().split("\n%%\n")
    said = Counter(scan(text).decision for text in notes)
    shares["our own notes"] = f"{said['block']} refused, {said['warn']} asked about of {len(notes)}"
    plain = (NOTES / "clean.txt").read_text().splitlines()
    said = Counter(scan(text).decision for text in plain)
    shares["our own clean paragraphs"] = (
        f"{said['block']} blocked, {said['warn']} warned of {len(plain)}"
    )
    own = json.loads(VECTORS.read_text())
    right = sum(scan(v["text"]).decision == v["decision"] for v in own)
    return shares | {"our own vectors": f"{right} of {len(own)} as written down"}


def a_text() -> str:
    """Three kilobytes of clinical prose."""
    words = " ".join(v["text"] for v in json.loads(VECTORS.read_text()) if len(v["text"]) > 120)
    return words[:3000]


def milliseconds(work: Callable[[str], object], text: str, rounds: int = 60) -> tuple[float, float]:
    """Median and 95th percentile of one call."""
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        work(text)
        took.append(1000 * (time.perf_counter() - began))
    return statistics.median(took), statistics.quantiles(took, n=20)[-1]


def extremes() -> dict[str, str]:
    """The slowest of the texts made to be slow, and how time grows with length."""
    late = {name: milliseconds(scan, (t * 3000)[:3000], 20)[1] for name, t in WORST.items()}
    slowest = max(late, key=late.__getitem__)
    short, long = ((WORST["names"] * 9000)[:size] for size in (3_000, 300_000))
    growth = milliseconds(scan, long, 2)[0] / milliseconds(scan, short)[0]
    return {
        "3 kB made to be slow, worst p95": f"{late[slowest]:.1f} ms ({slowest})",
        "a hundred times the text takes": f"{growth:.0f} × the time",
    }


def measure() -> dict[str, str]:
    """Everything, in words."""
    text = a_text()
    scan(text)
    (ours, late), (plain, _) = milliseconds(scan, text), milliseconds(peer, text)
    speed = {
        "3 kB, median and p95": f"{ours:.1f} and {late:.1f} ms",
        "× a search for ten digits with a check digit": f"{ours / plain:.0f}",
    }
    return speed | extremes() | numbers() | spans() | prose()


def table(figures: dict[str, str]) -> list[str]:
    """The figures for bench/RESULTS.md."""
    rows = [f"| {name} | {value} |" for name, value in figures.items()]
    return ["## The patient-identifier guard", "", LIMITS + ".", "", "| | |", "|---|---|", *rows]


if __name__ == "__main__":
    print("\n".join(table(measure())))
