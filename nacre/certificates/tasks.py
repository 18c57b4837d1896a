"""Background work of certificates: each may run twice without harm."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from nacre.certificates import letters, reminders
from nacre.certificates.models import Certificate

SETTLED = timedelta(minutes=2)  # until then the award itself tells


@task()
def tell_holder(certificate_id: int) -> bool:
    """Write to the holder that a certificate was earned."""
    return letters.tell_once(certificate_id)


@task()
def tell_holders() -> int:
    """Write what a kill after an award left unwritten; answers how many."""
    untold = Certificate.objects.untold(timezone.now() - SETTLED).values_list("pk", flat=True)
    return sum(letters.tell_once(pk) for pk in untold.order_by("pk"))


@task()
def remind_holders() -> int:
    """Write the letters before certificates end."""
    return reminders.remind_all()
