"""One set of texts and decisions, for the server and for the browser."""

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from nacre.confidentiality import scan
from nacre.confidentiality.identifiers import passes_mod_11
from nacre.confidentiality.rules import PACK

VECTORS = json.loads((PACK.parents[2] / "vectors.json").read_text())
SAMPLES = Path(__file__).parents[3] / "shared/data/deid/presidio-synth.json"
RUNNER = """
import fs from "node:fs";
import { guard } from "./identifier-scan.mjs";
import * as checks from "./identifier-checks.mjs";
const scan = guard(JSON.parse(fs.readFileSync("./rules.json", "utf8")), checks);
console.log(JSON.stringify(JSON.parse(fs.readFileSync(0, "utf8")).map((text) => scan(text))));
"""
SPACINGS = [
    "{}", "{0:.3} {1:.3} {2}", "{0:.3}-{1:.3}-{2}", "{0:.3}.{1:.3}.{2}", "{0:.3}\u2009{1:.3}\u2009{2}",
    "{0:.3}\u00a0{1:.3}\u00a0{2}", "{0:.3}\u2011{1:.3}\u2011{2}", "{0:.3} {1:.3}\n{2}",
    "{0:.3} {1:.3}\r\n{2}", "({0:.3}) {1:.3} {2}", "{0:.3}  {1:.3}  {2}", "{0:.3}\u200b{1:.3}\u200b{2}",
]  # fmt: skip
CONTEXTS = [
    "NHS number {}", "Pt {} for MDT", "Please review bloods for {}", "my patient ({}) has ascites",
    "{} - 62F, seen on the ward", "CHI/H&C {}", "She is {} and was admitted",
]  # fmt: skip
NEUTRAL = ["order no. {}", "doi 10.1000/{}", "ISBN {}", "Grant {}", "https://example.org/item/{}"]


def issued(count: int = 60) -> list[str]:
    """Numbers of each issued range, drawn anew; they are shown to nobody."""
    draw = random.Random(20261122)  # noqa: S311 - the same numbers in every run
    made: list[str] = []
    while len(made) < count:
        first = draw.choice(
            [f"{draw.randint(400, 499)}", f"{draw.randint(600, 799)}", f"{draw.randint(320, 399)}",
             f"{draw.randint(1, 28):02}{draw.randint(1, 12):02}"]
        )  # fmt: skip
        stem = first + "".join(draw.choices("0123456789", k=9 - len(first)))
        made += [n for d in "0123456789" if passes_mod_11(n := stem + d)]
    return made


def spaced(number: str, spacing: str) -> str:
    """A number written in one of many ways."""
    if spacing == "{}":
        return number
    return spacing.format(number, number[3:], number[6:])


def in_the_browser(texts: list[str], folder: Path) -> list[dict]:
    """What the browser's module answers, run by Node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("There is no Node on this machine; the journey in Chromium does the same.")
    for name in ("identifier-scan", "identifier-checks"):
        shutil.copy(PACK.parent / f"{name}.js", folder / f"{name}.mjs")
    shutil.copy(PACK, folder / "rules.json")
    (folder / "run.mjs").write_text(RUNNER)
    done = subprocess.run(
        [node, "run.mjs"], input=json.dumps(texts), capture_output=True, text=True, cwd=folder,
        check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["text"][:40])
def test_a_text_is_decided_as_written_down(vector):
    found = scan(vector["text"])
    assert found.decision == vector["decision"]
    assert set(vector.get("detectors", [])) <= {f.detector for f in found.findings}


def test_the_browser_finds_the_same_in_the_same_places(tmp_path):
    texts = [v["text"] for v in VECTORS]
    texts += [
        f"é {CONTEXTS[i % len(CONTEXTS)].format(spaced(number, SPACINGS[i % len(SPACINGS)]))}"
        for i, number in enumerate(issued())
    ]
    if SAMPLES.exists():
        texts += [row["full_text"] for row in json.loads(SAMPLES.read_text())]
    said = in_the_browser(texts, tmp_path)
    differing = [t for t, there in zip(texts, said, strict=True) if scan(t).as_dict() != there]
    assert differing == []


@pytest.mark.parametrize("spacing", SPACINGS)
def test_an_issued_number_beside_a_patient_is_refused_however_it_is_spaced(spacing):
    passed = [
        context
        for number in issued()
        for context in CONTEXTS
        if scan(context.format(spaced(number, spacing))).decision != "block"
    ]
    assert passed == []


@pytest.mark.parametrize("sentence", NEUTRAL)
def test_the_same_digits_as_something_else_are_not_refused(sentence):
    assert all(scan(sentence.format(number)).decision != "block" for number in issued())
