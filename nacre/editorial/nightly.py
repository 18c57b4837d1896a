"""Letters about sign-offs, as background work with its hours."""

from datetime import timedelta

from django_tasks import task

from nacre.editorial import actions
from nacre.insights.schedule import JOBS, Job


@task()
def ask_editors() -> int:
    """Write about texts that came to rest since; answers how many letters went."""
    return actions.ask_about_all()


@task()
def remind_editors() -> dict[str, int]:
    """Remind whom the day asks for, tell leads, and end rights with their terms."""
    return actions.remind_editors()


JOBS["ask_editors"] = Job("*/5 * * * *", ask_editors, timedelta(minutes=30))
JOBS["remind_editors"] = Job("20 6 * * *", remind_editors, timedelta(hours=16))
