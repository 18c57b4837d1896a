"""Absolute numbers said so that they can be repeated to a patient: of 100, or of 1,000."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from nacre.editorial.absolute import Arm, Benefit

SCALES = ((100, 0), (1000, 0), (1000, 1))  # of how many, with how many decimals


def rounded(share: Fraction | float, of: int, places: int = 0) -> Decimal:
    """A share as a number of people, halves up."""
    exact = Fraction(share) * of
    step = Decimal(1).scaleb(-places)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(step, ROUND_HALF_UP)


def scale_for(found: Benefit) -> tuple[int, int]:
    """Of how many to speak, and with how many decimals.

    The coarsest scale on which nothing that happened is rounded to nothing, and on which the rounded
    risks differ by the rounded difference: “13 instead of 21” must not stand beside “9 fewer”.
    """
    a, b = found.intervention.risk, found.control.risk
    for of, places in SCALES[:-1]:
        x, y, gap = (rounded(share, of, places) for share in (a, b, abs(a - b)))
        lost = any(share and not shown for share, shown in ((a, x), (b, y), (abs(a - b), gap)))
        if abs(x - y) == gap and not lost:
            return of, places
    return SCALES[-1]


def risk_of(arm: Arm, scale: tuple[int, int]) -> str:
    """“13 of 100”."""
    of, places = scale
    return f"{rounded(arm.risk, of, places)} of {of:,}"


def difference(found: Benefit) -> str:
    """“8 fewer per 100 (95% CI 15 fewer to 1 more)”."""
    of, places = scale_for(found)
    change = found.intervention.risk - found.control.risk
    best, worst = found.interval[1], found.interval[0]
    sign = 1 if found.is_wanted else -1
    limits = sorted((sign * best, sign * worst))
    low, high = (_more(limit, of, places) for limit in limits)
    return f"{_more(change, of, places)} per {of:,} (95% CI {low} to {high})"


def _more(change: Fraction | float, of: int, places: int) -> str:
    size = rounded(change if change >= 0 else -change, of, places)
    if not size:
        return "no difference" if not change else f"{size} {'more' if change > 0 else 'fewer'}"
    return f"{size} {'more' if change > 0 else 'fewer'}"


def needed(found: Benefit) -> str:
    """“NNT 13 (95% CI 7 to 88)”, or through infinity where no difference lies in the interval."""
    number, (best, worst) = found.number_needed, found.number_interval
    if found.crosses_zero:
        limits = f"NNTB {best or '∞'} to ∞ to NNTH {worst or '∞'}"
        if number is None:
            return f"no difference (95% CI {limits})"
        return f"{'NNTB' if found.size > 0 else 'NNTH'} {number} (95% CI {limits})"
    low, high = sorted(limit or 0 for limit in (best, worst))
    return f"{'NNT' if found.size > 0 else 'NNH'} {number} (95% CI {low} to {high})"


def in_words(found: Benefit, horizon: str = "") -> str:
    """The finding as one would say it; where chance may be the reason, it says so and claims no more."""
    scale = scale_for(found)
    over = f" over {horizon}" if horizon else ""
    if not found.size:
        return f"{risk_of(found.control, scale)} in both groups{over}: no difference."
    risks = f"{risk_of(found.intervention, scale)} instead of {risk_of(found.control, scale)}"
    if found.crosses_zero:
        return f"{risks}{over}; the interval includes no difference at all."
    what = "helped" if found.size > 0 else "harmed"
    return f"{risks}: one more person {what} for every {found.number_needed} treated{over}."
