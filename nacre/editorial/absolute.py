"""Absolute numbers from the counts of a trial: risks, their difference, the number needed to treat.

Formulas, with their sources:

- absolute risk reduction ARR = CER - EER (control minus experimental event rate); for an event that
  is wanted, the absolute benefit increase EER - CER stands in its place;
- NNT = 1 / |ARR|, rounded up: Cook RJ, Sackett DL. BMJ 1995;310:452-4;
- 95 % interval of the difference: the hybrid score method, no. 10 of Newcombe RG. Stat Med
  1998;17:873-90, from Wilson's interval of each risk (Wilson EB. JASA 1927;22:209-12). The plain
  Wald interval is too narrow where events are few, which is where harms are;
- limits of the NNT are the inverted limits of the difference, rounded up too; an interval that
  holds zero is written through infinity: Altman DG. BMJ 1998;317:1309-12.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, sqrt

Z95 = 1.959963984540054  # the 97.5th percentile of the normal distribution
NEARLY = 1e-9  # what floating point may add to a whole number before it is rounded up


@dataclass(frozen=True)
class Arm:
    """One group of a study: how many had the event, of how many. Raises ValueError for others."""

    events: int
    total: int

    def __post_init__(self) -> None:
        if not 0 <= self.events <= self.total or self.total == 0:
            raise ValueError(f"{self.events} events of {self.total} people cannot be.")

    @property
    def risk(self) -> Fraction:
        """The share with the event, exact."""
        return Fraction(self.events, self.total)

    @property
    def wilson(self) -> tuple[float, float]:
        """The 95 % score interval of the risk."""
        n, p, z2 = self.total, self.events / self.total, Z95**2
        middle, spread = 2 * n * p + z2, Z95 * sqrt(z2 + 4 * n * p * (1 - p))
        below = 2 * (n + z2)
        return max(0.0, (middle - spread) / below), min(1.0, (middle + spread) / below)


@dataclass(frozen=True)
class Benefit:
    """What the intervention changes for the better, as a share of people; harm is negative."""

    intervention: Arm
    control: Arm
    is_wanted: bool = False  # remission is wanted, a death is not

    @property
    def size(self) -> Fraction:
        """ARR, or the absolute benefit increase where the event is wanted. Exact."""
        reduction = self.control.risk - self.intervention.risk
        return -reduction if self.is_wanted else reduction

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the size, lower limit first."""
        better, worse = self.control, self.intervention
        if self.is_wanted:
            better, worse = worse, better
        return newcombe(better, worse)

    @property
    def crosses_zero(self) -> bool:
        """Whether no difference lies in the interval."""
        low, high = self.interval
        return low <= 0 <= high

    @property
    def number_needed(self) -> int | None:
        """How many are treated for one more who is helped, or harmed; None where risks are equal."""
        return ceil(1 / abs(self.size)) if self.size else None

    @property
    def number_interval(self) -> tuple[int | None, int | None]:
        """The inverted limits: for the most and the least benefit; None is infinity."""
        low, high = self.interval
        return inverted(high), inverted(low)


def newcombe(first: Arm, second: Arm) -> tuple[float, float]:
    """The 95 % interval of a difference of two risks, first minus second."""
    p, q = float(first.risk), float(second.risk)
    (low_p, high_p), (low_q, high_q) = first.wilson, second.wilson
    below = sqrt((p - low_p) ** 2 + (high_q - q) ** 2)
    above = sqrt((high_p - p) ** 2 + (q - low_q) ** 2)
    return max(-1.0, p - q - below), min(1.0, p - q + above)


def inverted(limit: float) -> int | None:
    """The number needed at a limit of the difference; None, infinity, at none."""
    return ceil(1 / abs(limit) - NEARLY) if abs(limit) > NEARLY else None
