"""The moderators' queue: each claim beside what we found out about it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from allauth.account.models import EmailAddress
from django.db.models import Min, Q
from django.utils import timezone

from nacre.communities.models import Community
from nacre.members import work_email
from nacre.members.levels import HOLDS, level_from
from nacre.members.models import (
    MemberListEntry,
    Membership,
    MembershipDecision,
    SeenDocument,
    VerificationEvidence,
)
from nacre.members.names import alphabets_of, fold
from nacre.members.professions import REGULATORS, Regulator, regulators_of
from nacre.members.register_check import Check, checked
from nacre.members.registrations import warnings

REGISTER_FILE = "register file"  # the method of findings that are shown with their number


@dataclass(frozen=True)
class Case:
    """One person who waits: what they say, what we know, what a moderator can check."""

    membership: Membership
    findings: list[tuple[str, str]]  # tone (good, warning, info) and sentence
    line: MemberListEntry | None
    regulators: list[Regulator]
    is_proven: bool = False
    proposal: MembershipDecision | None = None
    history: list[MembershipDecision] = field(default_factory=list)
    documents: list[SeenDocument] = field(default_factory=list)

    @property
    def is_exact(self) -> bool:
        """Whether the body's list, or a register and a work address, vouch for this person."""
        return bool(self.line or self.is_proven) and self.membership.status == "pending"

    @property
    def is_disputed(self) -> bool:
        """Whether another account claims the same number."""
        return any(r.is_disputed for r in self.membership.user.registrations.all())


@dataclass(frozen=True)
class Pace:
    """How fast moderators answer."""

    waiting: int
    oldest: datetime | None
    median: timedelta | None  # of the last 90 days
    decided: int


def cases(memberships: list[Membership], community: Community) -> list[Case]:
    """The cases of a page of the queue, in a number of queries that does not grow."""
    confirmed = confirmed_addresses(memberships)
    classes = work_email.classes_of([e for found in confirmed.values() for e in found])
    lines = exact_matches(memberships, community)
    checks = checked([r for m in memberships for r in m.user.registrations.all()])
    evidence = _evidence_of(memberships, community)
    proven = proven_by_evidence(memberships)
    history = _history_of(memberships)
    documents = _documents_of(memberships)
    found = []
    for m in memberships:
        addresses = {email: classes[email] for email in confirmed.get(m.user_id, [])}
        findings = [
            *_findings(m, addresses, lines.get(m.pk)),
            *_about_numbers(m, checks),
            *evidence.get(m.user_id, []),
        ]
        past = history.get(m.pk, [])
        latest = [d for d in past if d.decided_at >= m.joined_at][:1]
        found.append(
            Case(
                membership=m,
                findings=findings,
                line=lines.get(m.pk),
                regulators=[REGULATORS[code] for code in regulators_of(m.profession)],
                is_proven=m.pk in proven,
                proposal=next((d for d in latest if d.kind == "proposed"), None),
                history=past,
                documents=documents.get(m.pk, []),
            )
        )
    return found


def proven_by_evidence(memberships: list[Membership]) -> set[int]:
    """Those, by id, of whom the evidence alone makes a verified member."""
    known = Membership.objects.filter(pk__in=[m.pk for m in memberships]).with_evidence()
    return {m.pk for m in known if not m.known.is_held and level_from(m.known.matches) >= 3}


def pace_of(community: Community) -> Pace:
    """How many wait, since when, and how long an answer took in the last 90 days."""
    waiting = Membership.objects.of(community).to_look_at()
    oldest = waiting.filter(status="pending").aggregate(since=Min("joined_at"))["since"]
    took = answer_times(community, timezone.now() - timedelta(days=90))
    return Pace(
        waiting=waiting.count(),
        oldest=oldest,
        median=timedelta(seconds=median(took)) if took else None,
        decided=len(took),
    )


def answer_times(community: Community, since: datetime) -> list[float]:
    """How many seconds each person waited for an answer."""
    taken = MembershipDecision.objects.of(community).taken().filter(decided_at__gte=since)
    return [
        (decided - asked).total_seconds()
        for asked, decided in taken.values_list("asked_at", "decided_at")
    ]


