"""An operator looks as a member: with a reason, for half an hour, told to the member, logged."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.insights.actions import record
from nacre.members.models import EvidenceChain, Impersonation, Membership, User
from nacre.members.models.impersonation import BLANK_BY, BLANK_MEMBER
from nacre.members.permissions import can_impersonate
from nacre.members.viewer import Viewer
from nacre.notifications.actions import send_mail

Kind = Impersonation.Kind
LONGEST = timedelta(minutes=30)
SHORTEST_REASON = 20  # characters: a sentence, not "support"


@transaction.atomic
def begin_impersonation(*, membership: Membership, by: Viewer, reason: str) -> Impersonation:
    """Let an operator look as this member; whoever else they looked as, they no longer do."""
    if not can_impersonate(by, membership):
        raise PermissionDenied(
            _(
                "Only operators look as a member, and never as themselves, as staff, "
                "as somebody with a duty here or elsewhere, or as somebody who is not here."
            )
        )
    if len(reason.strip()) < SHORTEST_REASON:
        raise PermissionDenied(_("Give the reason in a sentence: the member will read it."))

    end_impersonations(by_id=by.user_id)
    now = timezone.now()
    begun = Impersonation(
        kind=Kind.BEGUN,
        community_id=membership.community_id,
        member=membership.user,
        by_id=by.user_id,
        reason=reason.strip()[:300],
        happened_at=now,
        until_at=now + LONGEST,
    )
    _add(begun)
    record("member.looked_as", viewer=by)
    transaction.on_commit(partial(_tell, begun))
    return begun


@transaction.atomic
def end_impersonations(*, by_id: int | None) -> None:
    """End whatever an operator looks at as a member, wherever they do."""
    EvidenceChain.held(Impersonation.cover)  # before asking: two clicks end it once
    now = timezone.now()
    for begun in Impersonation.objects.standing(now).filter(by=by_id or 0):
        _add(
            Impersonation(
                kind=Kind.ENDED, community_id=begun.community_id, begun=begun, happened_at=now
            )
        )


def forget_in_log(user: User) -> None:
    """Take a person out of the log, as member and as operator; the rows prove themselves still."""
    with transaction.atomic():
        Impersonation.objects.filter(member=user).blank_out(**BLANK_MEMBER)
        Impersonation.objects.filter(by=user).blank_out(**BLANK_BY)


def _add(row: Impersonation) -> None:
    end = EvidenceChain.held(Impersonation.cover)
    end.seal(row)
    row.save()
    end.save(update_fields=["length", "head"])


def _tell(begun: Impersonation) -> None:
    member: Any = begun.member
    context = {"look": begun, "user": member, "operator": settings.NACRE_OPERATOR_EMAIL}
    send_mail(member.email, "members/mail/looked_as", context, begun.community)
