"""What the desk has done by night: letters about sign-offs, versions and corrections; the harvest."""

from datetime import timedelta

from django_tasks import task

from nacre.editorial import actions
from nacre.evidence.harvesting import harvest_all
from nacre.evidence.models import SavedQuery
from nacre.insights.schedule import JOBS, Job


@task()
def ask_editors() -> int:
    """Write about texts that came to rest since; answers how many letters went."""
    return actions.ask_about_all()


@task()
def remind_editors() -> dict[str, int]:
    """Remind whom the day asks for, tell leads, and end rights with their terms."""
    return actions.remind_editors()


@task()
def harvest_papers() -> int:
    """Ask every saved question for new papers; answers how many came in."""
    return sum(one.new for one in harvest_all(SavedQuery.objects.to_ask()))


JOBS["harvest_papers"] = Job("40 4 * * *", harvest_papers, timedelta(hours=16))


@task()
def tell_of_versions() -> int:
    """Write to those who work with a file that has a new version; answers how many letters went."""
    return actions.tell_of_versions()


JOBS["tell_of_versions"] = Job("*/5 * * * *", tell_of_versions, timedelta(hours=2))


@task()
def tell_of_changes() -> int:
    """Tell whoever knows an earlier text of a page; again only what was broken off."""
    return actions.tell_of_changes()


JOBS["tell_of_changes"] = Job("*/10 * * * *", tell_of_changes, timedelta(minutes=30))
JOBS["ask_editors"] = Job("*/5 * * * *", ask_editors, timedelta(minutes=30))
JOBS["remind_editors"] = Job("20 6 * * *", remind_editors, timedelta(hours=16))
