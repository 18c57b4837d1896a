"""Who may open the pages of learning, and what everybody else is told."""

from nacre.learning.permissions import can_learn, can_look_after_learning
from nacre.members.views.circle import Circle

CIRCLE = Circle(
    title="Learning Zone",
    for_members="Courses are for those whom each of them says; sign in, or join in a few minutes.",
    for_full_members="This page is for the editors of this community.",
    not_for_companies="Courses are kept free of the companies that pay for some of them.",
    not_for_staff="Courses are closed while you look as a member.",
)

learners_only = CIRCLE.only(can_learn)
desk_only = CIRCLE.only(can_look_after_learning)
