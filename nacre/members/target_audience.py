"""Takes in the list of those whom a community means to reach: units × roles, counts alone."""

from collections.abc import Iterator
from pathlib import Path

from nacre.members.csv_files import Row, RowProblem, csv_table
from nacre.members.importing import Changes, Importer
from nacre.members.models import ImportRun, Organisation, TargetGroup
from nacre.members.names import fold
from nacre.members.professions import PROFESSIONS

REQUIRED = ("organisation_code", "expected")
OPTIONAL = ("profession", "role", "region")
ALIASES = {
    "ods_code": "organisation_code",
    "organisation": "organisation_code",
    "code": "organisation_code",
    "number_expected": "expected",
    "number": "expected",
}
ROLES = {role for profession in PROFESSIONS.values() for role in profession.roles}
MOST = 100_000  # people in one group
Key = tuple[int | None, str, str, str]


class ImportTargets(Importer):
    """A new file replaces the last one; undone, the last one is back."""

    kind = "target_audience"

    def __init__(self) -> None:
        self.kept: dict[Key, int] = {}  # and the row that names it
        self.places: dict[str, Organisation] = {}
        self.known: dict[Key, TargetGroup] = {}

    def rows(self, path: Path) -> Iterator[Row]:
        """The rows of the file."""
        table = csv_table(path, required=REQUIRED, known=OPTIONAL, fold=True, aliases=ALIASES)
        return table.rows

    def skip(self, row: Row) -> None:
        """What a killed attempt has taken in stays too."""
        self.prepare([row])
        try:
            self.kept[self._key(row)] = row.number
        except RowProblem:
            return

    def prepare(self, rows: list[Row]) -> None:
        """The organisations that a batch names, and their groups."""
        codes = {row["organisation_code"].upper() for row in rows}
        self.places = {o.ods_code: o for o in Organisation.objects.filter(ods_code__in=codes)}
        groups = TargetGroup.objects.of(self.community)
        self.known = {
            (g.organisation_id, g.profession, g.role, g.region): g
            for g in groups.filter(organisation__in=self.places.values())
            | groups.filter(organisation=None)
        }

    def apply(self, row: Row, changes: Changes) -> str:
        """One group."""
        key, expected = self._key(row), _number(row["expected"])
        if self.kept.setdefault(key, row.number) != row.number:
            raise RowProblem("", "names a group that stands in the file already")
        if group := self.known.get(key):
            return "changed" if changes.update(group, expected=expected) else "same"
        place, profession, role, region = key
        group = TargetGroup(
            community=self.community,
            organisation_id=place,
            profession=profession,
            role=role,
            region=region,
            expected=expected,
        )
        self.known[key] = changes.create(group)
        return "new"

    def finish(self, run: ImportRun) -> None:
        """Groups that the file no longer names go; not where a row could not be read."""
        if run.problem_count:
            run.notes = ["Rows could not be read, so no group was taken away."]
            return
        gone = 0
        for group in TargetGroup.objects.of(self.community).iterator(chunk_size=500):
            key = (group.organisation_id, group.profession, group.role, group.region)
            if key not in self.kept:
                self.changes.delete(group)
                gone += 1
        run.counts = run.counts | ({"gone": gone} if gone else {})

    def _key(self, row: Row) -> Key:
        code = row["organisation_code"].upper()
        if code and code not in self.places:
            raise RowProblem("organisation_code", "is no organisation that we know")
        if not code and not row["region"]:
            raise RowProblem("organisation_code", "is empty, and there is no region")
        role, profession = (_code(row[column]) for column in ("role", "profession"))
        if role and role not in ROLES:
            raise RowProblem("role", "is no role that we know")
        if profession and profession not in PROFESSIONS:
            raise RowProblem("profession", "is no profession that we know")
        if not role and not profession:
            raise RowProblem("role", "is empty, and so is profession")
        if len(row["region"]) > 40:
            raise RowProblem("region", "is longer than 40 characters")
        place = self.places[code].pk if code else None
        return place, profession, role, row["region"]


def _code(cell: str) -> str:
    return fold(cell).replace(" ", "_")


def _number(cell: str) -> int:
    if not cell.isascii() or not cell.isdigit() or len(cell) > 6 or int(cell) > MOST:
        raise RowProblem("expected", f"is not a whole number up to {MOST:,}")
    return int(cell)
