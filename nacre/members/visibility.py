"""Who sees which part of a profile: four levels, each wider than the last, and one gate.

`profile_of(membership, viewer)` answers only what the viewer may see, or None where there is
nothing for them. Pages, lists, contact cards, exports and programs go through it, and the
directory is derived from `as_community`: what is stricter is not in it, and so can be neither
searched, counted nor sorted by. Name and profession are always seen by the members of the
community: people here use their real names (docs/explanation/visibility.md).
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from nacre.members import grades, professions
from nacre.members.models import Connection, Membership, Organisation, Profile
from nacre.members.photograph import Picture, picture_of
from nacre.members.querysets import LISTED_TIERS

if TYPE_CHECKING:
    from nacre.members.viewer import Viewer


class Level(models.TextChoices):
    """How far a part of a profile is open. Each level includes those before it."""

    ME = "me", _("Only me")
    CONNECTIONS = "connections", _("My connections")
    COMMUNITY = "community", _("Members")
    PUBLIC = "public", _("Everyone")


WIDTH = {level: width for width, level in enumerate(Level)}
# The parts of a profile that have a level of their own, with the level they begin with.
PARTS: dict[str, Level] = {
    "photograph": Level.COMMUNITY,
    "post": Level.COMMUNITY,
    "grade": Level.COMMUNITY,
    "organisation": Level.COMMUNITY,
    "specialty": Level.COMMUNITY,
    "interests": Level.COMMUNITY,
    "help": Level.COMMUNITY,
    "biography": Level.COMMUNITY,
    "work_email": Level.CONNECTIONS,
    "work_telephone": Level.CONNECTIONS,
    "orcid": Level.COMMUNITY,
    "contributions": Level.COMMUNITY,
    "connections": Level.CONNECTIONS,
}
IN_LINE = frozenset({"photograph", "post", "interests"})  # what lists of people show besides names
PART_LABELS = {
    "photograph": _("Photograph"),
    "post": _("Role and job title"),
    "grade": _("Grade"),
    "organisation": _("Where you work"),
    "specialty": _("Specialty and subspecialties"),
    "interests": _("Interests"),
    "help": _("Languages and what you can help with"),
    "biography": _("About you"),
    "work_email": _("Work e-mail address"),
    "work_telephone": _("Work telephone"),
    "orcid": _("ORCID iD and publications"),
    "contributions": _("What you wrote or said here"),
    "connections": _("Your connections"),
}


@dataclass(frozen=True)
class ShownProfile:
    """A profile as one viewer may see it: what they may not see is empty, as if never said."""

    key: str
    url: str
    name: str
    profession: str
    headline: str  # the post, else the role, else the profession
    is_own: bool = False
    confirmed_at: datetime | None = None
    photograph: Picture | None = None
    post: str = ""
    role: str = ""
    grade: str = ""
    organisation: Organisation | None = None
    second_organisation: Organisation | None = None
    specialty: str = ""
    subspecialties: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    can_help_with: str = ""
    biography: str = ""
    work_email: str = ""
    work_telephone: str = ""
    orcid: str = ""
    orcid_is_authenticated: bool = False
    works: tuple[dict, ...] = ()
    open_parts: frozenset[str] = field(default_factory=frozenset)

    @property
    def profession_label(self) -> str:
        """The profession as people write it."""
        return professions.profession_label(self.profession)

    @property
    def grade_label(self) -> str:
        """The grade as people write it."""
        return grades.grade_label(self.grade)

    @property
    def region(self) -> str:
        """Where the organisation lies."""
        return self.organisation.region if self.organisation else ""


def level_of(membership: Membership, part: str) -> Level:
    """How far a member opened a part; a word that is no level counts as the strictest."""
    chosen = membership.visibility.get(part)
    if chosen is None:
        return PARTS[part]
    return Level(chosen) if chosen in WIDTH else Level.ME


def is_open(membership: Membership, part: str, to: Level) -> bool:
    """Whether a part is open to somebody as near as this."""
    return WIDTH[level_of(membership, part)] >= WIDTH[to]


def nearness(membership: Membership, viewer: "Viewer", connected: Collection[int]) -> Level | None:
    """As whom a viewer looks at a member; None where there is nothing for them to see."""
    if viewer.membership_id is not None and viewer.membership_id == membership.pk:
        return Level.ME
    if viewer.community is None or membership.community_id != viewer.community.pk:
        return None
    if (viewer.is_sponsor and not viewer.is_superuser) or not is_listed(membership):
        return None
    if viewer.sees_people:
        return Level.CONNECTIONS if membership.pk in connected else Level.COMMUNITY
    return Level.PUBLIC if membership.is_public else None


def is_listed(membership: Membership) -> bool:
    """Whether colleagues may find this member at all; `listed()` asks the same of the database."""
    return membership.is_active and membership.tier in LISTED_TIERS and membership.user.is_active


def profile_of(membership: Membership, viewer: "Viewer") -> ShownProfile | None:
    """What a viewer may see of a member. This is the gate."""
    return next(profiles_of([membership], viewer))


def profiles_of(
    memberships: Iterable[Membership], viewer: "Viewer"
) -> Iterator[ShownProfile | None]:
    """The same for many, with one question about the viewer's connections."""
    connected = connected_to(viewer)
    for membership in memberships:
        level = nearness(membership, viewer, connected)
        yield shown_to(membership, level) if level else None