def _evidence_of(
    memberships: list[Membership], community: Community
) -> dict[int, list[tuple[str, str]]]:
    """What is in the chain about each person, but for what is shown anyway."""
    here = Q(community=community) | Q(community__isnull=True)
    rows = (
        VerificationEvidence.objects.newest()
        .filter(here, user_id__in=[m.user_id for m in memberships])
        .exclude(sort__in=("email", "work_email", "body_list"))
        .exclude(method=REGISTER_FILE)
        .order_by("number")
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for row in rows:
        found.setdefault(row.user_id or 0, []).append(_about_row(row))
    return found


def _about_row(row: VerificationEvidence) -> tuple[str, str]:
    """A finding in words: where, what came of it, with which score. A restriction is not told."""
    where = row.source_name or row.get_sort_display()
    status = f" ({row.register_status})" if row.register_status in HOLDS else ""
    told = f"{where}: {row.get_outcome_display().lower()}{status}"
    if row.note:
        told += f" – {row.note}"
    tone = {"match": "good", "review": "info"}.get(row.outcome, "warning")
    return tone, f"{told}, {row.checked_at:%d %b %Y}"


def _history_of(memberships: list[Membership]) -> dict[int, list[MembershipDecision]]:
    rows = MembershipDecision.objects.filter(membership__in=memberships).for_log()
    found: dict[int, list[MembershipDecision]] = {}
    for row in rows:
        found.setdefault(row.membership_id or 0, []).append(row)
    return found


def _documents_of(memberships: list[Membership]) -> dict[int, list[SeenDocument]]:
    rows = SeenDocument.objects.filter(membership__in=memberships, deleted_at__isnull=True)
    found: dict[int, list[SeenDocument]] = {}
    for row in rows.order_by("pk"):
        found.setdefault(row.membership_id, []).append(row)
    return found


def confirmed_addresses(memberships: list[Membership]) -> dict[int, list[str]]:
    """The confirmed e-mail addresses of each person."""
    rows = EmailAddress.objects.filter(
        verified=True, user_id__in=[m.user_id for m in memberships]
    ).values_list("user_id", "email")
    found: dict[int, list[str]] = {}
    for user_id, email in rows:
        found.setdefault(user_id, []).append(email.lower())
    return found


def exact_matches(
    memberships: list[Membership], community: Community
) -> dict[int, MemberListEntry]:
    """For each membership, by id, the line of the body's list that is certainly theirs."""
    confirmed = confirmed_addresses(memberships)
    claims = {m.pk: _undisputed(m) for m in memberships}
    lines = MemberListEntry.objects.of(community).naming(
        emails=[email for emails in confirmed.values() for email in emails],
        registrations=[claim for found in claims.values() for claim in found],
    )
    by_email, by_number = {}, {}
    for line in lines:
        by_email[line.email] = by_email[line.alt_email] = line
        by_number[line.surname_key, line.registration_number] = line
    found: dict[int, MemberListEntry] = {}
    for m in memberships:
        if any(r.is_disputed for r in m.user.registrations.all()):
            continue
        theirs = [by_email.get(e) for e in confirmed.get(m.user_id, []) if e]
        theirs += [by_number.get(claim) for claim in claims[m.pk]]
        if line := next((one for one in theirs if one), None):
            found[m.pk] = line
    return found


def _undisputed(membership: Membership) -> list[tuple[str, str]]:
    surname = fold(membership.user.family_name)
    return [(surname, r.number) for r in membership.user.registrations.all() if not r.is_disputed]


def _findings(
    membership: Membership, addresses: dict[str, str], line: MemberListEntry | None
) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if len(alphabets_of(membership.user.name)) > 1:
        found.append(("warning", "The name is written in several alphabets: look at each letter"))
    if line:
        found.append(
            (
                "good",
                f"On the body's list as {line.surname}, {line.forenames}, "
                f"number {line.membership_no}",
            )
        )
    else:
        found.append(("info", "Not on the body's list"))
    found += [_about_address(email, sort) for email, sort in addresses.items()]
    if not addresses:
        found.append(("warning", "No e-mail address is confirmed yet"))
    return found


def _about_numbers(membership: Membership, checks: dict[int, Check]) -> list[tuple[str, str]]:
    """Each claimed number, beside the register if it was loaded."""
    found = []
    numbers = [r for r in membership.user.registrations.all() if r.state != "released"]
    for registration in numbers:
        if registration.pk in checks:
            found.append(checks[registration.pk].finding)
        if registration.is_disputed:
            found.append(("warning", f"{registration} is also claimed by another account"))
        unusual = warnings(registration.regulator, registration.number)
        found += [("info", sentence) for sentence in unusual]
    if not numbers and regulators_of(membership.profession):
        found.append(("warning", "No registration number was given"))
    return found


def _about_address(email: str, sort: str) -> tuple[str, str]:
    tone = "good" if work_email.is_work_class(sort) else "info"
    if sort == work_email.PHARMA:
        tone = "warning"
    return tone, f"Confirmed {email}: {work_email.LABELS[sort]}"
