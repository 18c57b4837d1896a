"""The rule pack: what the guard looks for, in one file that the browser reads too."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

PACK = Path(__file__).parent / "static" / "confidentiality" / "rules.json"
PART = re.compile(r"<<(\w+)>>")
SMALL = {letter: letter + 32 for letter in range(ord("A"), ord("Z") + 1)}
LETTERS = re.compile(r"\\.|[A-Z]+")  # of a pattern, past what a backslash means


def in_small(text: str) -> str:
    """A to Z in small letters; unlike `lower()` it keeps every character's place."""
    return text.translate(SMALL)


@dataclass(frozen=True)
class Folded:
    """A pattern, and whether it reads the text in small letters: twice as fast as `re.I`."""

    pattern: re.Pattern[str]
    is_small: bool

    def finditer(self, text: str, small: str) -> Iterator[re.Match[str]]:
        """The matches in a text that is given in both forms."""
        return self.pattern.finditer(small if self.is_small else text)


@dataclass(frozen=True)
class Condition:
    """One case of a rule: what must be near or true, and how grave the find is then."""

    level: str
    near: str = ""
    before: str = ""
    after: str = ""
    reach: int = 0
    check: str = ""


@dataclass(frozen=True)
class Rule:
    """One detector: a pattern, a check of what it matched, and a gravity that depends."""

    id: str
    pattern: "Folded"
    level: str
    message: str
    replacement: str
    span: int = 0
    checks: tuple[str, ...] = ()  # what every match must stand up to
    when: tuple[Condition, ...] = ()
    place: int = 0  # in the pack
    is_shared: bool = False  # another rule has the same pattern
    needs_one_of: tuple[str, ...] = ()  # no match without one of these, in small letters


@dataclass(frozen=True)
class Combination:
    """Finds that are graver together: `least` kinds out of `kinds` raise every find in `of`."""

    of: frozenset[str]
    kinds: frozenset[str]
    least: int
    level: str
    needs: frozenset[str] = frozenset()
    known_as: str = ""
    message: str = ""


@dataclass(frozen=True)
class Pack:
    """All of it, compiled."""

    normalise: list[tuple[re.Pattern[str], str]]
    masks: list[tuple[Folded, tuple[str, ...]]]
    contexts: dict[str, Folded]
    detectors: dict[str, list[Rule]]
    combinations: list[Combination]
    words: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def seen_alone(self) -> list[str]:
        """Detectors that a person may hear of without the help of others."""
        return [
            name
            for name, rules in self.detectors.items()
            if any({r.level, *(case.level for case in r.when)} & {"warn", "block"} for r in rules)
        ]


@cache
def pack() -> Pack:
    """The rule pack, read once a process."""
    said = json.loads(PACK.read_text(encoding="utf-8"))

    def compiled(pattern: str, flags: str = "") -> Folded:
        while PART.search(pattern):
            pattern = PART.sub(lambda found: said["parts"][found[1]], pattern)
        if "i" in flags:
            pattern = LETTERS.sub(_small_letters, pattern)
        return Folded(re.compile(pattern, re.ASCII), "i" in flags)

    return Pack(
        normalise=[(re.compile(pattern), to) for pattern, to in said["normalise"]],
        masks=[(compiled(p, flags), _words(one)) for _, p, flags, *one in said["masks"]],
        contexts={name: compiled(p, "i") for name, p in said["contexts"].items()},
        detectors=_by_id([_rule(one, at, compiled) for at, one in enumerate(said["detectors"])]),
        combinations=[_combination(one) for one in said["combinations"]],
        words={name: frozenset(words.split("|")) for name, words in said["words"].items()},
    )


def _small_letters(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("\\") else found[0].lower()


def _words(said: list[str]) -> tuple[str, ...]:
    return tuple(said[0].split("|")) if said else ()


def _by_id(rules: list[Rule]) -> dict[str, list[Rule]]:
    times = Counter(rule.pattern for rule in rules)
    detectors: dict[str, list[Rule]] = {}
    for rule in rules:
        shared = replace(rule, is_shared=bool(rule.checks) and times[rule.pattern] > 1)
        detectors.setdefault(rule.id, []).append(shared)
    return detectors


def _rule(said: dict[str, Any], place: int, compiled: Any) -> Rule:
    cases = [{**case, "check": case.get("is", "")} for case in said.get("when", [])]
    return Rule(
        id=said["id"],
        pattern=compiled(said["pattern"], said.get("flags", "")),
        level=said["level"],
        message=said.get("message", ""),
        replacement=said.get("replacement", ""),
        span=said.get("span", 0),
        checks=tuple(said.get("check", "").split()),
        place=place,
        needs_one_of=_words([said["if"]] if "if" in said else []),
        when=tuple(Condition(**{k: v for k, v in c.items() if k != "is"}) for c in cases),
    )


def _combination(said: dict[str, Any]) -> Combination:
    return Combination(
        of=frozenset(said["of"].split()),
        kinds=frozenset(said["kinds"].split()),
        least=said["least"],
        level=said["level"],
        needs=frozenset(said.get("needs", "").split()),
        known_as=said.get("as", ""),
        message=said.get("message", ""),
    )
