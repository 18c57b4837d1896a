"""What time does to verification: reminders, grace, lapse, and a hold when a register says so."""

from collections import Counter
from datetime import datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone

from nacre.insights.actions import record
from nacre.members.actions.directory import refresh_directory
from nacre.members.actions.documents import delete_old_documents
from nacre.members.actions.evidence import record_evidence
from nacre.members.actions.queueing import ask_for_review, review_due
from nacre.members.levels import GRACE
from nacre.members.models import (
    Membership,
    MembershipDecision,
    User,
    VerificationEvidence,
    VerificationNotice,
)
from nacre.members.models.membership import LAPSED
from nacre.members.queue import exact_matches
from nacre.members.viewer import Viewer, forget
from nacre.notifications.actions import send_mail

Sort, Notice, Review = VerificationEvidence.Sort, VerificationNotice.Kind, Membership.Review
REMINDERS = ((timedelta(days=7), Notice.IN_7_DAYS), (timedelta(days=30), Notice.IN_30_DAYS))
# What somebody can renew; the body's list renews itself, an invitation does not run out.
RENEWABLE = (Sort.WORK_EMAIL, Sort.REGISTER, Sort.CALL_BACK, Sort.DOCUMENT, Sort.CIS2)
TOLD_WITHIN = timedelta(days=60)  # who lapsed longer ago was told, or never came back
BATCH = 500


def review_verifications() -> dict[str, int]:
    """Everything that is due now; running it again changes nothing and writes to nobody twice."""
    now = timezone.now()
    done: Counter[str] = Counter(held=0, renewed=0, reminded=0, lapsed=0, closed=0)
    done["held"] = _hold(now)
    done["renewed"] = _renew_from_lists(now)
    done["reminded"] = _remind(now)
    done["lapsed"] = _tell_of(_lapsed(now), Notice.LAPSED)
    done["closed"] = _close(now)
    done["documents_deleted"] = delete_old_documents(now)
    done["reviews_overdue"] = Membership.objects.filter(
        review_due_at__lt=now, status__in=("active", "suspended")
    ).count()
    return dict(done)


def report_bounce(*, email: str) -> int:
    """Mail to an address came back for good: it proves nothing any more; answers for how many."""
    known = VerificationEvidence.objects.standing().filter(
        sort=Sort.WORK_EMAIL, detail__iexact=email.strip()
    )
    rows = list(known.select_related("user"))
    for row in rows:
        with transaction.atomic():
            record_evidence(
                user=row.user,
                sort=row.sort,
                community=row.community,
                detail=row.detail,
                outcome=VerificationEvidence.Outcome.REVIEW,
                method="hard bounce",
            )
            for membership in row.user.memberships.filter(status="active"):
                ask_for_review(membership, Review.BOUNCED)
    return len(rows)


def hold_now(user: User) -> int:
    """Pause somebody whom a register has just called suspended, removed or deceased."""
    return _hold(timezone.now(), [user.pk])


def _hold(now: datetime, users: list[int] | None = None) -> int:
    """Pause everybody, or some, whom a register took off; a human decides."""
    rows = VerificationEvidence.objects.holding()
    held = rows.filter(user_id__in=users) if users is not None else rows
    found = Membership.objects.active().filter(user_id__in=held.values("user_id")).with_evidence()
    count = 0
    for membership in found.select_related("user", "community"):
        if membership.known.is_held:
            _hold_one(membership, now)
            count += 1
    return count


@transaction.atomic
def _hold_one(membership: Membership, now: datetime) -> None:
    membership.status = Membership.Status.SUSPENDED
    membership.review_due_at = review_due(now)
    membership.review_reason = Review.HELD
    membership.save(update_fields=["status", "review_due_at", "review_reason"])
    MembershipDecision(
        community=membership.community,
        membership=membership,
        kind=MembershipDecision.Kind.HELD,
        basis=Sort.REGISTER,
        asked_at=now,
        decided_at=now,
    ).save()
    refresh_directory(membership)
    _record("member.held", membership)
    transaction.on_commit(partial(_write, membership, "held"))


