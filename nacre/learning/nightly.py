"""What of learning runs by itself, and when; each may run twice without harm."""

from datetime import timedelta

from django_tasks import task

from nacre.communities.models import Community
from nacre.insights.schedule import JOBS, Job
from nacre.learning import follow_ups, to_look_at
from nacre.learning.item_figures import count_community


@task()
def count_answers() -> int:
    """Count the first answers to modules in which an attempt has ended since; answers how many."""
    return sum(count_community(community) for community in Community.objects.all())


@task()
def ask_what_became() -> int:
    """Write to learners whose six weeks are over; answers how many letters went."""
    return follow_ups.ask_all()


@task()
def tell_editors_of_learning() -> int:
    """Write to editors who have something to look at; answers how many letters went."""
    return to_look_at.write_to_editors()


JOBS["count_answers"] = Job("10 3 * * *", count_answers, timedelta(hours=20))
JOBS["ask_what_became"] = Job("50 7 * * *", ask_what_became, timedelta(hours=12))
JOBS["tell_editors_of_learning"] = Job("20 7 * * *", tell_editors_of_learning, timedelta(hours=12))
