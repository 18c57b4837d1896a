"""Who may link up, with whom, and who decides about flagged messages."""

from nacre.members.models import Membership
from nacre.members.professions import COMMERCIAL
from nacre.members.viewer import Viewer
from nacre.networking.models import MessageFlag
from nacre.networking.tiers import TIERS, is_linked_up


def can_network(by: Viewer) -> bool:
    """Whether somebody may connect, follow, write and introduce here."""
    return is_linked_up(by)


def can_be_linked(membership: Membership) -> bool:
    """Whether a member may be connected with, followed and written to."""
    return (
        membership.is_active
        and membership.tier in TIERS
        and membership.profession not in COMMERCIAL
    )


def can_see_flags(by: Viewer) -> bool:
    """Whether somebody decides about flagged messages here."""
    return by.membership_id is not None and by.community is not None and by.is_moderator


def can_decide(by: Viewer, flag: MessageFlag) -> bool:
    """Whether somebody may decide about this flag: never about their own words or their own flag."""
    return (
        can_see_flags(by)
        and by.community is not None
        and flag.community_id == by.community.pk
        and by.membership_id not in {flag.flagged_by_id, flag.message.author_id}
    )
