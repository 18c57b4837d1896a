"""For whom discussions are: members whose registration we verified, and nobody here for a company."""

from typing import TYPE_CHECKING

from nacre.members.professions import COMMERCIAL

if TYPE_CHECKING:
    from nacre.members.viewer import Viewer

TIERS = ("full", "staff")
VERIFIED = 3  # V3 of the levels of verification


def is_in_circle(viewer: "Viewer") -> bool:
    """Whether a viewer reads and writes in discussions; staff who look as a member do not."""
    return (
        viewer.community is not None
        and viewer.membership_id is not None
        and viewer.impersonated_by is None
        and viewer.is_member
        and viewer.level >= VERIFIED
        and viewer.tier in TIERS
        and not viewer.is_sponsor
        and viewer.profession not in COMMERCIAL
    )


def own_key(viewer: "Viewer") -> int:
    """The viewer's own membership; 0, which nobody has, where there is none."""
    return viewer.membership_id or 0
