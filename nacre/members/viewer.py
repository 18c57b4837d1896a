"""Who is looking, and from which community: one explicit value, made once a request."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.cache import caches

from nacre.communities.models import Community
from nacre.members.models import Membership, User

# Floors above add what they know of a viewer (its audiences) before the viewer is kept.
Finisher = Callable[["Viewer"], "Viewer"]
finishers: list[Finisher] = []

KEPT_FOR = 60  # seconds; any change to the membership deletes the entry at once


@dataclass(frozen=True)
class Viewer:
    """Tenant, person and anonymity in one value. Anonymous where user_id is None."""

    community: Community | None = field(compare=False)
    user_id: int | None = None
    membership_id: int | None = None
    key: str = ""
    name: str = ""
    given_name: str = ""
    profession: str = ""
    role: str = ""
    region: str = ""
    organisation_id: int | None = None
    interests: tuple[str, ...] = ()
    tier: str = ""
    status: str = ""
    duty: str = ""
    is_staff: bool = False
    is_superuser: bool = False
    level: int = 0
    audience_ids: frozenset[int] = frozenset()
    impersonated_by: int | None = None  # the operator who looks as this member, if one does

    @property
    def is_authenticated(self) -> bool:
        """Whether someone is signed in."""
        return self.user_id is not None

    @property
    def is_member(self) -> bool:
        """Whether this person belongs to the community and has been let in."""
        return self.status == Membership.Status.ACTIVE

    @property
    def is_editor(self) -> bool:
        """Whether this person writes or signs off here."""
        return self.is_superuser or (
            self.is_member and self.duty in {"clinical_editor", "journalist"}
        )

    @property
    def is_moderator(self) -> bool:
        """Whether this person decides who may join here."""
        return self.is_superuser or (self.is_member and self.duty in {"moderator", "journalist"})

    @property
    def is_sponsor(self) -> bool:
        """Whether this person is here for a company; they see no people."""
        return self.tier == Membership.Tier.SPONSOR_OBSERVER or self.profession == "pharma_staff"

    @property
    def is_house(self) -> bool:
        """Whether this person's own activity is left out of every figure."""
        return self.is_staff or self.is_superuser or self.tier == Membership.Tier.STAFF

    @property
    def sees_people(self) -> bool:
        """Whether this person may open the directory."""
        in_full = self.is_member and self.tier in {"full", "guest", "staff"}
        return self.is_superuser or (in_full and not self.is_sponsor)

    @classmethod
    def anonymous(cls, community: Community | None) -> "Viewer":
        """A visitor."""
        return _finished(cls(community=community))

    @classmethod
    def of(cls, user: User, community: Community | None) -> "Viewer":
        """The viewer that a signed-in person is in a community; the hub has no membership."""
        return cls._at(membership_of(user.pk, community), community, _person(user))

    @classmethod
    def of_membership(cls, membership: Membership, community: Community) -> "Viewer":
        """The viewer of a membership that `membership_of` has looked up."""
        return _finished(cls.unfinished(membership, community))

    @classmethod
    def imagined(cls, community: Community, **place: Any) -> "Viewer":
        """An active member who does not exist, for an editor to look at a draft as."""
        return _finished(cls(community=community, status=Membership.Status.ACTIVE, **place))

    @classmethod
    def unfinished(cls, membership: Membership, community: Community) -> "Viewer":
        """The same before floors above add what they know: to judge many by a rule, without queries."""
        return cls(community=community, **_person(membership.user), **_place(membership))

    @classmethod
    def _at(
        cls, membership: Membership | None, community: Community | None, who: dict[str, Any]
    ) -> "Viewer":
        place = _place(membership) if membership else {"level": 1}
        return _finished(cls(community=community, **who, **place))

    def with_audiences(self, ids: frozenset[int]) -> "Viewer":
        """The same viewer, with the audiences that include them."""
        return replace(self, audience_ids=ids)


def _finished(viewer: Viewer) -> Viewer:
    for finish in finishers:
        viewer = finish(viewer)
    return viewer


def membership_of(user_id: int, community: Community | None) -> Membership | None:
    """An account's membership of a community with the account itself, in one query."""
    if community is None:
        return None
    return Membership.objects.of(community).filter(user_id=user_id).for_viewers().first()


def _person(user: User) -> dict[str, Any]:
    return {
        "user_id": user.pk,
        "name": user.name or user.email,
        "given_name": user.get_short_name(),
        "is_staff": user.is_staff,
        "is_superuser": user.is_superuser and user.is_active,
    }


def _place(membership: Membership) -> dict[str, Any]:
    organisation = membership.organisation
    return {
        "membership_id": membership.pk,
        "key": str(membership.key),
        "profession": membership.profession,
        "role": membership.role,
        "region": organisation.region if organisation else "",
        "organisation_id": membership.organisation_id,
        "interests": tuple(membership.interests),
        "tier": membership.tier,
        "status": membership.standing_status,
        "duty": membership.duty,
        "level": membership.level,
    }


def cache_key(user_id: int, community_id: int | None) -> str:
    """Where a viewer lies in the shared cache."""
    return f"viewer:{user_id}:{community_id or 0}"


def forget(user_id: int, community_id: int | None) -> None:
    """Make the next request look a person up anew. Call it after the commit."""
    caches["default"].delete_many([cache_key(user_id, community_id), cache_key(user_id, None)])
