"""The nightly review of verifications, as background work with its hour."""

from datetime import timedelta

from django_tasks import task

from nacre.insights.schedule import JOBS, Job
from nacre.members import actions


@task()
def review_verifications() -> dict[str, int]:
    """Remind, lapse and hold whom the day asks for."""
    return actions.review_verifications()


JOBS["review_verifications"] = Job("20 2 * * *", review_verifications, timedelta(hours=20))
