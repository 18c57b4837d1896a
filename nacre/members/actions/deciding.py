"""A moderator decides who may come in, who must wait outside, and who comes back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.insights.actions import record
from nacre.members.actions.directory import refresh_directory
from nacre.members.actions.evidence import record_evidence
from nacre.members.actions.joining import admit
from nacre.members.models import (
    MemberListEntry,
    Membership,
    MembershipDecision,
    VerificationEvidence,
)
from nacre.members.permissions import can_moderate, can_verify
from nacre.members.queue import exact_matches, proven_by_evidence
from nacre.members.viewer import Viewer, forget
from nacre.notifications.actions import send_mail

Sort, Kind = VerificationEvidence.Sort, MembershipDecision.Kind
OPEN_TIERS = {Membership.Tier.FULL, Membership.Tier.LEARNING_ZONE_ONLY, Membership.Tier.GUEST}
BY_HAND = {Sort.REGISTER, Sort.CALL_BACK, Sort.DOCUMENT}
TELEPHONE = re.compile(r"(?:\+44|0)[\d ()-]{8,14}\d")
MOBILE = re.compile(r"^(?:\+44|0)7[1-9]")


@dataclass(frozen=True)
class Check:
    """One thing that a moderator did to find out who somebody is."""

    sort: str
    note: str = ""

    @property
    def problem(self) -> str:
        """Why it does not count, as a sentence; empty if it does."""
        if self.sort not in BY_HAND:
            return _("Say how you checked: on the register, by telephone or from a document.")
        if self.sort != Sort.CALL_BACK:
            return ""
        numbers = [re.sub(r"[ ()-]", "", n) for n in TELEPHONE.findall(self.note)]
        if not numbers:
            return _("Give the switchboard number that you rang, and whom you spoke to.")
        if any(MOBILE.match(number) for number in numbers):
            return _(
                "That is a mobile number. Ring the organisation's public switchboard, "
                "never a number that the person gave."
            )
        return ""


@transaction.atomic
def verify_member(
    *,
    membership: Membership,
    by: Viewer,
    checks: Sequence[Check] = (Check(Sort.REGISTER),),
    tier: str = "",
    reason: str = "",
    line: MemberListEntry | None = None,
    is_exact: bool = False,
) -> bool:
    """A moderator confirms that this person is who they say; they are in from now on.

    Answers False where the community wants a second moderator first and this was the first one.
    `line`: they stand on the body's list; `is_exact`: the evidence speaks for itself. Then no
    check by hand is needed.
    """
    tier = tier or membership.tier
    if not can_verify(by, membership):
        raise PermissionDenied(_("Only a moderator may verify a member, and never themselves."))
    if membership.status != Membership.Status.PENDING or tier not in OPEN_TIERS:
        raise PermissionDenied(_("This has been decided already."))
    checks = () if is_exact else checks
    _require(checks)

    if line:
        _note_line(membership, line)
    found = _keep_checks(membership, by, checks)
    if not is_exact and _needs_second(membership, by, reason, found):
        return False
    admit(membership, tier)
    _decide(membership, Kind.VERIFIED, by, reason, found, is_override=not is_exact)
    record("member.verified", viewer=by, object=f"membership:{membership.pk}", source=found)
    record(
        "member.joined",
        viewer=Viewer.of(membership.user, by.community),
        object=f"membership:{membership.pk}",
    )
    transaction.on_commit(partial(_tell, membership, "verified"))
    return True


@transaction.atomic
def decline_member(*, membership: Membership, by: Viewer, reason: str) -> None:
    """A moderator says no, and why; the person may ask again."""
    if not can_verify(by, membership):
        raise PermissionDenied(_("Only a moderator may decide about a member."))
    if membership.status != Membership.Status.PENDING:
        raise PermissionDenied(_("This has been decided already."))
    if not reason.strip():
        raise PermissionDenied(_("Give a reason: the person will read it."))

    membership.status = Membership.Status.DECLINED
    membership.decline_reason = reason.strip()[:300]
    membership.save(update_fields=["status", "decline_reason"])
    _decide(membership, Kind.DECLINED, by, reason)
    record("member.declined", viewer=by, object=f"membership:{membership.pk}")
    transaction.on_commit(partial(_tell, membership, "declined"))


@transaction.atomic
def suspend_member(*, membership: Membership, by: Viewer, reason: str) -> None:
    """A moderator takes somebody's access away until it is given back."""
    if not can_verify(by, membership):
        raise PermissionDenied(_("Only a moderator may suspend a member, and never themselves."))
    if membership.status not in {Membership.Status.ACTIVE, Membership.Status.SUSPENDED}:
        raise PermissionDenied(_("Only somebody who is in can be suspended."))
    if not reason.strip():
        raise PermissionDenied(_("Give a reason: it is kept with the decision."))

    asked_at = membership.review_due_at and timezone.now()
    _settle(membership, Membership.Status.SUSPENDED)
    _decide(membership, Kind.SUSPENDED, by, reason, asked_at=asked_at)
    record("member.suspended", viewer=by, object=f"membership:{membership.pk}")
    transaction.on_commit(partial(_tell, membership, "suspended"))


