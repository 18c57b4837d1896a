"""A body's member list is read, compared, approved, applied, and taken back."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.communities.models import Community
from nacre.insights.actions import record
from nacre.members.actions.directory import refresh_directory
from nacre.members.actions.evidence import Finding, record_many
from nacre.members.applying_lists import ApplyMemberList, members_of_run, settle_tier
from nacre.members.importing import (
    Changes,
    ImportRefused,
    Row,
    measured,
    run_import,
    run_rows,
    undo_import,
)
from nacre.members.list_matching import owners_of
from nacre.members.models import (
    AdmissionRule,
    ImportRun,
    MemberListEdition,
    MemberListEntry,
    Membership,
    StagedLine,
    VerificationEvidence,
)
from nacre.members.permissions import can_keep_list
from nacre.members.reading_lists import ReadMemberList
from nacre.members.viewer import Viewer, forget

State = MemberListEdition.State
Sort, Outcome = VerificationEvidence.Sort, VerificationEvidence.Outcome
BATCH = 500
Progress = Callable[[int, int], None]


def begin_edition(
    community: Community,
    *,
    path: Path,
    by: int | None = None,
    file_name: str = "",
    lapses: bool = False,
) -> MemberListEdition:
    """The edition of a file: the one that was left unfinished, or a new one that replaces it."""
    if not path.is_file():
        raise ImportRefused(f"There is no file {path}.")
    fingerprint, _lines = measured(path)
    editions = MemberListEdition.objects.of(community)
    unfinished = editions.filter(
        fingerprint=fingerprint, state__in=(State.READING, State.APPLYING)
    ).first()
    if unfinished:
        return unfinished
    if editions.filter(state=State.APPLYING).exists():
        raise ImportRefused(
            "Another edition is half applied. Give its file again, so that it can be finished."
        )
    with transaction.atomic():
        for earlier in editions.filter(state__in=(State.READING, State.STAGED, State.STOPPED)):
            discard_edition(earlier)
        return MemberListEdition.objects.create(
            community=community,
            file_name=(file_name or path.name)[:200],
            fingerprint=fingerprint,
            by_id=by,
            may_lapse_many=lapses,
        )


def read_edition(
    edition: MemberListEdition, path: Path, *, progress: Progress | None = None
) -> MemberListEdition:
    """Stage every row and compare it with the list; changes nothing that counts."""
    if edition.state == State.READING:
        try:
            run_import(
                ReadMemberList(edition),
                path,
                community=edition.community,
                by=edition.by,
                progress=progress,
            )
        except ImportRefused:
            if not _reading(
                edition
            ).exists():  # the header is wrong: there is nothing to go on with
                discard_edition(edition)
            raise
    return edition


@transaction.atomic
def discard_edition(edition: MemberListEdition) -> None:
    """Give an edition up before it was applied; its counts stay, its rows go."""
    if edition.state not in {State.READING, State.STAGED, State.STOPPED}:
        raise ImportRefused("This edition has been applied; it can only be undone.")
    edition.lines.all().delete()
    _reading(edition).delete()
    edition.state = State.DISCARDED
    edition.save(update_fields=["state"])


def _reading(edition: MemberListEdition) -> Any:
    """The unfinished run that reads an edition."""
    return ImportRun.objects.filter(
        kind=ReadMemberList.kind,
        community=edition.community,
        fingerprint=edition.fingerprint,
        state=ImportRun.State.RUNNING,
    )


def approve_edition(
    *, edition: MemberListEdition, by: Viewer | None = None, lapses: bool = False
) -> None:
    """Say that an edition may be applied; more than 10 % lapses need to be said so."""
    if by is not None and not can_keep_list(by):
        raise PermissionDenied(_("Only those who keep the list may approve it."))
    with transaction.atomic():
        edition = MemberListEdition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
        if edition.state == State.STOPPED and not lapses:
            raise ImportRefused(many_lapses(edition))
        if not edition.is_waiting:
            raise ImportRefused("This edition has been decided already.")
        edition.state = State.APPLYING
        edition.approved_by_id = by.user_id if by else None
        edition.save(update_fields=["state", "approved_by"])


def many_lapses(edition: MemberListEdition) -> str:
    """Why an edition was stopped, and what to do."""
    lapsed = edition.counts.get("lapsed", 0)
    return (
        f"{lapsed:,} members would lapse, more than one in ten. Nothing was changed. If the file is "
        "right, say so with --approve-lapses or on the page of the list."
    )


def apply_edition(edition: MemberListEdition, *, progress: Progress | None = None) -> None:
    """Apply an approved edition; killed and called again, it goes on. Nobody is written to."""
    edition.refresh_from_db()
    if edition.state != State.APPLYING:
        raise ImportRefused("This edition has not been approved.")
    if edition.applying is None:
        total = edition.lines.filter(is_wanted=True).count()
        told = progress or (lambda done, total: None)
        fresh = ImportRun(
            community=edition.community, by=edition.approved_by, file_name=edition.file_name
        )
        fresh.fingerprint = edition.key.hex
        run_rows(ApplyMemberList(edition), Path(), fresh, progress=lambda done: told(done, total))
        edition.refresh_from_db()
    if edition.applying is not None:
        follow_list(edition.community, members_of_run(edition.applying), edition.file_name)
    edition.state, edition.applied_at = State.APPLIED, timezone.now()
    edition.save(update_fields=["state", "applied_at"])
    _record("member_list.applied", edition)


def decide_line(*, line: StagedLine, by: Viewer, take: bool, owner: int | None = None) -> None:
    """A person says what becomes of a row that was held: taken in, as whose line, or left out.

    It belongs to its edition: undoing that takes it back too.
    """
    if not can_keep_list(by) or line.community_id != getattr(by.community, "pk", None):
        raise PermissionDenied(_("Only those who keep the list may decide about a row."))
    edition = line.edition
    if edition.state != State.APPLIED or edition.applying is None:
        raise PermissionDenied(_("Approve the edition first; then decide about what is left."))
    if owner is not None and owner not in {*line.candidates, line.membership_id}:
        raise PermissionDenied(_("This row does not point to that account."))
    with transaction.atomic():
        if take:
            line.membership_id = owner
            _take_line(line, edition)
        line.delete()


def _take_line(line: StagedLine, edition: MemberListEdition) -> None:
    line.save(update_fields=["membership"])
    entries = MemberListEntry.objects.of(edition.community)
    theirs = entries.filter(membership_no=line.membership_no, membership__isnull=False)
    touched = set(theirs.values_list("membership", flat=True))
    importer, changes = ApplyMemberList(edition), Changes(edition.applying)  # type: ignore[arg-type]
    row = Row(line.row, {"pk": str(line.pk)})
    importer.prepare([row])
    importer.apply(row, changes)
    changes.flush()
    touched |= set(theirs.values_list("membership", flat=True))
    follow_list(edition.community, touched, edition.file_name)


def undo_edition(*, edition: MemberListEdition, by: Viewer | None = None) -> None:
    """Take an applied edition back, or say which lines were changed since."""
    if by is not None and not can_keep_list(by):
        raise PermissionDenied(_("Only those who keep the list may undo it."))
    if edition.state not in {State.APPLIED, State.APPLYING} or edition.applying is None:
        raise ImportRefused("Only an edition that was applied can be undone.")
    with transaction.atomic():
        touched = members_of_run(edition.applying)
        undo_import(edition.applying)
        edition.lines.all().delete()
        edition.state = State.UNDONE
        edition.save(update_fields=["state"])
        follow_list(edition.community, touched, edition.file_name)
    _record("member_list.undone", edition)


def _record(kind: str, edition: MemberListEdition) -> None:
    viewer = Viewer.anonymous(edition.community)
    record(kind, viewer=viewer, object=f"member_list:{edition.key}")


@transaction.atomic
def follow_list(community: Community, memberships: Iterable[int], source: str = "") -> int:
    """Bring evidence and directory of some members in step with the list; twice does no harm."""
    wanted, findings = sorted(memberships), []
    for start in range(0, len(wanted), BATCH):
        rows = Membership.objects.of(community).filter(pk__in=wanted[start : start + BATCH])
        batch = list(rows.active().prefetch_related("user", "list_entries"))
        vouched = _vouched(community, [membership.user_id for membership in batch])
        for membership in batch:
            if finding := _finding(membership, source, membership.user_id in vouched):
                findings.append(finding)
            refresh_directory(membership)
            told = partial(forget, membership.user_id, membership.community_id)
            transaction.on_commit(told)
    record_many(findings)
    return len(findings)


def _vouched(community: Community, users: list[int]) -> set[int | None]:
    """Those of these accounts for whom the list is evidence now."""
    standing = VerificationEvidence.objects.standing().filter(
        community=community, sort=Sort.BODY_LIST, user_id__in=users
    )
    return set(standing.values_list("user_id", flat=True))


def _finding(membership: Membership, source: str, is_vouched: bool) -> Finding | None:
    """What the list says of a member, if that is not what we know already."""
    today = timezone.localdate()
    lines = list(membership.list_entries.all())
    current = next((line for line in lines if line.is_current(today)), None)
    if bool(current) == is_vouched:
        return None
    return Finding(
        user=membership.user,
        community=membership.community,
        sort=Sort.BODY_LIST,
        outcome=Outcome.MATCH if current else Outcome.NOT_FOUND,
        detail=f"{current.membership_no} {current.category}".strip() if current else "",
        method="member_list",
        source_name=source,
    )


def settle_list(community: Community) -> dict[str, int]:
    """Nightly: whose days of grace are over becomes a guest, who joined is matched to their line."""
    linked = _link_newcomers(community)
    entries = MemberListEntry.objects.of(community).filter(membership__isnull=False)
    owners = sorted(set(entries.values_list("membership", flat=True)))
    rules = list(AdmissionRule.objects.of(community))
    changed = 0
    for start in range(0, len(owners), BATCH):
        rows = Membership.objects.filter(pk__in=owners[start : start + BATCH])
        for membership in rows.prefetch_related("list_entries"):
            changed += settle_tier(membership, rules, _Unjournalled())
    evidence = follow_list(community, owners, "nightly")
    return {"linked": linked, "tiers": changed, "evidence": evidence}


def _link_newcomers(community: Community) -> int:
    """Lines without a member are matched anew; those that may be several people's stay without."""
    free = MemberListEntry.objects.of(community).current().filter(membership=None).order_by("pk")
    last = linked = 0
    while batch := list(free.filter(pk__gt=last)[:BATCH]):
        last = batch[-1].pk
        owners = owners_of(((line, line.alt_email) for line in batch), community)
        for line, found in zip(batch, owners, strict=True):
            if len(found) == 1:
                line.membership_id = found[0]
                line.save(update_fields=["membership"])
                linked += 1
    return linked


class _Unjournalled:
    """Writes as an import does, without a journal: a day that has passed is not undone."""

    def update(self, obj: Any, **fields: Any) -> bool:
        """Give a row other values; answers whether any was different."""
        changed = [name for name, value in fields.items() if getattr(obj, name) != value]
        for name in changed:
            setattr(obj, name, fields[name])
        if changed:
            obj.save(update_fields=changed)
        return bool(changed)
