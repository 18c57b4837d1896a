"""The rule pack: one file, read by the server and by the browser."""

import json
import re

import pytest

from nacre.confidentiality.identifiers import CHECKS
from nacre.confidentiality.rules import PACK, pack

SAID = json.loads(PACK.read_text())
RULES = [rule for rules in pack().detectors.values() for rule in rules]


def test_every_rule_names_checks_and_cues_that_exist():
    for rule in RULES:
        assert set(rule.checks) <= set(CHECKS)
        for case in rule.when:
            cue = case.near or case.before or case.after
            assert case.check in CHECKS if case.check else cue in pack().contexts


def test_every_combination_weighs_rules_that_exist():
    known = set(pack().detectors)
    for combination in pack().combinations:
        assert combination.of | combination.kinds | combination.needs <= known


@pytest.mark.parametrize("rule", SAID["detectors"], ids=lambda r: r["id"])
def test_what_a_person_may_see_says_why_and_what_to_write_instead(rule):
    if rule["level"] != "hint":
        assert rule["message"].endswith(".")
        assert rule["replacement"]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_no_pattern_repeats_without_end(rule):
    """Bounded repeats keep the time in proportion to the text."""
    plain = re.sub(r"\\.|\[[^\]]*\]", "x", rule.pattern.pattern.pattern)
    assert not re.search(r"[x).][*+](?!\?)|\{\d+,\}", plain)