@transaction.atomic
def reinstate_member(
    *, membership: Membership, by: Viewer, checks: Sequence[Check], reason: str = ""
) -> bool:
    """A moderator looked again and found all well; answers False if a second one must confirm.

    Works for somebody who was suspended or held, and for a member who was to be checked again.
    """
    if not can_verify(by, membership):
        raise PermissionDenied(_("Only a moderator may decide about a member."))
    was = membership.status
    if was not in {Membership.Status.ACTIVE, Membership.Status.SUSPENDED}:
        raise PermissionDenied(_("This has been decided already."))
    _require(checks)

    found = _keep_checks(membership, by, checks)
    if was == Membership.Status.SUSPENDED and _needs_second(membership, by, reason, found):
        return False
    _lift_holds(membership, by)
    _settle(membership, Membership.Status.ACTIVE)
    kind = Kind.REINSTATED if was == Membership.Status.SUSPENDED else Kind.RECHECKED
    _decide(membership, kind, by, reason, found, is_override=True)
    record("member.reinstated", viewer=by, object=f"membership:{membership.pk}")
    transaction.on_commit(partial(_tell, membership, "reinstated"))
    return True


@transaction.atomic
def verify_exact_matches(*, by: Viewer, keys: Sequence[str] | None = None) -> int:
    """Let in everybody who stands on the body's list, or those of `keys`; answers how many."""
    if by.community is None or not can_moderate(by):
        raise PermissionDenied(_("Only a moderator may verify members."))
    waiting = list(Membership.objects.of(by.community).pending().for_queue())
    lines, proven = exact_matches(waiting, by.community), proven_by_evidence(waiting)
    found = [m for m in waiting if (m.pk in lines or m.pk in proven) and can_verify(by, m)]
    if keys is not None:
        found = [m for m in found if str(m.key) in set(keys)]
    for m in found:
        line = lines.get(m.pk)
        tier = Membership.Tier.FULL if line else m.tier
        verify_member(membership=m, by=by, line=line, tier=tier, is_exact=True)
    return len(found)


def _require(checks: Sequence[Check]) -> None:
    problems = [check.problem for check in checks if check.problem]
    if problems:
        raise PermissionDenied(problems[0])


def _note_line(membership: Membership, line: MemberListEntry) -> None:
    record_evidence(
        user=membership.user,
        community=membership.community,
        sort=Sort.BODY_LIST,
        detail=line.membership_no,
        method="exact match",
        source_name="member list",
    )


def _keep_checks(membership: Membership, by: Viewer, checks: Sequence[Check]) -> str:
    """Add what the moderator found to the chain; answers the sorts, for the log."""
    for check in checks:
        about = {"note": check.note, "checked_by_id": by.user_id, "method": "moderator"}
        for regulator, number in _numbers(membership, check):
            record_evidence(
                user=membership.user,
                community=membership.community,
                sort=check.sort,
                regulator=regulator,
                detail=number,
                source_name=f"{regulator} public register" if regulator else "",
                **about,
            )
    return ", ".join(check.sort for check in checks) or "exact match"


def _numbers(membership: Membership, check: Check) -> list[tuple[str, str]]:
    if check.sort != Sort.REGISTER:
        return [("", "")]
    held = [r for r in membership.user.registrations.all() if r.state == "held"]
    return [(r.regulator, r.number) for r in held] or [("", "")]


def _needs_second(membership: Membership, by: Viewer, reason: str, found: str) -> bool:
    """Whether this was the first of two moderators; if so, the proposal is kept."""
    if by.community is None or not by.community.needs_two_moderators:
        return False
    first = MembershipDecision.objects.of(by.community).open_proposal(membership)
    if first and first.by_id != by.user_id:
        return False
    if not first:
        _decide(membership, Kind.PROPOSED, by, reason, found, is_override=True)
    return True


def _lift_holds(membership: Membership, by: Viewer) -> None:
    for row in membership.user.evidence.about(membership.user_id, membership.community).holding():
        record_evidence(
            user=membership.user,
            community=row.community,
            sort=Sort.REGISTER,
            regulator=row.regulator,
            register_status="practising",
            checked_by_id=by.user_id,
            method="moderator",
            source_name=f"{row.regulator} public register",
        )


def _settle(membership: Membership, status: str) -> None:
    membership.status, membership.review_due_at, membership.review_reason = status, None, ""
    membership.save(update_fields=["status", "review_due_at", "review_reason"])
    refresh_directory(membership)


def _decide(
    membership: Membership,
    kind: str,
    by: Viewer,
    reason: str = "",
    basis: str = "",
    *,
    is_override: bool = False,
    asked_at=None,
) -> None:
    MembershipDecision(
        community_id=membership.community_id,
        membership=membership,
        kind=kind,
        by_id=by.user_id,
        reason=reason.strip()[:300],
        basis=basis[:160],
        is_override=is_override,
        asked_at=asked_at or membership.joined_at,
        decided_at=timezone.now(),
    ).save()


def _tell(membership: Membership, template: str) -> None:
    forget(membership.user_id, membership.community_id)
    context = {"membership": membership, "user": membership.user}
    send_mail(membership.user.email, f"members/mail/{template}", context, membership.community)
