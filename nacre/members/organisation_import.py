"""What rows of the Organisation Data Service do to the organisations that we know.

Nothing is ever taken away by a file: a name that is no longer used becomes a former name, an
organisation that has closed stays, and what an operator entered (abbreviations, more former names)
is left alone. What a file does not say leaves what we know.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from nacre.members.importing import Changes, Importer, Row, RowProblem
from nacre.members.models import (
    DirectoryEntry,
    ImportRun,
    Organisation,
    OrganisationName,
    Succession,
)
from nacre.members.names import organisation_key, organisation_keys
from nacre.members.ods import LAYOUTS, code_of, day_of, ods_rows
from nacre.members.ods_names import display_name
from nacre.members.ods_places import postcode_of, region_of, town_of
from nacre.members.organisation_index import index_organisations

Kind = Organisation.Kind
Sort = OrganisationName.Sort
KINDS = {"etr": Kind.TRUST, "ets": Kind.HOSPITAL, "epraccur": Kind.PRACTICE,
         "eccg": Kind.COMMISSIONER}  # fmt: skip
CLOSED = "C"


def importer_of(kind: str) -> Importer:
    """What takes a file of a kind in."""
    return SuccessionImporter() if kind == "succ" else OrganisationImporter(kind)


def index_after_import() -> None:
    """Bring what is derived in step: words, kin, and the regions in the directory."""
    index_organisations()
    region = Organisation.objects.filter(pk=OuterRef("organisation")).values("region")
    moved = DirectoryEntry.objects.exclude(region=F("organisation__region"))
    moved.filter(organisation__isnull=False).update(region=Subquery(region))


class OrganisationImporter(Importer):
    """Trusts, sites, practices or commissioners: one row each."""

    def __init__(self, kind: str) -> None:
        self.layout, self.kind = LAYOUTS[kind], f"organisations:{kind}"
        self.sort = KINDS[kind]
        self.known: dict[str, Organisation] = {}
        self.succeeded: set[int] = set()

    def rows(self, path: Path) -> Iterator[Row]:
        """The rows of the file, once its layout is what it should be."""
        return ods_rows(path, self.layout.kind)

    def prepare(self, rows: list[Row]) -> None:
        """Look up the organisations of a batch and those above them."""
        codes = {row[column].upper() for row in rows for column in ("code", "parent")}
        found = Organisation.objects.filter(ods_code__in=codes - {""}).prefetch_related("names")
        self.known = {place.ods_code: place for place in found}
        self.succeeded = set(
            Succession.objects.filter(
                predecessor__in=found, effective_on__lte=timezone.localdate()
            ).values_list("predecessor_id", flat=True)
        )

    def apply(self, row: Row, changes: Changes) -> str:
        """Add the organisation, or bring it up to date."""
        code, name = code_of(row, "code"), display_name(row["name"])[:160]
        if not any(c.isalpha() for c in name):
            raise RowProblem("name", "is empty")
        facts = self._facts(row)
        place = self.known.get(code)
        if place is None:
            self.known[code] = self._add(changes, Organisation(ods_code=code, name=name, **facts))
            return "new"
        facts = self._worth_saying(place, facts)
        is_older = _is_former(place, name)
        if organisation_key(place.name) != organisation_key(name) and not is_older:
            rename(place, name, changes)
            facts["name"] = name
        is_changed = changes.update(place, **facts) if facts else False
        return "changed" if is_changed else "older name" if is_older else "same"

    def _facts(self, row: Row) -> dict[str, Any]:
        """What a row says, but for the name."""
        postcode = postcode_of(row["postcode"]) or row["postcode"].upper()[:8]
        office = row["office"] if len(row["office"]) == 1 else ""
        nation, region = region_of(row["grouping"].upper(), office.upper(), postcode)
        above = self.known.get(row["parent"].upper()) if self.sort == Kind.HOSPITAL else None
        return {
            "kind": self.sort,
            "town": town_of([row[f"address{line}"] for line in range(1, 6)]),
            "postcode": postcode,
            "nation": nation,
            "region": region,
            "opened_on": day_of(row, "opened"),
            "closed_on": self._closed_on(row),
            "parent": above,
        }

    def _closed_on(self, row: Row) -> date | None:
        closed = day_of(row, "closed")
        if closed is None and self.sort == Kind.PRACTICE and row["status"].upper() == CLOSED:
            known = self.known.get(row["code"].upper())
            return day_of(row, "left") or (known and known.closed_on) or timezone.localdate()
        return closed

    def _worth_saying(self, place: Organisation, facts: dict[str, Any]) -> dict[str, Any]:
        """Without what the row leaves empty; only a closing may be taken back, if nobody took over."""
        del facts["kind"]
        if facts["parent"] == place:
            del facts["parent"]
        if facts["closed_on"] is None and place.pk not in self.succeeded:
            return {k: v for k, v in facts.items() if v or k == "closed_on"}
        return {k: v for k, v in facts.items() if v}

    def _add(self, changes: Changes, place: Organisation) -> Organisation:
        changes.create(place)
        for key in organisation_keys(place.name):
            said = OrganisationName(organisation=place, name=place.name, key=key, sort=Sort.CURRENT)
            changes.create(said, later=True)
        return place

    def finish(self, run: ImportRun) -> None:
        """Say what is missing, and make it all findable."""
        if self.sort == Kind.HOSPITAL:
            loose = Organisation.objects.filter(kind=Kind.HOSPITAL, parent=None)
            if count := loose.count():
                run.notes = [
                    *run.notes,
                    f"{count:,} sites belong to no trust that we know. "
                    "Import etr, then this file again.",
                ]
        index_after_import()


def _is_former(place: Organisation, name: str) -> bool:
    """Whether a name is known as a former one: then the file is older than what we know."""
    key = organisation_key(name)
    return any(n.sort == Sort.FORMER and n.key == key for n in place.names.all())


def rename(place: Organisation, name: str, changes: Changes) -> None:
    """Give an organisation a new name; the one it had becomes a former name."""
    known = {n.key: n for n in place.names.all()}
    wanted = organisation_keys(name)
    for said in known.values():
        if said.sort == Sort.CURRENT and said.key not in wanted:
            changes.update(said, sort=Sort.FORMER)
    for key in wanted:
        if key in known:
            changes.update(known[key], name=name, sort=Sort.CURRENT)
        else:
            changes.create(
                OrganisationName(organisation=place, name=name, key=key, sort=Sort.CURRENT)
            )


class SuccessionImporter(Importer):
    """Who took over from whom. Codes that we do not know are counted and left out."""

    kind = "organisations:succ"

    def rows(self, path: Path) -> Iterator[Row]:
        """The rows of the file, once its layout is what it should be."""
        return ods_rows(path, "succ")

    def prepare(self, rows: list[Row]) -> None:
        """Look up the organisations of a batch."""
        codes = {row[column].upper() for row in rows for column in ("predecessor", "successor")}
        found = Organisation.objects.filter(ods_code__in=codes)
        self.known = {place.ods_code: place for place in found}
        pairs = Succession.objects.filter(predecessor__in=found, successor__in=found)
        self.pairs = {(pair.predecessor_id, pair.successor_id): pair for pair in pairs}

    def apply(self, row: Row, changes: Changes) -> str:
        """Note who took over; the predecessor closed that day, unless we know better."""
        codes = code_of(row, "predecessor"), code_of(row, "successor")
        if codes[0] == codes[1]:
            raise RowProblem("successor", "is the organisation itself")
        on, reason = day_of(row, "effective"), row["reason"][:10]
        before, after = (self.known.get(code) for code in codes)
        if before is None or after is None:
            return "unknown"
        pair = self.pairs.get((before.pk, after.pk))
        if pair is None:
            pair = Succession(predecessor=before, successor=after, reason=reason, effective_on=on)
            self.pairs[before.pk, after.pk] = changes.create(pair)
            outcome = "new"
        else:
            is_changed = changes.update(pair, reason=reason, effective_on=on)
            outcome = "changed" if is_changed else "same"
        if before.closed_on is None:
            changes.update(before, closed_on=on or timezone.localdate())
        return outcome

    def finish(self, run: ImportRun) -> None:
        """Make it findable."""
        index_after_import()
