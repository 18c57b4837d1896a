"""The one way into the chain of evidence, and the one way out of it for a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from nacre.communities.models import Community
from nacre.members import chain
from nacre.members.models import (
    EvidenceChain,
    Membership,
    SealedRow,
    User,
    VerificationEvidence,
)
from nacre.members.models.verification import ONE_PER_DETAIL, STANDS_FOR
from nacre.members.viewer import forget

Sort, Outcome = VerificationEvidence.Sort, VerificationEvidence.Outcome
BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was found out about a person, before it has its place in the chain.

    Without a community it is good in all of them. `detail` and `note` are personal and go with the
    person; `expires_at` follows from the sort unless it is given.
    """

    user: User
    sort: str
    community: Community | None = None
    outcome: str = Outcome.MATCH
    regulator: str = ""
    register_status: str = ""
    detail: str = ""
    note: str = ""
    checked_by_id: int | None = None
    method: str = ""
    source_name: str = ""
    source_version: str = ""
    checked_at: datetime | None = None
    expires_at: datetime | None = None

    def as_row(self) -> VerificationEvidence:
        """The row, not yet sealed."""
        when = self.checked_at or timezone.now()
        stands = STANDS_FOR.get(self.sort)
        return VerificationEvidence(
            user=self.user,
            community=self.community,
            sort=self.sort,
            outcome=self.outcome,
            regulator=self.regulator,
            register_status=self.register_status[:30],
            detail=self.detail[:200],
            note=self.note[:300],
            checked_by_id=self.checked_by_id,
            method=self.method[:40],
            source_name=self.source_name[:120],
            source_version=self.source_version[:60],
            checked_at=when,
            expires_at=self.expires_at or (when + stands if stands else None),
        )


def record_evidence(*, user: User, sort: str, **facts: Any) -> VerificationEvidence:
    """Add one finding to the chain, `facts` as in Finding; it supersedes the last of its sort.

    Call it late in a transaction: everybody else who records waits until that ends.
    """
    return record_many([Finding(user=user, sort=sort, **facts)])[0]


def record_many(
    findings: Iterable[Finding], *, newcomers: bool = False
) -> list[VerificationEvidence]:
    """Add many findings, in order. `newcomers`: nothing is known of these people yet."""
    rows = [finding.as_row() for finding in findings]
    if not rows:
        return []
    with transaction.atomic():
        _append(rows, newcomers=newcomers)
    if not newcomers:
        _forget_viewers(rows)
    return rows


def _append(rows: Sequence[VerificationEvidence], *, newcomers: bool) -> None:
    end = EvidenceChain.held(chain.EVIDENCE)
    last = {} if newcomers else _last_rows(rows)
    # A row that supersedes another of this batch needs its key first: such rows start a new group.
    group: list[VerificationEvidence] = []
    waiting: set[tuple] = set()
    for row in rows:
        key = _key(row)
        if key in waiting:
            _write(group)
            group, waiting = [], set()
        row.supersedes = None if newcomers else last.get(key)
        end.seal(row)
        group.append(row)
        if not newcomers:
            last[key] = row
            waiting.add(key)
    _write(group)
    end.save(update_fields=["length", "head"])


def _write(group: Sequence[VerificationEvidence]) -> None:
    VerificationEvidence.objects.add_sealed(group, batch_size=BATCH)


def _last_rows(rows: Sequence[VerificationEvidence]) -> dict[tuple, VerificationEvidence]:
    """What stands last of each sort, for the people of these rows."""
    people = list({row.user_id for row in rows})
    found: dict[tuple, VerificationEvidence] = {}
    for start in range(0, len(people), BATCH):
        known = VerificationEvidence.objects.newest().filter(
            user_id__in=people[start : start + BATCH]
        )
        found |= {_key(row): row for row in known.order_by("number")}
    return found


def _key(row: VerificationEvidence) -> tuple:
    detail = row.detail if row.sort in ONE_PER_DETAIL else ""
    return row.user_id, row.community_id, row.sort, row.regulator, detail


def forget_person(user: User) -> int:
    """Take a person out of the chain, as subject and as checker; answers how many rows it touched.

    The rows stay as tombstones and the chain still proves itself.
    """
    with transaction.atomic():
        about = VerificationEvidence.objects.filter(user=user).blank_subject()
        by = VerificationEvidence.objects.filter(checked_by=user).blank_checker()
    return about + by


def verify_chain(of: type[SealedRow] = VerificationEvidence) -> chain.Break | None:
    """Prove the chain of a sort of rows; answers the first row that does not hold."""
    with transaction.atomic():
        end = EvidenceChain.objects.filter(pk=of.cover.end).first()
        length, head = (end.length, end.head) if end else (0, chain.START)
        rows = of._default_manager.order_by("number").iterator(chunk_size=2000)
        return chain.first_break(rows, length, head, of.cover)


def _forget_viewers(rows: Sequence[VerificationEvidence]) -> None:
    """People are known anew once this is committed."""
    users = {row.user_id for row in rows if row.user_id}
    places = Membership.objects.filter(user_id__in=users).values_list("user_id", "community_id")
    transaction.on_commit(partial(_forget_all, list(places) if len(users) <= BATCH else []))


def _forget_all(places: Iterable[tuple[int, int]]) -> None:
    for user_id, community_id in places:
        forget(user_id, community_id)
