"""What of pages runs by itself, and when."""

from datetime import timedelta

from django.core.management import call_command
from django_tasks import task

from nacre.insights.schedule import JOBS, Job


@task()
def settle_schedule() -> None:
    """Publish scheduled changes and unpublish what expired.

    Readers do not wait for it where a page opens or expires: the gate goes by the clock.
    """
    call_command("publish_scheduled")


JOBS["settle_schedule"] = Job("* * * * *", settle_schedule, timedelta(minutes=10))