def _renew_from_lists(now: datetime) -> int:
    """Who still stands on the body's list is known to it for another year."""
    soon = VerificationEvidence.objects.newest().filter(
        sort=Sort.BODY_LIST,
        outcome="match",
        community__isnull=False,
        user__isnull=False,
        expires_at__gt=now - GRACE,
        expires_at__lte=now + timedelta(days=30),
    )
    count = 0
    for community_id in sorted(set(soon.values_list("community_id", flat=True))):
        members = Membership.objects.active().filter(community_id=community_id)
        due = list(
            members.filter(user_id__in=soon.values("user_id"))
            .for_queue()
            .select_related("community")
        )
        for start in range(0, len(due), BATCH):
            part = due[start : start + BATCH]
            lines = exact_matches(part, part[0].community)
            for membership in part:
                if line := lines.get(membership.pk):
                    record_evidence(
                        user=membership.user,
                        community=membership.community,
                        sort=Sort.BODY_LIST,
                        detail=line.membership_no,
                        method="nightly review",
                        source_name="member list",
                    )
                    count += 1
    return count


def _due():
    """Findings that match, are the last word, and somebody can do something about."""
    return (
        VerificationEvidence.objects.newest()
        .filter(outcome="match", sort__in=RENEWABLE, user__is_active=True)
        .filter(user__memberships__status="active")
        .distinct()
    )


def _remind(now: datetime) -> int:
    told = 0
    after = timedelta(0)
    for ahead, kind in REMINDERS:
        rows = _due().filter(expires_at__gt=now + after, expires_at__lte=now + ahead)
        told += _tell_of(rows, kind)
        after = ahead
    return told


def _lapsed(now: datetime):
    """What ran out, or what a register no longer bears out, less than two weeks ago."""
    ran_out = _due().filter(expires_at__gt=now - GRACE, expires_at__lte=now)
    lost = VerificationEvidence.objects.counting().filter(
        superseded_by__isnull=False, sort__in=RENEWABLE, user__memberships__status="active"
    )
    return [*ran_out, *lost.distinct()]


def _close(now: datetime) -> int:
    """Tell those whose grace is over, where that closed something to them."""
    since = now - GRACE
    rows = (
        _due()
        .filter(expires_at__lte=since, expires_at__gt=since - TOLD_WITHIN)
        .exclude(notices__kind=Notice.CLOSED)
    )
    lost = (
        VerificationEvidence.objects.filter(
            outcome="match",
            superseded_by__checked_at__lte=since,
            superseded_by__checked_at__gt=since - TOLD_WITHIN,
            sort__in=RENEWABLE,
            user__memberships__status="active",
        )
        .exclude(superseded_by__outcome="match")
        .exclude(notices__kind=Notice.CLOSED)
    )
    closed = [row for row in [*rows, *lost.distinct()] if _is_shut_out(row)]
    return _tell_of(closed, Notice.CLOSED)


def _is_shut_out(row: VerificationEvidence) -> bool:
    memberships = _memberships(row).with_evidence()
    return any(m.standing_status == LAPSED for m in memberships)


def _tell_of(rows, kind: str) -> int:
    """Write once about each finding; answers how many letters were written."""
    count = 0
    for row in rows:
        count += _tell_once(row, kind)
    return count


@transaction.atomic
def _tell_once(row: VerificationEvidence, kind: str) -> bool:
    membership = _memberships(row).select_related("user", "community").first()
    if membership is None:
        return False
    try:
        with transaction.atomic():
            VerificationNotice.objects.create(evidence=row, kind=kind, told_at=timezone.now())
    except IntegrityError:
        return False
    if kind == Notice.CLOSED:
        _record("member.lapsed", membership)
    ends = row.expires_at or timezone.now()
    later = getattr(row, "superseded_by", None)
    if later is not None:
        ends = later.checked_at
    facts = {"finding": row, "ends_at": ends, "closes_at": ends + GRACE}
    transaction.on_commit(partial(_write, membership, f"verification_{kind}", **facts))
    return True


def _memberships(row: VerificationEvidence):
    """The active memberships that a finding bears on."""
    found = Membership.objects.active().filter(user_id=row.user_id).order_by("pk")
    return found.filter(community_id=row.community_id) if row.community_id else found


def _record(kind: str, membership: Membership) -> None:
    viewer = Viewer(community=membership.community, is_staff=True)
    record(kind, viewer=viewer, object=f"membership:{membership.pk}")


def _write(membership: Membership, template: str, **facts: object) -> None:
    forget(membership.user_id, membership.community_id)
    user: User = membership.user
    context = {"membership": membership, "user": user, **facts}
    send_mail(user.email, f"members/mail/{template}", context, membership.community)
