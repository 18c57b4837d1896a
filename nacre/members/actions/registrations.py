"""Members say under which numbers they are registered, and give up those that are no longer theirs."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nacre.insights.actions import record
from nacre.members.actions.joining import Claim, hold_registration
from nacre.members.actions.profiles import own_membership
from nacre.members.actions.registers import score
from nacre.members.models import ProfessionalRegistration
from nacre.members.registrations import Canonical
from nacre.members.viewer import Viewer

MOST = 8  # numbers that one person may hold


@transaction.atomic
def add_registration(
    *, by: Viewer, claimed: Canonical, profession: str
) -> ProfessionalRegistration | None:
    """A member gives one more number; another's live number is disputed, and nobody is told whose."""
    membership = own_membership(by)
    numbers = membership.user.registrations.exclude(state="released")
    if numbers.count() >= MOST:
        raise PermissionDenied(_("You have given as many numbers as one person may hold."))
    claim = Claim(profession=profession, regulator=claimed.regulator, number=claimed.number)
    added = hold_registration(membership.user, claim)
    record("registration.added", viewer=by, object=f"membership:{membership.pk}")
    score([added] if added else [])
    return added


@transaction.atomic
def give_up_registration(*, by: Viewer, registration: ProfessionalRegistration) -> None:
    """A member gives a number up; from now on another account may hold it."""
    if registration.user_id != by.user_id:
        raise PermissionDenied(_("You can give up your own numbers, and nothing else."))
    membership = own_membership(by)
    registration.state = ProfessionalRegistration.State.RELEASED
    registration.save(update_fields=["state"])
    record("registration.released", viewer=by, object=f"membership:{membership.pk}")
