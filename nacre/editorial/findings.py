"""What a study found, outcome by outcome, as numbers that can be checked and computed with.

`contradictions` refuses what cannot be true: limits that do not hold the estimate, more events than
people, a number needed to treat that the counts do not give.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from nacre.editorial.absolute import Arm, Benefit
from nacre.editorial.plain_words import difference, in_words, needed, risk_of, scale_for

MEASURES = {
    "RR": "Risk ratio",
    "OR": "Odds ratio",
    "HR": "Hazard ratio",
    "RD": "Risk difference",
    "MD": "Mean difference",
    "AUC": "Area under the curve",
    "other": "Other: say which",
}
RATIOS = {"RR", "OR", "HR"}
COUNTS = ("events_intervention", "total_intervention", "events_control", "total_control")
P_VALUE = re.compile(r"[<>=]?\s?(0?\.\d+|0|1)")

Said = dict[str, Any]


def has_counts(said: Said) -> bool:
    """Whether events and totals of both arms are there."""
    return all(said.get(name) is not None for name in COUNTS)


def benefit_of(said: Said) -> Benefit | None:
    """The comparison that the counts make; None without them."""
    if not has_counts(said):
        return None
    events_i, total_i, events_c, total_c = (int(said[name]) for name in COUNTS)
    return Benefit(Arm(events_i, total_i), Arm(events_c, total_c), bool(said.get("is_wanted")))


def contradictions(said: Said) -> dict[str, str]:
    """What cannot be true of a finding, by the field in which to put it right."""
    found: dict[str, str] = {}
    for field, problem in (*_of_the_estimate(said), *_of_the_interval(said), *_of_counts(said)):
        found.setdefault(field, problem)
    if not found and (benefit := benefit_of(said)):
        for field, problem in _between_counts_and_rest(said, benefit):
            found.setdefault(field, problem)
    return found


def _of_the_estimate(said: Said) -> Iterator[tuple[str, str]]:
    measure, estimate = said["measure"], said.get("estimate")
    if measure == "other" and not said.get("measure_name") and estimate is not None:
        yield "measure_name", "Say which measure the estimate is."
    if estimate is None and not has_counts(said) and not said.get("note"):
        yield (
            "estimate",
            "Give the estimate, the counts in both groups, or say in words what was found.",
        )
    if estimate is not None and measure in RATIOS and estimate <= 0:
        yield "estimate", "A ratio is above 0."
    if estimate is not None and measure == "AUC" and not 0 <= estimate <= 1:
        yield "estimate", "An area under the curve lies between 0 and 1."
    if estimate is not None and measure == "RD" and abs(estimate) > 100:
        yield "estimate", "A risk difference is given in percentage points, 100 at the most."
    if said.get("p") and not P_VALUE.fullmatch(said["p"]):
        yield "p", "Write it as 0.03 or <0.001."


def _of_the_interval(said: Said) -> Iterator[tuple[str, str]]:
    low, high, estimate = said.get("ci_low"), said.get("ci_high"), said.get("estimate")
    if said.get("ci_not_reported"):
        if low is not None or high is not None:
            yield "ci_not_reported", "There are limits, so the interval is reported: untick this."
    elif low is not None and high is not None:
        yield from _of_limits(said, low, high)
    elif low is not None or high is not None:
        yield "ci_low" if low is None else "ci_high", "Give both limits."
    elif estimate is not None:
        yield "ci_low", "Give both limits, or tick that the interval is not reported."


def _of_limits(said: Said, low: Decimal, high: Decimal) -> Iterator[tuple[str, str]]:
    estimate = said.get("estimate")
    if low > high:
        yield "ci_low", "The lower limit is above the upper one."
    elif estimate is None:
        yield "estimate", "There is an interval without its estimate."
    elif not low <= estimate <= high:
        yield "estimate", f"The estimate does not lie between {low} and {high}."
    if said["measure"] in RATIOS and low <= 0:
        yield "ci_low", "A ratio is above 0."


def _of_counts(said: Said) -> Iterator[tuple[str, str]]:
    given = [name for name in COUNTS if said.get(name) is not None]
    if given and len(given) < len(COUNTS):
        missing = next(name for name in COUNTS if name not in given)
        yield missing, "Give events and totals of both groups, or none of them."
    for group in ("intervention", "control"):
        events, total = said.get(f"events_{group}"), said.get(f"total_{group}")
        if total is not None and total < 1:
            yield f"total_{group}", "A group has at least one person."
        elif events is not None and total is not None and not 0 <= events <= total:
            yield f"events_{group}", f"There cannot be {events} events in {total} people."


def _between_counts_and_rest(said: Said, benefit: Benefit) -> Iterator[tuple[str, str]]:
    typed, computed = said.get("nnt"), benefit.number_needed
    if typed is not None and typed != computed:
        says = f"The counts give {computed}." if computed else "The counts show no difference."
        yield "nnt", f"{says} Correct one of them, or leave this empty: it is computed."
    estimate = said.get("estimate")
    if estimate is None or said["measure"] not in {"RR", "OR", "RD"}:
        return
    change = benefit.intervention.risk - benefit.control.risk
    middle = Decimal(0) if said["measure"] == "RD" else Decimal(1)
    if change and estimate != middle and (estimate > middle) != (change > 0):
        yield (
            "estimate",
            "Estimate and counts point in opposite directions. Are the groups swapped?",
        )


def row_of(said: Said) -> dict[str, Any]:
    """A finding as the pattern's table shows it."""
    benefit = benefit_of(said)
    row = {
        "outcome": said["outcome"],
        "horizon": said.get("horizon") or "",
        "measure": _measure(said),
        "estimate": _number(said.get("estimate"), said.get("unit")),
        "ci": _interval(said),
        "p": said.get("p") or "",
        "note": said.get("note") or "",
    }
    if benefit:
        scale = scale_for(benefit)
        row |= {
            "intervention": _arm(benefit.intervention, scale),
            "control": _arm(benefit.control, scale),
            "difference": difference(benefit),
            "needed": needed(benefit),
            "words": in_words(benefit, row["horizon"]),
        }
    elif said.get("nnt"):
        row["needed"] = f"NNT {said['nnt']}, as reported; the counts are not"
    return row


def _measure(said: Said) -> str:
    code = said["measure"]
    return said.get("measure_name") or ("" if code == "other" else MEASURES[code])


def _number(number: Decimal | None, unit: str | None = None) -> str:
    if number is None:
        return ""
    text = str(number).replace("-", "−")
    return f"{text} {unit}" if unit else text


def _interval(said: Said) -> str:
    if said.get("ci_low") is None:
        return "interval not reported" if said.get("ci_not_reported") else ""
    low, high = _number(said["ci_low"]), _number(said["ci_high"])
    return f"{said.get('ci_level') or 95}% CI {low} to {high}"


def _arm(arm: Arm, scale: tuple[int, int]) -> str:
    return f"{arm.events:,} of {arm.total:,} ({risk_of(arm, scale)})"
