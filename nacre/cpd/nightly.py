"""What the ledger has done by night: yesterday's reading is proposed, what is old goes."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from nacre.cpd import actions
from nacre.insights.schedule import JOBS, Job

DAYS_BACK = 3  # lines that lay on another machine, or a night that was missed


@task()
def propose_cpd() -> int:
    """Propose what was read in the last days; answers how many entries stand."""
    return actions.propose_reading(since=timezone.localdate() - timedelta(days=DAYS_BACK))


@task()
def forget_old_cpd() -> int:
    """Delete what has had its time."""
    return actions.forget_old()


JOBS["propose_cpd"] = Job("15 4 * * *", propose_cpd, timedelta(hours=20))
JOBS["forget_old_cpd"] = Job("50 3 * * *", forget_old_cpd, timedelta(hours=20))
