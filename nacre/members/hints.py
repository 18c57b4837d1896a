"""What would help colleagues find somebody: one kind sentence at a time, for the person alone.

There is no percentage and no mail, and “no more hints” is kept for good.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nacre.members.models import Membership, Profile


@dataclass(frozen=True)
class Hint:
    """Something that could be added, why, and in which section."""

    text: "str | Promise"
    action: "str | Promise"
    section: str


def hint_for(membership: Membership) -> Hint | None:
    """The one addition that would help most now, if the member wants to hear of it."""
    profile = Profile.of(membership)
    if not profile.wants_hints:
        return None
    missing = (
        (
            membership.organisation_id,
            Hint(
                _("Add your hospital, so that colleagues there and nearby find you."),
                _("Add your hospital"),
                "workplace",
            ),
        ),
        (
            membership.interests,
            Hint(
                _("Choose your interests. Your home page begins with what is new on them."),
                _("Choose interests"),
                "practice",
            ),
        ),
        (
            membership.photograph,
            Hint(
                _("A photograph helps people recognise you at the next meeting."),
                _("Add a photograph"),
                "photograph",
            ),
        ),
        (
            membership.biography,
            Hint(
                _("Two sentences about your work tell colleagues what to ask you."),
                _("Write two sentences"),
                "about",
            ),
        ),
        (
            profile.subspecialties,
            Hint(
                _("Name your subspecialty: it is what most people search for."),
                _("Name it"),
                "practice",
            ),
        ),
    )
    return next((hint for value, hint in missing if not value), None)
