"""Puts a member into the moderators' queue, to be looked at again."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from nacre.members.models import Membership

WORKING_DAYS = 2  # in which a human looks at whoever was held


def working_days_after(when: datetime, days: int) -> datetime:
    """The same hour, so many days from Monday to Friday later."""
    while days:
        when += timedelta(days=1)
        days -= _is_working_day(timezone.localdate(when))
    return when


def _is_working_day(day: date) -> bool:
    return day.weekday() < 5


def ask_for_review(membership: Membership, reason: str) -> None:
    """Put a member into the moderators' queue, to be looked at within two working days."""
    if membership.review_due_at is None:
        membership.review_due_at = review_due(timezone.now())
        membership.review_reason = reason
        membership.save(update_fields=["review_due_at", "review_reason"])


def review_due(now: datetime) -> datetime:
    """By when a human looks at somebody who is put into the queue now."""
    return working_days_after(now, WORKING_DAYS)
