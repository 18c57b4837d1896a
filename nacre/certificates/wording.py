"""How credits and approvals are worded: never more than was approved, and never of the sponsor.

An approval is of the activity's CPD value. No sentence here says that anybody approved what the
activity teaches, or who paid for it.
"""

from datetime import date
from decimal import Decimal

from nacre.certificates.facts import Approval, Facts

NOT_APPROVED = (
    "This activity has not been approved by a college; you may record it as personal CPD."
)


def accreditation(
    *, minutes: int, approval: Approval | None, on: date, credits: Decimal | None = None
) -> str:
    """The one sentence about approval, as it stands on a day.

    On a certificate the day is that of completion; on a course page it is today, so that an
    approval disappears by itself when it has run out.
    """
    if approval is None or not approval.covers(on):
        return f"Self-certified CPD: {duration(minutes)}. {NOT_APPROVED}"
    count = number(approval.credits if credits is None else credits)
    category = f"{approval.category} " if approval.category else ""
    unit = "credit" if count == "1" else "credits"
    return (
        f"Approved by the {bare(approval.body)} for {count} {category}CPD {unit}. "
        f"Code: {approval.code}. Valid {day(approval.starts_on)}–{day(approval.ends_on)}."
    )


def accreditation_of(facts: Facts) -> str:
    """The sentence on a certificate: as it stood on the day of completion."""
    return accreditation(
        minutes=facts.minutes,
        approval=facts.approval,
        on=facts.completed_on,
        credits=facts.credits,
    )


def is_approved(facts: Facts) -> bool:
    """Whether an approval stood on the day of completion."""
    return facts.approval is not None and facts.approval.covers(facts.completed_on)


def duration(minutes: int) -> str:
    """45 minutes, 1 hour, 2 hours 30 minutes."""
    hours, rest = divmod(minutes, 60)
    parts = [
        f"{count} {unit if count == 1 else unit + 's'}"
        for count, unit in ((hours, "hour"), (rest, "minute"))
        if count
    ]
    return " ".join(parts) or "0 minutes"


def credits_line(facts: Facts) -> str:
    """How many credits in which scheme and category; empty where none were given."""
    if facts.credits is None:
        return ""
    unit = "credit" if facts.credits == 1 else "credits"
    return ", ".join(
        part for part in (f"{number(facts.credits)} {unit}", facts.scheme, facts.category) if part
    )


def score_line(facts: Facts) -> str:
    """The score and what was needed; empty where nothing was assessed."""
    if facts.score is None:
        return ""
    needed = f" (pass mark {facts.pass_mark} %)" if facts.pass_mark is not None else ""
    return f"{facts.score} %{needed}"


def number(value: Decimal) -> str:
    """2, 0.25: without zeros that say nothing."""
    return f"{value.normalize():f}"


def day(when: date) -> str:
    """3 March 2027."""
    return f"{when.day} {when:%B %Y}"


def bare(body: str) -> str:
    """The name of a body as it stands after “the”."""
    return body.removeprefix("The ").removeprefix("the ")
