"""Members change what colleagues see of them, or leave."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.insights.actions import record
from nacre.members import photograph
from nacre.members.actions.directory import refresh_directory
from nacre.members.models import Membership, Organisation, Profile
from nacre.members.permissions import can_leave
from nacre.members.viewer import Viewer, forget
from nacre.members.visibility import PARTS, WIDTH
from nacre.notifications.actions import send_mail

OF_USER = {"title", "given_name", "family_name"}
OF_MEMBERSHIP = {"role", "grade", "post", "organisation", "biography", "interests", "is_public"}
OF_PROFILE = {
    "second_organisation", "specialty", "subspecialties", "languages", "can_help_with",
    "work_email", "work_telephone", "works", "wants_hints",
}  # fmt: skip
ALL = OF_USER | OF_MEMBERSHIP | OF_PROFILE | {"visibility"}


@transaction.atomic
def change_profile(*, by: Viewer, **changes: Any) -> Membership:
    """A member says anew who they are, where they work and what others may see."""
    if by.membership_id is None or not set(changes) <= ALL:
        raise PermissionDenied(_("You can change your own profile, and nothing else."))

    membership = own_membership(by)
    _write(membership, changes)
    _list_anew(membership, is_renamed=bool(OF_USER & changes.keys()))
    record("profile.changed", viewer=by, object=f"membership:{membership.pk}")
    return membership


@transaction.atomic
def confirm_profile(*, by: Viewer) -> Membership:
    """A member says that all this is still so; lists show the month."""
    membership = own_membership(by)
    membership.confirmed_at = timezone.now()
    membership.save(update_fields=["confirmed_at"])
    record("profile.confirmed", viewer=by, object=f"membership:{membership.pk}")
    return membership


@transaction.atomic
def move_to(*, by: Viewer, organisation: Organisation | None) -> Membership:
    """A member works elsewhere from today, or has left: the old team's page loses them at once."""
    return change_profile(by=by, organisation=organisation)


@transaction.atomic
def change_photograph(*, by: Viewer, name: str) -> Membership:
    """A member has a new photograph, kept already under a name; or none, where it is empty."""
    membership = own_membership(by)
    before, membership.photograph = membership.photograph, name
    membership.save(update_fields=["photograph"])
    record("profile.changed", viewer=by, object=f"membership:{membership.pk}")
    transaction.on_commit(lambda: photograph.discard(before))
    transaction.on_commit(lambda: _forget([membership]))
    return membership


@transaction.atomic
def set_orcid(*, by: Viewer, orcid: str, authenticated: bool = False) -> Membership:
    """A member names their ORCID iD; only ORCID itself can say that it is theirs."""
    membership = own_membership(by)
    profile = Profile.of(membership)
    if orcid != profile.orcid:
        profile.works, profile.orcid_authenticated_at = [], None
    profile.orcid = orcid
    if authenticated:
        profile.orcid_authenticated_at = timezone.now()
    profile.save()
    record("profile.changed", viewer=by, object=f"membership:{membership.pk}")
    return membership


def own_membership(by: Viewer) -> Membership:
    """The membership of whoever acts, with what a profile consists of, locked for the change."""
    if by.membership_id is None:
        raise PermissionDenied(_("You can change your own profile, and nothing else."))
    return (
        Membership.objects.select_for_update(of=("self",))
        .select_related("user", "community", "profile")
        .get(pk=by.membership_id)
    )


def _write(membership: Membership, changes: dict[str, Any]) -> None:
    profile = Profile.of(membership)
    for name, value in changes.items():
        if name == "visibility":
            membership.visibility = {**membership.visibility, **_levels(value)}
        else:
            setattr(_owner(membership, profile, name), name, value)
    if OF_USER & changes.keys():
        membership.user.save(update_fields=sorted(OF_USER))
    if OF_PROFILE & changes.keys():
        profile.save()
        membership.profile = profile
    membership.confirmed_at = timezone.now()
    membership.save(update_fields=sorted(OF_MEMBERSHIP | {"visibility", "confirmed_at"}))


def _owner(membership: Membership, profile: Profile, name: str) -> Any:
    """The row that a field of the profile is kept in."""
    if name in OF_USER:
        return membership.user
    return profile if name in OF_PROFILE else membership


def _levels(chosen: dict[str, str]) -> dict[str, str]:
    return {part: str(level) for part, level in chosen.items() if part in PARTS and level in WIDTH}


def _list_anew(membership: Membership, *, is_renamed: bool) -> None:
    """Bring the directory in step, in the same transaction as the change."""
    refresh_directory(membership)
    elsewhere: list[Membership] = []
    if is_renamed:  # the name is the same in every community
        elsewhere = list(Membership.objects.filter(user=membership.user).exclude(pk=membership.pk))
    for other in elsewhere:
        refresh_directory(other)
    transaction.on_commit(lambda: _forget([membership, *elsewhere]))


@transaction.atomic
def leave_community(*, by: Viewer) -> None:
    """A member leaves: at once out of the directory, and out of everything for members."""
    if by.membership_id is None or not can_leave(by):
        raise PermissionDenied(_("You are not a member here."))

    membership = own_membership(by)
    was_member = membership.is_active
    membership.status, membership.ended_at = Membership.Status.LEFT, timezone.now()
    membership.is_public, membership.duty = False, Membership.Duty.NONE
    membership.save(update_fields=["status", "ended_at", "is_public", "duty"])
    membership.saved_searches.all().delete()
    refresh_directory(membership)
    if was_member:
        record("member.left", viewer=by, object=f"membership:{membership.pk}")
    transaction.on_commit(lambda: _say_goodbye(membership))


def _forget(memberships: list[Membership]) -> None:
    for membership in memberships:
        forget(membership.user_id, membership.community_id)


def _say_goodbye(membership: Membership) -> None:
    forget(membership.user_id, membership.community_id)
    context = {"membership": membership, "user": membership.user}
    send_mail(membership.user.email, "members/mail/left", context, membership.community)
