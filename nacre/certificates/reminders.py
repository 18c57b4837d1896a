"""Letters 90, 30 and 7 days before the end: each once, however late, often or jumpily it runs."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from nacre.certificates.letters import stop_url, write
from nacre.certificates.models import Certificate, Reminder
from nacre.certificates.signals import certificate_expiring
from nacre.certificates.validity import REMINDED


def remind_all(now: datetime | None = None) -> int:
    """Write every letter that is due; answers how many. A second run finds nothing to do."""
    now = now or timezone.now()
    farthest = now + timedelta(days=max(REMINDED))
    ending = Certificate.objects.ending_between(now, farthest)
    found = ending.select_related("membership__user", "community__site").prefetch_related(
        "reminders"
    )
    return sum(_remind(one, now) for one in found.order_by("pk").iterator(chunk_size=200))


def _remind(certificate: Certificate, now: datetime) -> bool:
    days = certificate.validity.reminder_due(now)
    told = {reminder.days for reminder in certificate.reminders.all()}
    # A clock that was set back must not bring the letter of 90 days after that of 30.
    if days is None or any(earlier <= days for earlier in told):
        return False
    if certificate.membership is None or not certificate.membership.is_active:
        return False
    return _write_once(certificate, days)


def _write_once(certificate: Certificate, days: int) -> bool:
    try:
        with transaction.atomic():
            Reminder.objects.create(certificate=certificate, days=days)
            certificate_expiring.send(Certificate, certificate=certificate, days=days)
            again = certificate.said.activity_path
            write(
                certificate,
                "expiring",
                stop_url=stop_url(certificate),
                days=days,
                again_url=certificate.community.url(again) if again else "",
            )
    except IntegrityError:  # another run was here first
        return False
    return True
