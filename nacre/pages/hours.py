"""What of pages runs by itself, and when."""

from datetime import timedelta

from django.core.management import call_command
from django_tasks import task

from nacre.communities.models import Community
from nacre.insights.schedule import JOBS, Job
from nacre.pages.link_checking import check_links
from nacre.pages.link_client import Asker


@task()
def settle_schedule() -> None:
    """Publish scheduled changes and unpublish what expired.

    Readers do not wait for it where a page opens or expires: the gate goes by the clock.
    """
    call_command("publish_scheduled")


@task()
def check_outside_links() -> int:
    """Ask the outside links that are due; answers how many are dead."""
    return check_links(communities=Community.objects.for_request(), asker=Asker()).dead


JOBS["check_outside_links"] = Job("10 3 * * *", check_outside_links, timedelta(hours=12))
JOBS["settle_schedule"] = Job("* * * * *", settle_schedule, timedelta(minutes=10))
