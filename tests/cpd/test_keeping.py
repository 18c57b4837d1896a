"""The member's own hand: accept, edit, add, reflect, delete; and what is gone is gone."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from nacre.cpd import actions
from nacre.cpd.component import Cpd
from nacre.cpd.exporting import FORMS, TEMPLATES, export_of
from nacre.cpd.models import Entry, Record, Reflection, StruckOut
from nacre.insights.periods import Month
from nacre.members.refusals import Refused
from nacre.privacy.erasing import erase
from nacre.privacy.exporting import collect, write_zip
from tests.cpd.conftest import DAY, span

pytestmark = pytest.mark.django_db
NHS_NUMBER = "NHS number 943 476 5919"


def test_a_claim_above_what_was_measured_is_the_members_own_statement(proposed, nadia):
    entry = proposed(spans=[span(0, 20)])
    kept = actions.edit_entry(
        by=nadia.viewer, entry=entry, said={"claimed": 30, "occurred_on": date(2020, 1, 1)}
    )
    assert kept.is_own_statement
    assert (kept.measured, kept.claimed, kept.state) == (20, 30, "accepted")
    assert kept.occurred_on == DAY  # what we know of it is not for editing


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"claimed": 481}, "8 hours"),
        ({"claimed": 0}, "how long"),
        ({"claimed": 10, "participatory": 11}, "participatory"),
        ({"occurred_on": timezone.localdate() + timedelta(days=1)}, "still to come"),
        ({"occurred_on": date(2010, 1, 1)}, "seven years"),
        ({"ended_on": DAY - timedelta(days=1)}, "before the first"),
        ({"title": NHS_NUMBER}, "identify a patient"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(nadia, said, why):
    whole = {"title": "Study day", "occurred_on": DAY, "claimed": 60, "source": "event"}
    with pytest.raises(Refused, match=why):
        actions.add_entry(by=nadia.viewer, said=whole | said)
    assert not Entry.objects.exists()


def test_nobody_touches_the_ledger_of_another(history, nadia, amara, dora):
    account = Reflection.objects.get()
    for other in (amara, dora):
        assert not Entry.objects.visible_to(other.viewer).exists()
        assert actions.accept_entries(by=other.viewer, keys=[e.key for e in history]) == 0
        for act in (
            lambda who: actions.delete_entry(by=who, entry=history[0]),
            lambda who: actions.edit_entry(by=who, entry=history[0], said={"claimed": 1}),
            lambda who: actions.delete_reflection(by=who, reflection=account),
            lambda who: actions.delete_record(by=who, record=Record.objects.get()),
        ):
            with pytest.raises(Refused):
                act(other.viewer)
    assert Entry.objects.count() == 4


def test_a_reflection_with_a_patient_in_it_is_kept_nowhere(nadia, proposed):
    entry = proposed(minutes=30)
    with pytest.raises(Refused):
        actions.write_reflection(
            by=nadia.viewer, entry=entry, template="driscoll", answers={"what": NHS_NUMBER}
        )
    assert not Reflection.objects.exists()


def test_deleted_is_gone_from_totals_exports_and_the_copy(history, nadia):
    gone = next(entry for entry in history if entry.source == "event")
    actions.delete_entry(by=nadia.viewer, entry=gone)
    assert not Reflection.objects.exists()  # it was about the entry
    for template in TEMPLATES:
        for form in FORMS:
            made = export_of(nadia.membership, template=template, form=form).content
            assert b"Regional nurses" not in made
            assert b"about ascites" not in made
    assert b"Regional nurses" not in write_zip(collect(nadia.user))


def test_erasure_leaves_nothing_and_the_copy_has_all_before(history, nadia):
    copy = {part.label: part.rows for part in collect(nadia.user).parts}
    assert len(copy["Your CPD"]) == 4
    assert copy["Your reflections"][0]["answers"]["learnt"] == "Tap early."
    assert "source_key" not in copy["Your CPD"][0]
    erase(nadia.user, asked_by="member")
    assert not Entry.objects.exists()
    assert not Reflection.objects.exists()
    assert not Record.objects.exists()


def test_what_nobody_answered_goes_after_a_year_and_all_after_seven(history, proposed, nadia):
    waiting = proposed(key="old", minutes=30)
    Entry.objects.filter(pk=waiting.pk).update(changed_at=timezone.now() - timedelta(days=400))
    Entry.objects.filter(pk=history[0].pk).update(occurred_on=date(2015, 1, 1))
    Reflection.objects.update(written_on=date(2015, 1, 1))
    assert actions.forget_old() == 3
    assert actions.forget_old() == 0
    assert Entry.objects.count() == 3
    assert StruckOut.objects.count() == 2
    assert proposed(key="old", minutes=30) is None


def test_the_report_counts_minutes_once_and_members(history, nadia, amara, liver, ms):
    month = Month.of(timezone.now())
    assert Cpd().cpd_minutes(liver, month) == 45 + 75 + 300
    assert Cpd().cpd_members(liver, month) == 1
    assert Cpd().cpd_minutes(ms, month) == 0
    assert Cpd().cpd_members(liver, month.previous()) == 0
