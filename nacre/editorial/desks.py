"""Where somebody sits at the desk."""

from django.db.models import QuerySet

from nacre.communities.models import Community
from nacre.members.models import Membership
from nacre.members.viewer import Viewer

DESK_DUTIES = (Membership.Duty.JOURNALIST, Membership.Duty.CLINICAL_EDITOR)


def desks_of(viewer: Viewer) -> QuerySet[Community]:
    """The communities at whose desk somebody sits; the operator sits at every one."""
    communities = Community.objects.select_related("site").order_by("order", "name")
    if viewer.is_superuser and not viewer.impersonated_by:
        return communities
    if viewer.impersonated_by or viewer.user_id is None:
        return communities.none()
    seats = Membership.objects.filter(user_id=viewer.user_id, status=Membership.Status.ACTIVE)
    return communities.filter(pk__in=seats.filter(duty__in=DESK_DUTIES).values("community"))
