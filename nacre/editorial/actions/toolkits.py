"""Members and the toolkits they work with."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from nacre.confidentiality import redact
from nacre.editorial.models import ToolkitPage, ToolkitRegistration
from nacre.editorial.permissions import can_register
from nacre.insights.actions import record
from nacre.insights.kinds import TOOLKIT_REGISTERED
from nacre.members.viewer import Viewer


@transaction.atomic
def register_for_toolkit(*, toolkit: ToolkitPage, by: Viewer, purpose: str = "") -> bool:
    """A member says that they work with a toolkit; saying it twice changes nothing."""
    if by.membership_id is None or not can_register(by, toolkit):
        raise PermissionDenied(_("This toolkit is open to members of its audience."))
    _row, is_new = ToolkitRegistration.objects.get_or_create(
        toolkit=toolkit, membership_id=by.membership_id, defaults={"purpose": redact(purpose)[:300]}
    )
    if is_new:
        record(
            TOOLKIT_REGISTERED,
            viewer=by,
            object=f"page:{toolkit.pk}",
            type="toolkit",
            title=toolkit.title,
            url=toolkit.path_in_community,
            topics=toolkit.topic_slugs,
        )
    return is_new
