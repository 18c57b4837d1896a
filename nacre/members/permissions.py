"""Who may do what with members. Actions refuse with a sentence; templates may ask."""

from nacre.insights.compilation import AGGREGATED, entitlement_of
from nacre.insights.models import ReportRecipient
from nacre.members.models import Membership, Organisation, SavedSearch
from nacre.members.professions import COMMERCIAL
from nacre.members.teams import is_lead
from nacre.members.viewer import Viewer


def can_moderate(by: Viewer) -> bool:
    """Whether someone decides who may join."""
    return by.community is not None and by.is_moderator


def can_keep_list(by: Viewer) -> bool:
    """Whether someone brings the body's member list: moderators, and the body's own contacts."""
    if by.community is None or not by.is_authenticated or by.is_sponsor:
        return by.is_superuser
    contacts = ReportRecipient.objects.filter(community=by.community, audience="body")
    return can_moderate(by) or contacts.filter(user_id=by.user_id or 0).exists()


def can_hand_out_codes(by: Viewer) -> bool:
    """Whether someone makes and withdraws invite codes: as who keeps the list."""
    return can_keep_list(by)


def can_see_coverage(by: Viewer) -> bool:
    """Whether someone sees who is missing, by hospital: as who keeps the list."""
    return can_keep_list(by)


def can_see_rounded_coverage(by: Viewer) -> bool:
    """Whether someone sees it as a sponsor who is entitled to figures: rounded, no hospitals."""
    if by.community is None or not by.is_sponsor:
        return False
    received = ReportRecipient.objects.filter(
        community=by.community, user=by.user_id or 0, audience="sponsor"
    )
    return any(
        entitlement_of(by.community, "sponsor", recipient.sponsor) == AGGREGATED
        for recipient in received.select_related("sponsor")
    )


def can_verify(by: Viewer, membership: Membership) -> bool:
    """Whether someone may decide about this membership: never about their own."""
    return (
        by.community is not None
        and can_moderate(by)
        and membership.community_id == by.community.pk
        and membership.user_id != by.user_id
    )


def can_refer(by: Viewer) -> bool:
    """Whether someone may invite colleagues: full members whom we have checked, for no company."""
    return (
        by.community is not None
        and by.membership_id is not None
        and by.is_member
        and by.tier in {"full", "staff"}
        and not by.is_sponsor
        and by.profession not in COMMERCIAL
    )


def can_impersonate(by: Viewer, membership: Membership) -> bool:
    """Whether somebody may look as a member.

    Only operators, who may open every page anyway, so that it opens no more to them; and never as
    somebody who has a part in running a community, here or elsewhere.
    """
    user = membership.user
    return (
        by.is_superuser
        and by.impersonated_by is None
        and by.community is not None
        and membership.community_id == by.community.pk
        and membership.user_id != by.user_id
        and membership.status in {"active", "pending", "suspended"}
        and membership.tier != Membership.Tier.STAFF
        and user.is_active
        and not (user.is_staff or user.is_superuser)
        and not user.memberships.exclude(duty="").exists()
    )


def can_see_impersonations(by: Viewer) -> bool:
    """Whether somebody reads the log of who looked as whom."""
    return by.is_superuser


def can_leave(by: Viewer) -> bool:
    """Whether there is a membership to end."""
    return by.membership_id is not None and by.status in {"active", "pending"}


def can_describe_team(by: Viewer, organisation: Organisation) -> bool:
    """Whether someone may say what the team of an organisation does."""
    return can_moderate(by) or is_lead(by, organisation)


def can_save_searches(by: Viewer) -> bool:
    """Whether someone keeps questions to the directory: a member whom it is open to."""
    return by.membership_id is not None and by.sees_people


def can_change_search(by: Viewer, search: SavedSearch) -> bool:
    """Whether a saved search is someone's own."""
    return can_save_searches(by) and search.membership_id == by.membership_id
