"""Registers come in, and everybody who claims one of their numbers is compared anew."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from nacre.members import register_check
from nacre.members.actions.evidence import Finding, record_many
from nacre.members.actions.reviewing import hold_now
from nacre.members.importing import ImportRefused, Progress, run_import, undo_import
from nacre.members.models import (
    ImportChange,
    ImportRun,
    ProfessionalRegistration,
    RegisterEntry,
    RegisterFile,
    VerificationEvidence,
)
from nacre.members.register_check import Check
from nacre.members.register_import import RegisterImporter
from nacre.members.register_mapping import Mapping, regulator_of

REFRESHED_AFTER = timedelta(days=28)
SLICE = 400
METHOD = "register file"


def load_register(
    *,
    regulator: str,
    path: Path | str,
    mapping: Path | str | None = None,
    as_of: date | None = None,
    is_delta: bool = False,
    accept_gone: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportRun:
    """Take a register's file in, then compare everybody who claims a number of that regulator."""
    said = Mapping.read(regulator_of(regulator), mapping)
    importer = RegisterImporter(
        said, as_of=as_of or timezone.localdate(), is_delta=is_delta, accept_gone=accept_gone
    )
    run = run_import(importer, path, dry_run=dry_run, progress=progress)
    if not dry_run:
        run.counts |= score_claims(said.regulator)
        run.save(update_fields=["counts"])
    return run


def undo_register(*, key: str, regulator: str) -> ImportRun:
    """Take a file of a register back, and compare everybody with what stood there before."""
    kind = f"register:{regulator_of(regulator)}"
    runs = ImportRun.objects.filter(kind=kind)
    run = next((run for run in runs if str(run.key) == key.strip().lower()), None)
    if run is None:
        raise ImportRefused(f"There is no import {key} of the {regulator} register.")
    run = undo_import(run)
    score_claims(regulator_of(regulator))
    return run


@transaction.atomic
def purge_register(*, regulator: str) -> int:
    """Delete all that is held of a register, at the end of its licence; answers how many entries.

    Findings stay: they say that a number was compared, not what stood on the register.
    """
    code = regulator_of(regulator)
    runs = ImportRun.objects.filter(kind=f"register:{code}")
    ImportChange.objects.filter(run__in=runs).delete()
    for run in runs.filter(state=ImportRun.State.DONE):
        run.counts["forgotten"] = 1
        run.save(update_fields=["counts"])
    runs.filter(state=ImportRun.State.RUNNING).delete()
    RegisterFile.objects.filter(regulator=code).delete()
    count, _ = RegisterEntry.objects.filter(regulator=code).delete()
    return count


def score_claims(regulator: str) -> dict[str, int]:
    """Compare everybody who claims a number of a regulator; answers how many of each outcome."""
    counts: dict[str, int] = {}
    claims = ProfessionalRegistration.objects.exclude(state="released").filter(
        regulator=regulator, user__is_active=True
    )
    rows = claims.select_related("user").order_by("pk").iterator(SLICE)
    while some := list(islice(rows, SLICE)):
        for check in score(some):
            counts[f"claim_{check.outcome}"] = counts.get(f"claim_{check.outcome}", 0) + 1
    return counts


@transaction.atomic
def score(claims: Iterable[ProfessionalRegistration]) -> list[Check]:
    """Compare some claims with the registers that were loaded, and note what is new."""
    checks = list(register_check.checked(claims).values())
    known = _known(checks)
    fresh = [check for check in checks if _is_news(check, known)]
    record_many(_finding(check) for check in _one_each(fresh))
    for check in fresh:
        if check.must_hold:
            hold_now(check.registration.user)
    return checks


def _one_each(checks: list[Check]) -> Iterator[Check]:
    """One finding a person and regulator: of several numbers, the one that speaks against them."""
    worst = {"not_practising": 0, "mismatch": 1, "not_found": 2, "review": 3, "match": 4}
    found: dict[tuple[int, str], Check] = {}
    for check in sorted(checks, key=lambda c: -worst[c.outcome]):
        found[check.registration.user_id, check.registration.regulator] = check
    yield from found.values()


def _known(checks: list[Check]) -> dict[tuple[int, str], VerificationEvidence]:
    people = {check.registration.user_id for check in checks}
    rows = VerificationEvidence.objects.newest().filter(
        user_id__in=people, sort="register_match", community=None
    )
    return {(row.user_id or 0, row.regulator): row for row in rows}


def _is_news(check: Check, known: dict[tuple[int, str], VerificationEvidence]) -> bool:
    """Whether the last finding says something else, or is so old that it wants repeating."""
    last = known.get((check.registration.user_id, check.registration.regulator))
    if last is None or (last.outcome, last.register_status) != (check.outcome, check.status):
        return True
    if last.detail != str(check.registration):
        return True
    return last.checked_at < timezone.now() - REFRESHED_AFTER


def _finding(check: Check) -> Finding:
    facts: dict[str, Any] = {}
    if check.entry:
        facts["note"] = f"surname {check.match.surname:.2f}, given name {check.match.given:.2f}"
    return Finding(
        user=check.registration.user,
        sort=VerificationEvidence.Sort.REGISTER,
        outcome=check.outcome,
        regulator=check.registration.regulator,
        register_status=check.status,
        detail=str(check.registration),
        method=METHOD,
        source_name=f"{check.file.regulator} register, {check.file.name}",
        source_version=f"{check.file.as_of:%Y-%m-%d}",
        **facts,
    )
