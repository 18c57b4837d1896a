"""A member says that the place where they work uses a tool, and takes it back."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.editorial.models import Tool, UnitUse
from nacre.editorial.permissions import can_say_use
from nacre.insights.actions import record
from nacre.members.viewer import Viewer


@transaction.atomic
def say_use(*, page: Tool, how: str, by: Viewer) -> UnitUse:
    """A member says how their unit uses a tool; what they said last counts.

    Raises ValidationError where we do not know where they work.
    """
    if by.membership_id is None or not can_say_use(by, page):
        raise PermissionDenied(_("This tool is open to members of its audience."))
    if by.organisation_id is None:
        raise ValidationError(_("Say first where you work, on your profile."))
    use, is_new = UnitUse.objects.update_or_create(
        page_id=page.pk,
        membership_id=by.membership_id,
        defaults={"how": UnitUse.How(how), "organisation_id": by.organisation_id},
        create_defaults={
            "how": UnitUse.How(how),
            "organisation_id": by.organisation_id,
            "said_at": timezone.now(),
        },
    )
    if is_new:
        record("unit_use.said", viewer=by, object=f"page:{page.pk}")
    return use


def take_use_back(*, page: Tool, by: Viewer) -> None:
    """A member no longer says so; taking back what was not said changes nothing."""
    UnitUse.objects.filter(page_id=page.pk, membership_id=by.membership_id or 0).delete()
