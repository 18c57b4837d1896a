"""An import keeps its place, reports by row, and can be taken back."""

import pytest

from nacre.members.importing import (
    Importer,
    ImportRefused,
    RowProblem,
    csv_rows,
    forget_old_journals,
    run_import,
    undo_import,
)
from nacre.members.models import ImportChange, ImportRun, Organisation, OrganisationName

pytestmark = pytest.mark.django_db


class Places(Importer):
    """Organisations by code and name: enough to try everything."""

    kind = "organisations:test"

    def rows(self, path):
        return csv_rows(path, required=["code", "name"])

    def prepare(self, rows):
        codes = [row["code"] for row in rows]
        self.known = {o.ods_code: o for o in Organisation.objects.filter(ods_code__in=codes)}

    def apply(self, row, changes):
        if row["name"] == "Stop":
            raise KeyboardInterrupt
        place = self.known.get(row["code"])
        if place:
            return "changed" if changes.update(place, name=row["name"]) else "same"
        place = Organisation(ods_code=row["code"], name=row["name"], kind="trust")
        changes.create(place)
        if row["name"] == "Late":
            raise RowProblem("name", "is late")
        return "new"


@pytest.fixture
def places(tmp_path):
    """A file of places."""

    def write(*lines):
        path = tmp_path / "places.csv"
        path.write_text("\n".join(["code,name", *lines]) + "\n")
        return path

    return write


def many(number):
    return [f"R{n:04d},Place {n}" for n in range(number)]


def test_a_second_run_changes_nothing(places):
    path = places(*many(1203))
    seen = []
    first = run_import(Places(), path, progress=lambda done, lines: seen.append((done, lines)))
    assert (first.counts, first.state, first.position) == ({"new": 1203}, "done", 1203)
    assert seen == [(500, 1204), (1000, 1204), (1203, 1204)]
    again = run_import(Places(), path)
    assert again.counts == {"same": 1203}
    assert not again.changes.exists()


def test_a_bad_row_is_reported_and_the_others_go_in(places):
    path = places("R1,One", f"R2,{'x' * 161}", "R3", "R4,Late", "R5,Five", "R1,One again")
    run = run_import(Places(), path)
    assert [str(p) for p in run.problems.all()] == [
        "row 3: name: is longer than 160 characters",
        "row 4: has 1 cells where the header has 2",
        "row 5: name: is late",
        "row 7: contradicts what is already there; it was not taken in",
    ]
    assert set(Organisation.objects.values_list("ods_code", flat=True)) == {"R1", "R5"}
    assert run.counts == {"new": 2, "problem": 4}
    assert run.changes.count() == 2


def test_a_header_that_is_wrong_leaves_no_trace(tmp_path):
    path = tmp_path / "places.csv"
    path.write_text("kode,name\n1,2\n")
    with pytest.raises(ImportRefused, match="“code”"):
        run_import(Places(), path)
    with pytest.raises(ImportRefused, match="no file"):
        run_import(Places(), tmp_path / "none.csv")
    assert not ImportRun.objects.exists()


def test_a_dry_run_reports_and_keeps_nothing(places):
    run = run_import(Places(), places("R1,One", "R2"), dry_run=True)
    assert (run.counts, run.state) == ({"new": 1, "problem": 1}, "dry_run")
    assert run.problems.get().row == 3
    assert not Organisation.objects.exists()
    assert not ImportChange.objects.exists()


def test_an_interrupted_run_goes_on_where_it_stood(places):
    path = places(*many(700), "R9999,Stop", *many(5))
    with pytest.raises(KeyboardInterrupt):
        run_import(Places(), path)
    assert ImportRun.objects.get().position == 500

    class Patient(Places):
        passed = 0

        def skip(self, row):
            self.passed += 1

        def apply(self, row, changes):
            return "same" if row["name"] == "Stop" else super().apply(row, changes)

    patient = Patient()
    run = run_import(patient, path)
    assert (run.position, run.state, patient.passed) == (706, "done", 500)
    assert ImportRun.objects.count() == 1
    assert Organisation.objects.count() == 700


def test_two_processes_do_not_do_the_same_run(places):
    with pytest.raises(ImportRefused, match="Another process"):
        run_import(
            Places(),
            places(*many(501)),
            progress=lambda done, lines: ImportRun.objects.update(position=501),
        )


def test_a_run_is_taken_back_whole(places):
    before = Organisation.objects.create(ods_code="R0001", name="Old", kind="trust")
    run = run_import(Places(), places(*many(600)))
    undo_import(run)
    assert list(Organisation.objects.values_list("ods_code", "name")) == [("R0001", "Old")]
    before.refresh_from_db()
    run.refresh_from_db()
    assert run.state == "undone"
    with pytest.raises(ImportRefused, match="nothing to undo"):
        undo_import(run)


def test_a_run_is_not_taken_back_over_a_later_change(places):
    run = run_import(Places(), places("R1,One", "R2,Two"))
    Organisation.objects.filter(ods_code="R2").update(name="Mended by hand")
    with pytest.raises(ImportRefused, match="Mended by hand"):
        undo_import(run)
    assert Organisation.objects.count() == 2
    assert ImportRun.objects.get().state == "done"


def test_a_run_is_not_taken_back_from_under_others(places):
    run = run_import(Places(), places("R1,One"))
    place = Organisation.objects.get()
    OrganisationName.objects.create(organisation=place, name="I", key="i", sort="current")
    with pytest.raises(ImportRefused, match="in use"):
        undo_import(run)


def test_what_was_deleted_comes_back(places):
    class Closing(Places):
        def finish(self, run):
            for place in Organisation.objects.exclude(ods_code__startswith="R"):
                self.changes.delete(place)
            run.notes = ["One is gone."]

        def apply(self, row, changes):
            place = Organisation(ods_code=row["code"], name=row["name"], kind="trust")
            changes.create(place, later=True)
            return "new"

    gone = Organisation.objects.create(ods_code="X1", name="Gone", kind="trust", town="Hull")
    run = run_import(Closing(), places(*many(3)))
    assert Organisation.objects.count() == 3
    assert run.as_dict()["notes"] == ["One is gone."]
    undo_import(run)
    assert Organisation.objects.get() == gone
    assert Organisation.objects.get().town == "Hull"


def test_an_old_journal_is_forgotten_and_the_run_stays(places):
    run = run_import(Places(), places("R1,One"))
    assert forget_old_journals(run.finished_at) == 0
    run.refresh_from_db()
    assert forget_old_journals(run.finished_at.replace(year=2099)) == 1
    assert not ImportChange.objects.exists()
    with pytest.raises(ImportRefused, match="too old"):
        undo_import(ImportRun.objects.get())
