"""The daily look at declarations and certificates, as background work with its hour."""

from datetime import timedelta

from django_tasks import task

from nacre.editorial import actions
from nacre.insights.schedule import JOBS, Job


@task()
def remind_of_interests() -> int:
    """Write to editors whose declaration is missing or runs out."""
    return actions.remind_of_interests()


@task()
def check_certificates() -> int:
    """Take down what companies say without a certificate."""
    return len(actions.check_certificates())


JOBS["remind_interests"] = Job("10 7 * * *", remind_of_interests, timedelta(hours=20))
JOBS["check_certificates"] = Job("5 0 * * *", check_certificates, timedelta(hours=20))
