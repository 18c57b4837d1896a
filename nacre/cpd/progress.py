"""How far a member has come in a period: the numbers a scheme asks for beside those there are."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format

from nacre.cpd.counting import Counted, count, physician_credits, spread, totals
from nacre.cpd.models import Entry, Plan, Record, Reflection
from nacre.cpd.prompts import TEMPLATES
from nacre.cpd.schemes import Scheme, Target
from nacre.members.viewer import Viewer


@dataclass(frozen=True)
class Ledger:
    """What a member has in one period."""

    counted: list[Counted]
    sources: frozenset[str]
    reflections: list[Reflection]
    records: list[Record]

    @classmethod
    def of(cls, viewer: Viewer, since: date, until: date) -> "Ledger":
        """A viewer's own; three questions to the database, however long it is."""
        entries = list(Entry.objects.visible_to(viewer).accepted().within(since, until).in_order())
        return cls(
            count(entry.item for entry in entries),
            frozenset(entry.source for entry in entries),
            list(Reflection.objects.visible_to(viewer).within(since, until)),
            list(Record.objects.visible_to(viewer).within(since, until)),
        )

    def reflected(self, *counting: str) -> int:
        """How many reflections add to one of some targets."""
        kinds = {code for code, one in TEMPLATES.items() if one.counts in counting}
        return sum(one.template in kinds for one in self.reflections)

    def kept(self, sort: str) -> int:
        """How many records of one sort there are."""
        return sum(one.sort == sort for one in self.records)

    @property
    def practice_minutes(self) -> int:
        """Minutes of practice that were written down."""
        return sum(
            _minutes(one.facts.get("hours")) for one in self.records if one.sort == "practice"
        )


def _minutes(hours: Any) -> int:
    return round(float(hours) * 60) if isinstance(hours, int | float) else 0


COUNTS: dict[str, Callable[[Ledger], int]] = {
    "minutes": lambda it: totals(it.counted).minutes,
    "participatory": lambda it: totals(it.counted).participatory,
    "credits": lambda it: physician_credits(it.counted).total,
    "external": lambda it: physician_credits(it.counted).external,
    "personal": lambda it: physician_credits(it.counted).personal,
    "accounts": lambda it: it.reflected("accounts"),
    "reflections": lambda it: len(it.reflections),
    "feedback": lambda it: it.kept("feedback"),
    "partner": lambda it: it.kept("partner"),
    "practice": lambda it: it.practice_minutes,
    "records": lambda it: it.reflected("records", "planned"),
    "planned": lambda it: it.reflected("planned"),
    "peer": lambda it: it.reflected("peer"),
    "account": lambda it: it.reflected("account"),
    "kinds": lambda it: len(it.sources),
}


@dataclass(frozen=True)
class Measure:
    """One number of a scheme: how much there is, how much is asked for, and both in words."""

    label: str
    value: int
    total: int
    shown: str
    asked: str
    is_done: bool
    is_limit: bool = False

    @property
    def words(self) -> str:
        """Both in one line."""
        return f"{self.shown} {self.asked}".strip()


@dataclass(frozen=True)
class Progress:
    """How far a member is in one scheme."""

    scheme: Scheme
    since: date
    until: date
    is_known: bool  # whether the day of the renewal was said
    measures: list[Measure]
    months: list[int]  # minutes a month, for a drawing
    days_left: int

    @property
    def period(self) -> str:
        """In words."""
        return f"{date_format(self.since, 'j F Y')} to {date_format(self.until, 'j F Y')}"


def progress_of(viewer: Viewer, plan: Plan, today: date) -> list[Progress]:
    """For each scheme of a plan; schemes with the same period share their questions."""
    ledgers: dict[tuple[date, date], Ledger] = {}
    found = []
    for scheme in plan.chosen:
        since, until = plan.period(scheme, today)
        if (since, until) not in ledgers:
            ledgers[since, until] = Ledger.of(viewer, since, until)
        ledger = ledgers[since, until]
        is_known = scheme.period != "renewal" or plan.renewal_on is not None
        measures = [_measure(target, ledger) for target in scheme.targets]
        months = _by_month(ledger.counted, since, min(until, today))
        left = max(0, (until - today).days)
        found.append(Progress(scheme, since, until, is_known, measures, months, left))
    return found


def _measure(target: Target, ledger: Ledger) -> Measure:
    there = COUNTS[target.counts](ledger)
    in_hours = target.unit == "hours"
    need = target.need * 60 if in_hours else target.need
    shown = in_words(there) if in_hours else str(there)
    asked = ""
    if need:
        of = f"{target.need} {target.unit}".strip()
        asked = f"(at most {of} count)" if target.is_limit else f"of {of}"
    is_done = bool(need) and not target.is_limit and there >= need
    return Measure(target.label, there, need, shown, asked, is_done, target.is_limit)


def in_words(minutes: int) -> str:
    """Minutes as people say them: 25 min, 3 h, 3 h 5 min."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def _by_month(counted: Sequence[Counted], since: date, until: date) -> list[int]:
    minutes: dict[tuple[int, int], int] = defaultdict(int)
    for one in counted:
        for day, part in spread(one):
            minutes[day.year, day.month] += part
    first, last = since.year * 12 + since.month - 1, until.year * 12 + until.month - 1
    return [minutes[divmod(n, 12)[0], divmod(n, 12)[1] + 1] for n in range(first, last + 1)]
