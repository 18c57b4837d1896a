"""Members keep others away, choose how open they are, and stop letters and suggestions."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.members.models import Connection, Membership
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer
from nacre.networking.actions.connecting import NOT_FOR_YOU
from nacre.networking.models import Block, Choices, Dismissal, Follow, Introduction
from nacre.networking.permissions import can_network
from nacre.networking.suggestions import forget_suggestions
from nacre.networking.tiers import own_key
from nacre.networking.unread import outdate

CHOSEN = {"openness", "wants_mail"}


@transaction.atomic
def block_member(*, by: Viewer, other: Membership) -> None:
    """A member keeps another away: no letters, questions, suggestions. The other is not told."""
    if not can_network(by) or by.community is None or other.community_id != by.community.pk:
        raise Refused(_(NOT_FOR_YOU))
    if other.pk == by.membership_id:
        raise Refused(_("That is you."))

    Block.objects.get_or_create(
        community=by.community, blocked_by_id=by.membership_id, blocked=other
    )
    both = (by.membership_id, other.pk)
    Connection.objects.between(*both).update(
        state=Connection.State.ENDED, ended_at=timezone.now(), note=""
    )
    Follow.objects.filter(member_id__in=both, person_id__in=both).delete()
    _end_introductions(both)
    outdate(both)
    forget_suggestions(*both)


def _end_introductions(both: tuple[int | None, int]) -> None:
    between = Q(asked_by_id__in=both, to_meet_id__in=both)
    between |= Q(asked_by_id__in=both, contact_id__in=both)
    between |= Q(contact_id__in=both, to_meet_id__in=both)
    Introduction.objects.open().filter(between).update(
        state=Introduction.State.DECLINED, note="", contact_note=""
    )


@transaction.atomic
def unblock_member(*, by: Viewer, other: Membership) -> None:
    """A member no longer keeps another away; what was ended stays ended."""
    Block.objects.filter(blocked_by_id=by.membership_id, blocked=other).delete()
    outdate([by.membership_id])
    forget_suggestions(by.membership_id, other.pk)


@transaction.atomic
def change_choices(*, by: Viewer, **chosen: Any) -> Choices:
    """A member says who may write, and whether we send letters."""
    if not can_network(by) or not set(chosen) <= CHOSEN:
        raise Refused(_(NOT_FOR_YOU))
    choices, _made = Choices.objects.update_or_create(
        membership_id=own_key(by), defaults=chosen | {"community": by.community}
    )
    return choices


@transaction.atomic
def stop_mail(*, membership: Membership) -> None:
    """No more letters about messages and questions; asked for by the link in one of them."""
    Choices.objects.update_or_create(
        membership=membership,
        defaults={"community_id": membership.community_id, "wants_mail": False},
    )


@transaction.atomic
def dismiss_suggestion(*, by: Viewer, other: Membership) -> None:
    """Do not suggest this colleague again."""
    if not can_network(by) or by.community is None or other.community_id != by.community.pk:
        raise Refused(_(NOT_FOR_YOU))
    Dismissal.objects.get_or_create(
        community=by.community, member_id=by.membership_id, suggested=other
    )
    forget_suggestions(by.membership_id)
