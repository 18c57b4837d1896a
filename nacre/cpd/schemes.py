"""What regulators and colleges ask for: the numbers and periods of each scheme, as data.

Schemes change. Whoever runs the platform checks these against the body's own pages once a year;
`checked` says which are from memory of the rules and bite if wrong (docs/reference/cpd.md).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from nacre.members import professions

APRIL, RENEWAL, CALENDAR = "april", "renewal", "calendar"
MOST_A_DAY = 480  # minutes of one day that count: eight credits
WHOLE_HOUR, QUARTER = 60, 15

THEMES = (
    ("people", "Prioritise people"),
    ("effectively", "Practise effectively"),
    ("safety", "Preserve safety"),
    ("trust", "Promote professionalism and trust"),
)
CATEGORIES = (("external", "External"), ("internal", "Internal"), ("personal", "Personal"))
DOMAINS = (
    ("knowledge", "Knowledge, skills and development"),
    ("partnership", "Patients, partnership and communication"),
    ("colleagues", "Colleagues, culture and safety"),
    ("professionalism", "Trust and professionalism"),
)


@dataclass(frozen=True)
class Target:
    """One number that a scheme asks for. `need` 0: nothing is fixed, it is shown all the same."""

    counts: str  # what is counted: see progress.COUNTS
    label: str
    need: int
    unit: str = ""
    is_limit: bool = False  # at most, not at least


@dataclass(frozen=True)
class Scheme:
    """What one body asks for, over which period, and how its credits are stepped."""

    code: str
    name: str
    period: str
    years: int
    targets: tuple[Target, ...]
    template: str  # the reflection that is offered first
    form: str  # the export that fits
    step: int = QUARTER  # minutes below which nothing counts
    checked: bool = True  # against the body's own pages, for this release


SCHEMES: dict[str, Scheme] = {
    one.code: one
    for one in (
        Scheme(
            "nmc", "NMC revalidation", RENEWAL, 3,
            (
                Target("minutes", "CPD", 35, "hours"),
                Target("participatory", "Participatory", 20, "hours"),
                Target("accounts", "Reflective accounts", 5),
                Target("feedback", "Pieces of feedback", 5),
                Target("practice", "Practice hours", 450, "hours"),
                Target("partner", "Reflective discussion", 1),
            ),
            "nmc", "nmc",
        ),
        Scheme(
            "rcp", "Federation of the Royal Colleges of Physicians", APRIL, 1,
            (
                Target("credits", "Credits", 50, "credits"),
                Target("external", "External", 25, "credits"),
                Target("personal", "Personal", 10, "credits", is_limit=True),
            ),
            "gmc_short", "rcp", step=WHOLE_HOUR,
        ),
        Scheme(
            "gmc", "GMC appraisal", CALENDAR, 1,
            (
                Target("minutes", "CPD", 0, "hours"),
                Target("reflections", "Reflections", 0),
            ),
            "gmc_short", "generic", checked=False,
        ),
        Scheme(
            "gphc", "GPhC revalidation", RENEWAL, 1,
            (
                Target("records", "CPD records", 4),
                Target("planned", "Planned", 2),
                Target("peer", "Peer discussion", 1),
                Target("account", "Reflective account", 1),
            ),
            "gphc_unplanned", "gphc",
        ),
        Scheme(
            "hcpc", "HCPC standards of CPD", RENEWAL, 2,
            (
                Target("minutes", "CPD", 0, "hours"),
                Target("kinds", "Kinds of activity: a mixture is asked for", 2),
                Target("reflections", "Entries with a reflection", 0),
            ),
            "driscoll", "generic",
        ),
        Scheme(
            "psni", "PSNI CPD", RENEWAL, 1,
            (Target("minutes", "CPD", 30, "hours"),), "driscoll", "generic", checked=False,
        ),
        Scheme(
            "gdc", "GDC enhanced CPD", RENEWAL, 5,
            (Target("minutes", "CPD", 100, "hours"),), "driscoll", "generic", checked=False,
        ),
        Scheme(
            "generic", "A year of learning", CALENDAR, 1,
            (
                Target("minutes", "CPD", 0, "hours"),
                Target("participatory", "With others", 0, "hours"),
            ),
            "driscoll", "generic",
        ),
    )
}  # fmt: skip

BY_REGULATOR = {
    professions.NMC: ("nmc",),
    professions.GMC: ("rcp", "gmc"),
    professions.GPHC: ("gphc",),
    professions.HCPC: ("hcpc",),
    professions.PSNI: ("psni",),
    professions.GDC: ("gdc",),
}


def schemes_for(profession: str) -> tuple[str, ...]:
    """The schemes that a member's profession suggests."""
    known = professions.PROFESSIONS.get(profession)
    regulators = known.regulators if known else ()
    return next((BY_REGULATOR[r] for r in regulators if r in BY_REGULATOR), ("generic",))


def years_before(day: date, years: int) -> date:
    """The same day some years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def period_of(scheme: Scheme, today: date, renewal_on: date | None = None) -> tuple[date, date]:
    """First and last day of the period that a day falls in.

    Without a known renewal it is the span that ends today.
    """
    if scheme.period == APRIL:
        year = today.year if today >= date(today.year, 4, 1) else today.year - 1
        return date(year, 4, 1), date(year + 1, 3, 31)
    if scheme.period == CALENDAR:
        return date(today.year, 1, 1), date(today.year, 12, 31)
    end = renewal_on or today
    while end < today:
        end = years_before(end, -scheme.years)
    return years_before(end, scheme.years) + timedelta(days=1), end
