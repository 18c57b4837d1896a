"""Members follow colleagues, organisations and topics, and stop again with one tap."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nacre.insights.actions import record
from nacre.members.models import Membership, Organisation
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer
from nacre.networking.actions.connecting import NOT_FOR_YOU
from nacre.networking.colleagues import NOT_NOW
from nacre.networking.models import Block, Follow
from nacre.networking.permissions import can_be_linked, can_network
from nacre.pages.models import Topic

MOST = 500
SORTS: dict[type, str] = {Membership: "person", Organisation: "organisation", Topic: "topic"}


@transaction.atomic
def start_following(*, by: Viewer, target: Membership | Organisation | Topic) -> Follow:
    """A member follows something; doing it twice is doing it once."""
    if not can_network(by) or by.community is None:
        raise Refused(_(NOT_FOR_YOU))
    sort = SORTS[type(target)]
    _check_target(by, target)
    mine = Follow.objects.of(by.community).filter(member=by.membership_id)
    if mine.count() >= MOST:
        raise Refused(_("You follow very many already. Stop following something first."))

    wanted: dict[str, Any] = {sort: target}
    follow, is_new = Follow.objects.get_or_create(
        community=by.community, member_id=by.membership_id, **wanted
    )
    if is_new:
        record("follow.begun", viewer=by, sort=sort)
    return follow


def _check_target(by: Viewer, target: Membership | Organisation | Topic) -> None:
    if isinstance(target, Organisation):
        return
    if by.community is None or target.community_id != by.community.pk:
        raise Refused(_(NOT_NOW))
    if isinstance(target, Membership):
        kept_away = Block.objects.between(by.membership_id, target.pk).exists()
        if target.pk == by.membership_id or not can_be_linked(target) or kept_away:
            raise Refused(_(NOT_NOW))


@transaction.atomic
def stop_following(*, by: Viewer, follow: Follow) -> None:
    """A member no longer follows something."""
    if follow.member_id != by.membership_id:
        raise Refused(_("You do not follow that."))
    follow.delete()
