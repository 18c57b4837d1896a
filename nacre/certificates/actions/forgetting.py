"""What is left of a certificate whose holder asked to be forgotten: its number, and that it was."""

from typing import Any

from django.utils import timezone

from nacre.certificates.models import Badge, Certificate

BLANK: dict[str, Any] = {
    "facts": {}, "seal": "", "check_code": "", "revoked_because": "", "reissued_because": "",
    "membership": None, "told_at": None, "shows_name": Certificate.Name.INITIALS,
    "shows_score": False, "shows_credits": False, "is_reminded": False,
}  # fmt: skip


def forget_holder(user: Any) -> None:
    """Take the person out of their certificates; badges end, their places stay marked."""
    own = Certificate.objects.filter(membership__user=user)
    badges = Badge.objects.filter(certificate__in=own)
    badges.filter(withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())
    badges.update(token="")
    own.update(forgotten_at=timezone.now(), **BLANK)
