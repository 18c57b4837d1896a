"""For whom linking up is: full members and staff, and nobody who is here for a company."""

from typing import TYPE_CHECKING

from nacre.members.professions import COMMERCIAL

if TYPE_CHECKING:
    from nacre.members.viewer import Viewer

TIERS = ("full", "staff")


def is_linked_up(viewer: "Viewer") -> bool:
    """Whether a viewer takes part in linking up; staff who look as a member do not."""
    return (
        viewer.community is not None
        and viewer.membership_id is not None
        and viewer.impersonated_by is None
        and viewer.is_member
        and viewer.tier in TIERS
        and not viewer.is_sponsor
        and viewer.profession not in COMMERCIAL
    )


def is_offered_to(viewer: "Viewer") -> bool:
    """Whether a viewer takes part, in a community that has linking up switched on."""
    community = viewer.community
    return community is not None and "networking" in community.enabled and is_linked_up(viewer)


def own_key(viewer: "Viewer") -> int:
    """The viewer's own membership; 0, which nobody has, where there is none."""
    return viewer.membership_id or 0
