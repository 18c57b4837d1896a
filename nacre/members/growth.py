"""How a community grows by its members: from an invitation to a member who stays."""

from datetime import timedelta
from typing import Any

from nacre.communities.models import Community
from nacre.insights.keys import member_key
from nacre.insights.own_activity import seen_since
from nacre.members.models import Referral


def referred(community: Community):
    """Invitations whose colleague has been let in and is a member."""
    return Referral.objects.of(community).filter(
        membership__activated_at__isnull=False, membership__status="active"
    )


def active_after(days: int, community: Community, period: Any) -> int:
    """Members by invitation whose day number `days` lies in the period, and who came back since.

    Coming back is any activity from that day to the end of the period.
    """
    span = timedelta(days=days)
    found = referred(community).filter(
        membership__activated_at__gte=period.starts_at - span,
        membership__activated_at__lt=period.ends_at - span,
    )
    since = {
        member_key(pk): moment + span
        for pk, moment in found.values_list("membership_id", "membership__activated_at")
    }
    return len(seen_since(community.slug, since, period.ends_at))
