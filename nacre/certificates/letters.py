"""Letters to holders: earned, ends soon, revoked, issued again; and the link that stops reminders."""

import uuid

from django.core import signing
from django.db import transaction
from django.utils import timezone

from nacre.certificates.models import Certificate
from nacre.communities.models import Community
from nacre.members.models import Membership
from nacre.notifications.actions import send_mail

SALT = "nacre.certificates.reminders"


def tell_once(certificate_id: int) -> bool:
    """Write that a certificate was earned, unless somebody did; answers whether it was written.

    The note and the letter in the queue are one transaction: a kill leaves both or neither.
    """
    with transaction.atomic():
        waiting = Certificate.objects.filter(pk=certificate_id, told_at__isnull=True).standing()
        if not waiting.update(told_at=timezone.now()):
            return False
        write(_with_holder(certificate_id), "awarded")
    return True


def _with_holder(certificate_id: int) -> Certificate:
    found = Certificate.objects.select_related("membership__user", "community__site")
    return found.get(pk=certificate_id)


def write(certificate: Certificate, template: str, *, stop_url: str = "", **more: object) -> None:
    """Write to the holder. Within the transaction that notes it, where it must go once."""
    member = certificate.membership
    if member is None or member.status == Membership.Status.DECLINED or not member.user.is_active:
        return
    community = certificate.community
    context = {
        "user": member.user,
        "certificate": certificate,
        "url": community.url(certificate.path),
        "stop_url": stop_url,
        **more,
    }
    send_mail(
        member.user.email, f"certificates/mail/{template}", context, community, stop_url=stop_url
    )


def stop_url(certificate: Certificate) -> str:
    """The page that stops reminders about one certificate; the link does nothing else."""
    token = signing.dumps(str(certificate.key), salt=SALT, compress=False)
    return certificate.community.url(f"/certificates/mail/stop/{token}/")


def to_stop(token: str, community: Community) -> Certificate | None:
    """Which certificate of this community a link is about; None where it is not one of ours."""
    try:
        key = uuid.UUID(str(signing.loads(token, salt=SALT)))
    except (signing.BadSignature, ValueError):
        return None
    return Certificate.objects.of(community).filter(key=key).first()
