"""Who keeps a ledger, and who may still read and take along what they once kept."""

from nacre.members.models import Membership
from nacre.members.viewer import Viewer

NEVER_IN = ("", "pending", "declined")


def can_read_own(by: Viewer) -> bool:
    """Whether somebody opens their own ledger: also who lapsed, left or is held, for it is theirs."""
    return (
        by.community is not None
        and by.membership_id is not None
        and by.impersonated_by is None
        and by.status not in NEVER_IN
        and not by.is_sponsor
    )


def can_keep(by: Viewer) -> bool:
    """Whether somebody writes in it. As long as they may read it: a year of work has no lapse."""
    return can_read_own(by)


def is_kept_for(membership: Membership) -> bool:
    """Whether entries are proposed to a member at all: to active ones, and to nobody for a company."""
    return membership.is_active and membership.tier != Membership.Tier.SPONSOR_OBSERVER
