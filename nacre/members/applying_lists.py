"""Applies an edition of a body's member list: lines, whose they are, and the tier that follows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils import timezone

from nacre.members.importing import Changes, Importer, Row
from nacre.members.member_list import values_of
from nacre.members.models import (
    AdmissionRule,
    ImportRun,
    MemberListEdition,
    MemberListEntry,
    Membership,
    StagedLine,
)

Tier = Membership.Tier
# Tiers that the body's list decides; staff and sponsors' observers are not its business.
OPEN_TIERS = {Tier.FULL, Tier.LEARNING_ZONE_ONLY, Tier.GUEST}
BATCH = 500


class ApplyMemberList(Importer):
    """Takes in the staged lines that change something, and journals each change."""

    kind = "member_list"

    def __init__(self, edition: MemberListEdition) -> None:
        self.edition = edition
        self.rules = list(AdmissionRule.objects.of(edition.community))
        self.lines: dict[int, StagedLine] = {}
        self.entries: dict[str, MemberListEntry] = {}
        self.memberships: dict[int, Membership] = {}

    def rows(self, path: Path) -> Iterator[Row]:
        """The lines that change something, by primary key, so that a killed run finds its place."""
        last = 0
        wanted = self.edition.lines.filter(is_wanted=True).order_by("pk")
        while batch := list(wanted.filter(pk__gt=last).values_list("pk", "row")[:BATCH]):
            last = batch[-1][0]
            yield from (Row(row, {"pk": str(pk)}) for pk, row in batch)

    def prepare(self, rows: list[Row]) -> None:
        """The lines of a batch, what the list says now, and the members they are of."""
        community = self.edition.community
        self.lines = self.edition.lines.in_bulk([int(row["pk"]) for row in rows])
        numbers = [line.membership_no for line in self.lines.values()]
        entries = MemberListEntry.objects.of(community).filter(membership_no__in=numbers)
        self.entries = {entry.membership_no: entry for entry in entries}
        owners = {line.membership_id for line in self.lines.values()}
        owners |= {entry.membership_id for entry in entries}
        self.memberships = Membership.objects.of(community).in_bulk(owners - {None})

    def apply(self, row: Row, changes: Changes) -> str:
        """Write one line, and give its member the tier that follows."""
        line = self.lines[int(row["pk"])]
        entry = self.entries.get(line.membership_no)
        is_decided = line.verdict == StagedLine.Verdict.AMBIGUOUS  # a person said whose line it is
        owner = {"membership_id": line.membership_id} if line.membership_id or is_decided else {}
        if entry is None:
            entry = MemberListEntry(
                community=self.edition.community,
                membership_no=line.membership_no,
                **values_of(line.facts),
                **owner,
            )
            changes.create(entry, later=entry.membership_id is None)
        elif line.row == 0:
            changes.update(entry, status=MemberListEntry.Status.LAPSED)
        else:
            changes.update(entry, **values_of(line.facts), **owner)
        if membership := self.memberships.get(entry.membership_id or 0):
            settle_tier(membership, self.rules, changes)
        return line.verdict

    def finish(self, run: ImportRun) -> None:
        """What a person must look at stays staged, the rest is forgotten."""
        self.edition.lines.exclude(verdict=StagedLine.Verdict.AMBIGUOUS).delete()
        self.edition.applying = run
        self.edition.save(update_fields=["applying"])


def settle_tier(membership: Membership, rules: list[AdmissionRule], changes: Any) -> bool:
    """Give a member the tier that their line of the list brings; answers whether it changed.

    A lapse takes a full member back to guest: what they wrote stays, what is the body's own closes.
    """
    if not membership.is_active or membership.tier not in OPEN_TIERS:
        return False
    today = timezone.localdate()
    current = [e for e in membership.list_entries.all() if e.is_current(today)]
    tier = tier_on_list(membership, current[0], rules) if current else _lapsed(membership.tier)
    return bool(changes.update(membership, tier=tier))


def _lapsed(tier: str) -> str:
    return Tier.GUEST if tier == Tier.FULL else tier


def tier_on_list(membership: Any, entry: MemberListEntry, rules: list[AdmissionRule]) -> str:
    """The tier of someone on the body's list: the first rule about them, else full."""
    facts = {
        "on_list": True,
        "category": entry.category,
        "profession": membership.profession,
        "role": membership.role,
    }
    return next((rule.tier for rule in rules if rule.fits(facts)), Tier.FULL)


def members_of_run(run: ImportRun) -> set[int]:
    """The memberships that a run touched, through their lines or in themselves."""
    changes = run.changes.values_list("label", "object_pk")
    own = {int(pk) for label, pk in changes if label == "members.membership"}
    lines = [int(pk) for label, pk in changes if label == "members.memberlistentry"]
    found = set()
    for start in range(0, len(lines), BATCH):
        entries = MemberListEntry.objects.filter(pk__in=lines[start : start + BATCH])
        found |= set(entries.exclude(membership=None).values_list("membership", flat=True))
    return own | found
