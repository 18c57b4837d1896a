"""Scans text for what could identify a patient, and says what to do about it.

A seat-belt, not anonymisation. The text is neither kept nor logged; a finding holds no word of it.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from nacre.confidentiality.identifiers import CHECKS, MONTH
from nacre.confidentiality.normalising import normalised
from nacre.confidentiality.rules import Combination, Condition, Rule, in_small, pack

BLOCK, WARN, NONE, CLEAN = "block", "warn", "none", "clean"
GRAVITY = {NONE: 0, "hint": 1, WARN: 2, BLOCK: 3}
MASKED = "\x1a"  # stands for a character of a look-alike; normalised text has no such


@dataclass(frozen=True)
class Finding:
    """Where something that could identify a patient stands, and what sort it is. Never the text."""

    detector: str
    start: int
    end: int
    action: str
    message: str
    replacement: str

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "detector": self.detector,
            "start": self.start,
            "end": self.end,
            "class": self.action,
            "message": self.message,
            "replacement": self.replacement,
        }


@dataclass(frozen=True)
class Scan:
    """What is to be done with a text: let it pass, ask, or refuse; and why."""

    decision: str
    findings: tuple[Finding, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {"decision": self.decision, "findings": [f.as_dict() for f in self.findings]}


@dataclass(frozen=True)
class Hit:
    """A match of a rule in the normalised text."""

    rule: Rule
    start: int
    end: int
    level: str
    known_as: str
    message: str


class Reading:
    """One text while it is read: masked, with nothing looked for twice or without need."""

    def __init__(self, text: str) -> None:
        small = in_small(text)
        for mask, needed in pack().masks:
            if needed and not any(word in small for word in needed):
                continue
            spans = [found.span() for found in mask.finditer(text, small)]
            if spans:
                text, small = _blanked(text, spans), _blanked(small, spans)
        self.text, self.small = text, small
        self._cues: dict[str, tuple[list[int], list[int]]] = {}
        self._found: dict[str, list[Hit]] = {}
        self._coming: dict[str, Iterator[Hit]] = {}
        self._proved: dict[tuple[Any, ...], list[re.Match[str]]] = {}

    def hits_of(self, detector: str) -> list[Hit]:
        """All that the rules of a detector find."""
        self.has(detector)
        self._found[detector] += self._coming[detector]
        return self._found[detector]

    def has(self, detector: str) -> bool:
        """Whether they find anything; looks no further than the first."""
        if detector not in self._found:
            rules = pack().detectors[detector]
            self._coming[detector] = (hit for rule in rules for hit in self._hits_by(rule))
            self._found[detector] = list(islice(self._coming[detector], 1))
        return bool(self._found[detector])

    def _hits_by(self, rule: Rule) -> Iterator[Hit]:
        if rule.needs_one_of and not any(word in self.small for word in rule.needs_one_of):
            return
        for match in self._matches_of(rule):
            start, end = match.span(rule.span)
            value = self.text[start:end]
            if not all(CHECKS[check](value, match, self.text) for check in rule.checks[1:]):
                continue
            level = self._level(rule, match, start, end)
            if level != NONE:
                yield Hit(rule, start, end, level, rule.id, rule.message)

    def _matches_of(self, rule: Rule) -> Iterable[re.Match[str]]:
        """What stands up to the first check; one list for all rules that look for the same."""
        proof = CHECKS[rule.checks[0]] if rule.checks else None
        found = (
            match
            for match in rule.pattern.finditer(self.text, self.small)
            if match.end(rule.span) > match.start(rule.span)
            and (not proof or proof(self.text[slice(*match.span(rule.span))], match, self.text))
        )
        if not rule.is_shared:
            return found
        key = (rule.pattern.pattern, rule.checks[0])
        if key not in self._proved:
            self._proved[key] = list(found)
        return self._proved[key]

    def _level(self, rule: Rule, match: re.Match[str], start: int, end: int) -> str:
        for case in rule.when:
            if case.check:
                holds = CHECKS[case.check](self.text[start:end], match, self.text)
            else:
                holds = self._has_cue(case, start, end)
            if holds:
                return case.level
        return rule.level

    def _has_cue(self, case: Condition, start: int, end: int) -> bool:
        starts, ends = self._places_of(case.near or case.before or case.after)
        if not case.after:
            at = bisect_left(starts, start) - 1
            if at >= 0 and start - ends[at] <= case.reach:
                return True
        if not case.before:
            at = bisect_left(starts, end)
            return at < len(starts) and starts[at] - end <= case.reach
        return False

    def _places_of(self, context: str) -> tuple[list[int], list[int]]:
        if context not in self._cues:
            spans = [
                found.span() for found in pack().contexts[context].finditer(self.text, self.small)
            ]
            self._cues[context] = ([s for s, _ in spans], [e for _, e in spans])
        return self._cues[context]


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += text[done:start], MASKED * (end - start)
        done = end
    return "".join([*parts, text[done:]])


def scan(text: str, *, passing: Collection[str] = ()) -> Scan:
    """Everything found, in order of place; `passing` names detectors that may be there.

    Positions are those of the text as given.
    """
    plain = normalised(text)
    found = _weighed(Reading(plain.text))
    kept = _without_overlaps(
        h for h in found if GRAVITY[h.level] >= GRAVITY[WARN] and h.known_as not in passing
    )
    findings = tuple(
        Finding(
            hit.known_as,
            plain.place(hit.start),
            plain.place(hit.end, end=True),
            hit.level,
            hit.message,
            replacement_for(hit.rule.replacement, plain.text[hit.start : hit.end]),
        )
        for hit in kept
    )
    return Scan(max((f.action for f in findings), key=GRAVITY.__getitem__, default=CLEAN), findings)


def is_clean(text: str) -> bool:
    """Whether nothing at all was found."""
    return scan(text).decision == CLEAN


def redact(text: str, *, passing: Collection[str] = ()) -> str:
    """The text with each finding replaced by what may stand there."""
    return repaired(text, scan(text, passing=passing).findings)


def repaired(text: str, findings: Iterable[Finding]) -> str:
    """The text with these findings replaced."""
    parts: list[str] = []
    done = 0
    for finding in findings:
        parts += text[done : finding.start], finding.replacement
        done = finding.end
    return "".join([*parts, text[done:]])


def _weighed(reading: Reading) -> list[Hit]:
    """What is found, with that raised which is graver together than alone."""
    hits = {name: reading.hits_of(name) for name in pack().seen_alone}
    for rule in pack().combinations:
        if not (all(map(reading.has, rule.needs)) and any(map(reading.has, rule.of))):
            continue
        kinds = (kind for kind in rule.kinds if reading.has(kind))
        if len(list(islice(kinds, rule.least))) == rule.least:
            for name in rule.of:
                hits[name] = [_raised(h, rule) for h in hits.get(name) or reading.hits_of(name)]
    return [hit for some in hits.values() for hit in some]


def _raised(hit: Hit, rule: Combination) -> Hit:
    if GRAVITY[hit.level] >= GRAVITY[rule.level]:
        return hit
    known_as, message = rule.known_as or hit.known_as, rule.message or hit.message
    return replace(hit, level=rule.level, known_as=known_as, message=message)


def _without_overlaps(hits: Iterable[Hit]) -> list[Hit]:
    """Hits that touch one place as one, which says what the gravest says; in order of place."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=_order):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
            continue
        last = kept[-1]
        first = hit if GRAVITY[hit.level] > GRAVITY[last.level] else last
        kept[-1] = replace(first, start=last.start, end=max(last.end, hit.end))
    return kept


def _order(hit: Hit) -> tuple[int, ...]:
    return hit.start, -GRAVITY[hit.level], hit.start - hit.end, hit.rule.place


def replacement_for(replacement: str, found: str) -> str:
    """What may stand in the place of a find: fixed words, a month and year, or a decade of life."""
    if replacement == "{month_year}":
        return _month_year(found)
    if replacement == "{decade}":
        age = re.search(r"\d{1,3}", found, re.ASCII)
        return (
            f"in their {min(int(age[0]) // 10, 9)}0s"
            if age and int(age[0]) > 9
            else "[age removed]"
        )
    return replacement


def _month_year(found: str) -> str:
    year = re.search(r"(?:19|20)\d\d", found, re.ASCII)
    month = MONTH.search(found)
    return (
        f"{month[0].title()} {year[0]}" if year and month else year[0] if year else "[date removed]"
    )
