"""“Still here?”: twice a year, one question by mail, answered with one tap.

The link only opens a page; whoever presses its button confirms, so scanners may follow the link
as often as they like. Nobody is asked twice in half a year, however often this runs.
"""

from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from nacre.communities.models import Community, absolute_url
from nacre.members.models import Membership
from nacre.notifications.actions import send_mail

EVERY = timedelta(days=182)
LINK_KEPT_FOR = timedelta(days=60)
MOST_A_RUN = 500
SALT = "members.still-here"


def ask_all(now: datetime | None = None) -> int:
    """Ask everybody whose half-year has passed, some hundreds a run; answers how many."""
    now = now or timezone.now()
    due = Membership.objects.due_to_confirm(now - EVERY).values_list("pk", flat=True)
    return sum(_ask(pk, now) for pk in list(due[:MOST_A_RUN]))


def _ask(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        # Whoever writes the moment writes the letter: a second worker finds nobody due.
        taken = Membership.objects.due_to_confirm(now - EVERY).filter(pk=pk).update(asked_at=now)
        if taken:
            transaction.on_commit(lambda: _write_to(pk))
    return bool(taken)


def _write_to(pk: int) -> None:
    membership = Membership.objects.select_related("user", "organisation", "community").get(pk=pk)
    link = absolute_url(membership.community.host, address_of(membership))
    context = {"membership": membership, "user": membership.user, "link": link}
    send_mail(membership.user.email, "members/mail/still_here", context, membership.community)


def address_of(membership: Membership) -> str:
    """The page that asks this one person."""
    token = signing.dumps(str(membership.key), salt=SALT, compress=False)
    return reverse("members:still_here", args=[token], urlconf="nacre.config.urls")


def asked_by(token: str, community: Community) -> Membership | None:
    """Who is asked by a link of this community; None if it is no link of ours, or too old."""
    try:
        key = signing.loads(token, salt=SALT, max_age=LINK_KEPT_FOR)
    except signing.BadSignature:
        return None
    found = Membership.objects.of(community).active().filter(key=key)
    return found.for_profile().first()
