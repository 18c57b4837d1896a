"""Background work of members: each calls one thing and may run twice without harm."""

from django_tasks import task

from nacre.communities.models import Community
from nacre.members import invitations
from nacre.members.current_columns import bring_up_to_date
from nacre.members.search_alerts import send_alerts
from nacre.members.still_here import ask_all


@task()
def ask_still_here() -> int:
    """Ask those whose half-year has passed whether their profile is still right."""
    return ask_all()


@task()
def send_search_alerts() -> int:
    """Write to members about who is new in their saved searches; answers to how many."""
    return send_alerts()


@task()
def tend_referrals() -> dict[str, int]:
    """Remind those who were invited, once, and erase the addresses of those who did not come."""
    return invitations.tend_referrals()


@task()
def bring_directories_up_to_date() -> int:
    """Make the columns of large communities anew where much has changed; answers of how many."""
    return sum(bring_up_to_date(community) for community in Community.objects.all())