def connected_to(viewer: "Viewer") -> frozenset[int]:
    """The memberships that a viewer is connected with; nobody's where they see no people.

    Nor while staff looks as them: what others open to their connections was not opened to staff.
    """
    if viewer.membership_id is None or not viewer.sees_people or viewer.impersonated_by:
        return frozenset()
    return Connection.objects.accepted_keys_of(viewer.membership_id)


def as_community(membership: Membership) -> ShownProfile:
    """What each member of the community may see: all that lists and the directory know."""
    return shown_to(membership, Level.COMMUNITY)


def as_line(membership: Membership) -> ShownProfile:
    """What a line of a list shows of that: the rest stays empty and need not be loaded."""
    return _shown(membership, Level.COMMUNITY, IN_LINE, _own_parts(membership))


def shown_to(membership: Membership, level: Level) -> ShownProfile:
    """A profile as somebody so near sees it. Load the user, the organisation and the profile."""
    parts = _own_parts(membership) | _more_parts(membership, Profile.of(membership))
    return _shown(membership, level, PARTS.keys(), parts)


def _own_parts(membership: Membership) -> dict[str, dict[str, Any]]:
    """What each part holds, as far as the membership itself has it."""
    return {
        "photograph": {"photograph": picture_of(membership)},
        "post": {"post": membership.post, "role": membership.role},
        "interests": {"interests": tuple(membership.interests)},
    }


def _more_parts(membership: Membership, more: Profile) -> dict[str, dict[str, Any]]:
    """What the other parts hold."""
    return {
        "grade": {"grade": membership.grade},
        "organisation": {
            "organisation": membership.organisation,
            "second_organisation": more.second_organisation,
        },
        "specialty": {
            "specialty": more.specialty,
            "subspecialties": tuple(more.subspecialties),
        },
        "help": {"languages": tuple(more.languages), "can_help_with": more.can_help_with},
        "biography": {"biography": membership.biography},
        "work_email": {"work_email": more.work_email},
        "work_telephone": {"work_telephone": more.work_telephone},
        "orcid": {
            "orcid": more.orcid,
            "orcid_is_authenticated": bool(more.orcid and more.orcid_authenticated_at),
            "works": tuple(more.works),
        },
    }


def _shown(
    membership: Membership,
    level: Level,
    asked: Collection[str],
    parts: dict[str, dict[str, Any]],
) -> ShownProfile:
    """The parts asked for that are open to somebody so near."""
    opened = frozenset(part for part in asked if is_open(membership, part, level))
    seen = {name: value for part in opened & parts.keys() for name, value in parts[part].items()}
    return ShownProfile(
        key=str(membership.key),
        url=membership.profile_url,
        name=membership.user.name,
        profession=membership.profession,
        headline=_headline(membership, with_post="post" in opened),
        is_own=level is Level.ME,
        confirmed_at=membership.last_confirmed_at,
        open_parts=opened,
        **seen,
    )


def _headline(membership: Membership, *, with_post: bool) -> str:
    return membership.role_label if with_post else membership.profession_label
