"""Who may open the pages of certificates, and what everybody else is told."""

from nacre.certificates.permissions import can_hold, can_keep
from nacre.members.views.circle import Circle

CIRCLE = Circle(
    title="Certificates",
    for_members="Members find here what they have earned. To check a certificate you need no account.",
    for_full_members="Certificates are for members of this community.",
    not_for_companies="Certificates are for members of this community.",
    not_for_staff="This stays closed while you look as a member.",
)
FOR_EDITORS = "The list of issued certificates is for the editors of this community."

holders_only = CIRCLE.only(can_hold)
editors_only = CIRCLE.only(can_keep, FOR_EDITORS)
