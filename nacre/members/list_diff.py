"""What a new edition of a body's member list would change, row by row, before it does."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone

from nacre.members.list_matching import owners_of
from nacre.members.member_list import differences, is_somebody_else, values_of
from nacre.members.models import MemberListEdition, MemberListEntry, StagedLine

Verdict = StagedLine.Verdict
BATCH = 500
MOST_LAPSES = 10  # per cent of the active lines; more stops for a person
JUDGED = ["verdict", "reason", "membership", "is_wanted", "candidates"]


def judge(edition: MemberListEdition) -> None:
    """Compare every staged row with the list, and say how the edition comes out."""
    _settle_repetitions(edition)
    for batch in _batches(edition.lines.filter(verdict=Verdict.UNJUDGED)):
        _compare(edition, batch)
    _question_doubles(edition, ["email"], "the e-mail address")
    _question_doubles(edition, ["surname_key", "registration_number"], "name and number")
    _question_double_owners(edition)
    _add_missing(edition)
    edition.counts = count_verdicts(edition)
    lapses = edition.counts["lapsed"] * 100
    active = MemberListEntry.objects.of(edition.community).filter(status="active").count()
    is_many = lapses > active * MOST_LAPSES and not edition.may_lapse_many
    edition.state = edition.State.STOPPED if is_many else edition.State.STAGED


def count_verdicts(edition: MemberListEdition) -> dict[str, int]:
    """How many rows came out in each way."""
    counted = edition.lines.order_by().values_list("verdict").annotate(n=Count("pk"))
    return dict.fromkeys((v for v in Verdict.values if v), 0) | dict(counted)


def _batches(lines: QuerySet[StagedLine]) -> Iterator[list[StagedLine]]:
    """Slices of lines by primary key; those that leave the question meanwhile are passed over."""
    last = 0
    while batch := list(lines.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        yield batch


def _settle_repetitions(edition: MemberListEdition) -> None:
    """Of rows with one membership number the latest counts, or else the first; say so of others."""
    unjudged = edition.lines.filter(verdict=Verdict.UNJUDGED)
    numbers = unjudged.repeating("membership_no").values_list("membership_no", flat=True)
    for number in list(numbers):
        rows = list(unjudged.filter(membership_no=number).order_by("row"))
        kept = max(rows, key=lambda line: (line.facts.get("updated_on") or "", -line.row))
        for line in rows:
            if line is not kept:
                line.verdict = Verdict.DUPLICATE
                line.reason = f"Row {kept.row} has this membership number too and was used."
        StagedLine.objects.bulk_update(rows, ["verdict", "reason"])


def _compare(edition: MemberListEdition, batch: list[StagedLine]) -> None:
    entries = MemberListEntry.objects.of(edition.community)
    known = {
        entry.membership_no: entry
        for entry in entries.filter(membership_no__in=[line.membership_no for line in batch])
    }
    owners = owners_of(
        ((line, line.facts.get("alt_email", "")) for line in batch), edition.community
    )
    for line, candidates in zip(batch, owners, strict=True):
        entry = known.get(line.membership_no)
        line.verdict, line.reason = verdict_on(line.facts, entry, timezone.localdate())
        line.candidates = candidates
        if len(candidates) > 1:
            line.verdict = Verdict.AMBIGUOUS
            line.reason = "Address, name and number point to more than one account."
        elif candidates:
            line.membership_id = candidates[0]
        line.is_wanted = _is_wanted(line, entry)
    StagedLine.objects.bulk_update(batch, JUDGED)


def verdict_on(
    facts: dict[str, Any], entry: MemberListEntry | None, today: date
) -> tuple[str, str]:
    """How a row comes out against the line that has its number."""
    if entry is None:
        return Verdict.NEW, ""
    different = differences(entry, facts)
    if not different:
        return Verdict.UNCHANGED, ""
    if is_somebody_else(entry, facts):
        return Verdict.AMBIGUOUS, "This number is somebody else's on the list: nothing else agrees."
    after = MemberListEntry(status=facts["status"], paid_until=entry.paid_until)
    after.paid_until = values_of(facts).get("paid_until", entry.paid_until)
    loses_status = entry.status == "active" != after.status
    if loses_status or (entry.is_current(today) and not after.is_current(today)):
        return Verdict.LAPSED, ""
    said = (name.replace("_", " ") for name in different if name != "surname_key")
    return Verdict.CHANGED, f"Changed: {', '.join(said)}."[:200]


def _is_wanted(line: StagedLine, entry: MemberListEntry | None) -> bool:
    if line.verdict == Verdict.UNCHANGED:
        is_theirs = entry is not None and entry.membership_id == line.membership_id
        return line.membership_id is not None and not is_theirs
    return line.verdict in {Verdict.NEW, Verdict.CHANGED, Verdict.LAPSED}


def _question_doubles(edition: MemberListEdition, columns: list[str], what: str) -> None:
    """Of rows that are one person under several numbers the best counts; a person sees the rest."""
    rows = edition.lines.exclude(verdict__in=(Verdict.DUPLICATE, Verdict.PROBLEM))
    for double in list(rows.repeating(*columns)):
        double.pop("n")
        same = list(rows.filter(**double))
        best = max(same, key=_worth)
        for line in same:
            is_open = line.verdict in {Verdict.NEW, Verdict.CHANGED}
            if line is not best and is_open:
                _hold(line, f"Row {best.row} has {what} too, under another number.")
        StagedLine.objects.bulk_update(same, JUDGED)


def _worth(line: StagedLine) -> tuple[bool, bool, str, int]:
    facts = line.facts
    is_settled = line.verdict == Verdict.UNCHANGED
    return is_settled, facts.get("status") == "active", facts.get("paid_until") or "", -line.row


def _question_double_owners(edition: MemberListEdition) -> None:
    """Two open rows for one account: the better counts, a person sees the other."""
    rows = edition.lines.filter(membership__isnull=False)
    counted = rows.order_by().values("membership").annotate(n=Count("pk")).filter(n__gt=1)
    for owner in list(counted.values_list("membership", flat=True)):
        same = list(rows.filter(membership=owner))
        best = max(same, key=_worth)
        for line in same:
            if line is not best and line.verdict in {Verdict.NEW, Verdict.CHANGED}:
                _hold(line, f"Row {best.row} is of the same account, under another number.")
        StagedLine.objects.bulk_update(same, JUDGED)


def _hold(line: StagedLine, reason: str) -> None:
    line.verdict, line.reason, line.is_wanted = Verdict.AMBIGUOUS, reason, False


def _add_missing(edition: MemberListEdition) -> None:
    """Active lines that are not in the file lapse; a person decides where a row was unreadable."""
    staged = edition.lines.filter(membership_no=OuterRef("membership_no"))
    active = MemberListEntry.objects.of(edition.community).filter(status="active")
    unknown = edition.lines.filter(verdict=Verdict.PROBLEM, membership_no="").count()
    verdict = Verdict.AMBIGUOUS if unknown else Verdict.LAPSED
    reason = "Not in this file."
    if unknown:
        reason = "Not in this file; perhaps a row that could not be read."
    missing = iter(list(active.exclude(Exists(staged)).order_by("pk").values_list(*_SHOWN)))
    while batch := list(islice(missing, BATCH)):
        StagedLine.objects.bulk_create(
            StagedLine(
                community=edition.community,
                edition=edition,
                row=0,
                membership_no=number,
                facts={"surname": surname, "forenames": forenames},
                verdict=verdict,
                reason=reason,
                membership_id=membership,
                is_wanted=not unknown,
            )
            for number, surname, forenames, membership in batch
        )


_SHOWN = ("membership_no", "surname", "forenames", "membership")
