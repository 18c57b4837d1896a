"""A holder decides what others see of a certificate, and whether we write before it ends."""

from django.utils.translation import gettext as _

from nacre.certificates.models import Certificate
from nacre.certificates.permissions import can_choose
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer

NOT_YOURS = "Only its holder decides about a certificate."


def allow(
    *,
    certificate: Certificate,
    by: Viewer,
    shows_name: str = Certificate.Name.INITIALS,
    shows_score: bool = False,
    shows_credits: bool = False,
    is_reminded: bool = True,
) -> None:
    """A holder says what the public page shows besides initials, title and date; at once."""
    if not can_choose(by, certificate):
        raise Refused(_(NOT_YOURS))
    if shows_name not in Certificate.Name.values:
        raise Refused(_("Choose between your initials and your name."))

    certificate.shows_name = shows_name
    certificate.shows_score, certificate.shows_credits = shows_score, shows_credits
    certificate.is_reminded = is_reminded
    names = ["shows_name", "shows_score", "shows_credits", "is_reminded"]
    certificate.save(update_fields=names)


def stop_reminders(*, certificate: Certificate) -> None:
    """Whoever has the link of a letter wants no more of them about this certificate."""
    certificate.is_reminded = False
    certificate.save(update_fields=["is_reminded"])
