"""Who has certificates here, and who looks after those of others."""

from nacre.certificates.models import Certificate
from nacre.members.viewer import Viewer

HELD_BY = ("active", "lapsed", "suspended", "left")  # what was earned stays with who earned it


def can_hold(by: Viewer) -> bool:
    """Whether somebody may have certificates here: whoever is or was a member, on any tier."""
    return by.community is not None and by.membership_id is not None and by.status in HELD_BY


def can_choose(by: Viewer, certificate: Certificate) -> bool:
    """Whether somebody decides what others see: the holder alone, and nobody in their name."""
    return (
        by.impersonated_by is None
        and by.membership_id is not None
        and by.membership_id == certificate.membership_id
    )


def can_keep(by: Viewer) -> bool:
    """Whether somebody revokes and reissues here: the community's editors."""
    return by.community is not None and by.impersonated_by is None and by.is_editor


def can_change(by: Viewer, certificate: Certificate) -> bool:
    """Whether somebody may revoke or reissue this one: never their own."""
    return (
        can_keep(by)
        and by.community is not None
        and certificate.community_id == by.community.pk
        and certificate.membership_id is not None
        and certificate.membership_id != by.membership_id
    )
