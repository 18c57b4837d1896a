"""Six to eight weeks later one letter: what became of it? Once, to whom said that we may ask.

The row that says that somebody was asked and the letter in the queue are one transaction: a kill
leaves both or neither, and a second run finds nobody. A night that was missed is made up for while
the two weeks last; after them nobody is asked.
"""

import uuid
from datetime import datetime, timedelta

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from nacre.communities.models import Community
from nacre.learning.models import Evaluation, FollowUp
from nacre.members.models import Membership
from nacre.notifications.actions import send_mail

AFTER, BEFORE = timedelta(weeks=6), timedelta(weeks=8)
OPEN_FOR = timedelta(days=120)  # how long a letter may be answered
SALT, STOP_SALT = "nacre.learning.follow-up", "nacre.learning.follow-up-stop"


def ask_all(now: datetime | None = None) -> int:
    """Write to everybody whose time has come; answers how many letters went."""
    now = now or timezone.now()
    due = Evaluation.objects.to_ask(now, AFTER, BEFORE).select_related(
        "enrolment__course", "enrolment__membership__user", "enrolment__membership__community__site"
    )
    return sum(_ask(one, now) for one in due.iterator(chunk_size=200))


def _ask(evaluation: Evaluation, now: datetime) -> bool:
    membership = evaluation.enrolment.membership
    if "learning" not in membership.community.enabled:
        return False
    try:
        with transaction.atomic():
            _write(FollowUp.objects.create(evaluation=evaluation, asked_at=now), membership)
    except IntegrityError:  # another run was here first
        return False
    return True


def _write(follow_up: FollowUp, membership: Membership) -> None:
    community = membership.community
    stop_url = community.url(f"/learn/follow-ups/stop/{_signed(membership.key, STOP_SALT)}/")
    context = {
        "user": membership.user,
        "course": follow_up.evaluation.enrolment.course,
        "url": community.url(path_of(follow_up)),
        "stop_url": stop_url,
    }
    send_mail(
        membership.user.email, "learning/mail/follow_up", context, community, stop_url=stop_url
    )


def path_of(follow_up: FollowUp) -> str:
    """Where the letter leads; opening it changes nothing."""
    return f"/learn/follow-ups/{_signed(follow_up.key, SALT)}/"


def follow_up_in(token: str, community: Community) -> FollowUp | None:
    """Which question of this community a link is about; None where it is not ours, or too old."""
    key = _key_in(token, SALT, OPEN_FOR)
    found = FollowUp.objects.of(community).filter(
        key=key, evaluation__enrolment__membership__status=Membership.Status.ACTIVE
    )
    return found.select_related(
        "evaluation__enrolment__course",
        "evaluation__enrolment__membership__user",
        "evaluation__enrolment__membership__community__site",
    ).first()


def to_stop(token: str, community: Community) -> Membership | None:
    """Whose letters a link of this community stops; None where it is not one of ours."""
    key = _key_in(token, STOP_SALT, None)
    return Membership.objects.of(community).filter(key=key).first() if key else None


def _signed(key: uuid.UUID, salt: str) -> str:
    return signing.dumps(str(key), salt=salt, compress=False)


def _key_in(token: str, salt: str, max_age: timedelta | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(signing.loads(token, salt=salt, max_age=max_age)))
    except (signing.BadSignature, ValueError):
        return None
