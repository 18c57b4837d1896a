"""Who may open the pages of discussions, and what everybody else is told."""

from nacre.discussions.permissions import can_discuss, can_moderate
from nacre.members.views.circle import Circle

CIRCLE = Circle(
    title="Discussions",
    for_members="Members discuss articles here. It is for members whose registration we have verified.",
    for_full_members="Discussions are for full members of this community.",
    not_for_companies="Members are promised that no company reads or takes part in discussions.",
    not_for_staff="Discussions are closed while you look as a member.",
)
FOR_MODERATORS = "Flagged posts are for the moderators of this community."

members_only = CIRCLE.only(can_discuss)
moderators_only = CIRCLE.only(can_moderate, FOR_MODERATORS)
