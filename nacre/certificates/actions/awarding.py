"""A certificate is awarded: once, whatever happens in between."""

import re
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.certificates.facts import LONGEST_LINE, Facts
from nacre.certificates.keys import current_key
from nacre.certificates.models import Certificate
from nacre.certificates.numbers import new_check_code, new_number
from nacre.certificates.signals import certificate_awarded
from nacre.certificates.tasks import tell_holder
from nacre.certificates.validity import Validity
from nacre.insights.actions import record
from nacre.insights.periods import london_day
from nacre.members.models import Membership
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer

SUBJECT = re.compile(r"[a-z][a-z0-9-]{0,30}:[A-Za-z0-9_-]{1,80}")
TRIES = 4
CLOCKS_DIFFER = timedelta(minutes=10)
DAY = timedelta(days=1)


def award(
    *,
    membership: Membership,
    subject: str,
    title: str,
    facts: Facts,
    completed_at: datetime,
    valid_for: timedelta | None,
    edition: int | None = None,
) -> Certificate:
    """What a member has completed becomes a certificate; asked again, it is the one that is there.

    Safe to call twice, at once and after a kill. Without an edition, a completion within the window
    of renewal, or after the end, earns the next one; any other finds the one before. Within a
    transaction of the caller's it is kept with that.
    """
    facts.check()
    _check(subject, title, completed_at, valid_for, edition)
    problem: IntegrityError | None = None
    for _attempt in range(TRIES):
        history = list(Certificate.objects.history(membership, subject))
        number = edition or _next_edition(history, completed_at)
        kept = next((one for one in history if one.edition == number), None)
        if kept is not None:
            return kept
        before = next((one for one in history if one.edition < number), None)
        made = Certificate(
            community=membership.community,
            membership=membership,
            subject=subject,
            edition=number,
            title=title.strip(),
            facts=facts.as_json(),
            completed_at=completed_at,
        )
        try:
            return _keep(made, valid_for, before)
        except IntegrityError as clash:  # somebody was quicker, or the number is taken
            problem = clash
    raise RuntimeError("A certificate could not be kept.") from problem


def _check(
    subject: str,
    title: str,
    completed_at: datetime,
    valid_for: timedelta | None,
    edition: int | None,
) -> None:
    if not SUBJECT.fullmatch(subject):
        raise Refused(_("A subject is a kind and a key, such as “course:7f3a…”."))
    if not 0 < len(title.strip()) <= LONGEST_LINE or not title.isprintable():
        raise Refused(_("A title is one line of at most 200 characters."))
    if completed_at > timezone.now() + CLOCKS_DIFFER:
        raise Refused(_("A certificate is for what has been completed; this day is yet to come."))
    if valid_for is not None and valid_for < DAY:
        raise Refused(_("A certificate holds for a day at the least."))
    if edition is not None and edition < 1:
        raise Refused(_("Editions are counted from 1."))


def _next_edition(history: list[Certificate], completed_at: datetime) -> int:
    """Which edition a completion belongs to; the history begins with the latest."""
    if not history:
        return 1
    latest = history[0]
    return latest.edition + (1 if latest.is_renewed_by(completed_at) else 0)


@transaction.atomic
def _keep(
    made: Certificate, valid_for: timedelta | None, before: Certificate | None
) -> Certificate:
    stands = before.validity if before is not None and not before.revoked_at else None
    validity = Validity.of(made.completed_at, valid_for, stands)
    made.starts_at, made.expires_at = validity.starts_at, validity.expires_at
    made.awarded_at = timezone.now()
    made.number = new_number(made.community.slug, london_day(made.awarded_at).year)
    made.check_code = new_check_code()
    made.set_seal(current_key(made.community))
    made.save()
    certificate_awarded.send(Certificate, certificate=made)
    transaction.on_commit(lambda: _tell(made))
    return made


def _tell(made: Certificate) -> None:
    if made.membership is None:
        return
    viewer = Viewer.of_membership(
        Membership.objects.for_viewers().get(pk=made.membership_id), made.community
    )
    record("certificate.awarded", viewer=viewer, object=made.subject, title=made.title)
    tell_holder.enqueue(made.pk)
