"""Editors declare on a page of their own, confirm once a year, and are reminded."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from nacre.editorial.actions import confirm_interests, remind_of_interests, seat_editor
from nacre.editorial.models import ClinicalEditor, DeclarationOfInterest

PAGE = "/desk/interests/"
FORM = {
    "category": "consulting", "organisation": "Alderley Therapeutics", "description": "Advice",
    "period_from": "2025-03-01", "period_to": "", "is_personal": "yes", "worth": "500 to 5000",
}  # fmt: skip


@pytest.fixture
def seat(liver, erin):
    """Erin's seat, with “none” confirmed today."""
    return seat_editor(
        community=liver, said={"key": "shaw", "name": "Dr Erin Shaw"}, user=erin.user
    )


def test_an_editor_declares_ends_and_confirms_without_the_admin(at, erin, seat):
    browser = at("liver", erin)
    assert "No relevant interests." in browser.get(PAGE).text
    browser.post(PAGE, FORM)
    (declared,) = seat.declarations.all()
    assert declared.said == "Alderley Therapeutics: Advice (since 2025)"
    assert declared.worth == "500 to 5000"
    browser.post(f"{PAGE}{declared.pk}/end/")
    declared.refresh_from_db()
    assert declared.period_to == timezone.localdate()
    assert "Alderley Therapeutics" in ClinicalEditor.objects.get(pk=seat.pk).declared
    browser.post(f"{PAGE}confirm/", {"says": "complete"})
    told = browser.get(PAGE).text
    assert "Good until" in told
    assert "This is complete" in told


def test_none_is_a_statement_and_prints_none(seat, liver):
    assert seat.declared.startswith("No relevant interests. Confirmed ")
    empty = ClinicalEditor.objects.create(community=liver, slug="new", name="Dr New")
    assert empty.declared == "Declaration awaited."
    with pytest.raises(ValidationError, match="Declare an interest, or say that you have none"):
        confirm_interests(editor=empty)
    confirm_interests(editor=empty, says_none=True)
    confirm_interests(editor=ClinicalEditor.objects.get(pk=empty.pk), says_none=True)
    assert empty.declarations.count() == 1


def test_none_beside_an_interest_is_refused(seat, at, erin):
    at("liver", erin).post(PAGE, FORM)
    with pytest.raises(ValidationError, match="would not be true"):
        confirm_interests(editor=ClinicalEditor.objects.get(pk=seat.pk), says_none=True)
    assert not seat.declarations.filter(category="none").exists()


def test_looking_changes_nothing_and_nobody_else_looks(at, erin, amara, dora, faye, seat):
    before = ClinicalEditor.objects.get(pk=seat.pk).interests_confirmed_on
    at("liver", erin).get(PAGE)
    assert at("liver", erin).get(f"{PAGE}confirm/").status_code == 405
    assert ClinicalEditor.objects.get(pk=seat.pk).interests_confirmed_on == before
    for person in (amara, faye):
        assert at("liver", person).get(PAGE).status_code == 404
    assert at("ms", dora).get(PAGE).status_code == 404
    assert at("liver").get(PAGE).status_code == 404


def test_nobody_ends_the_interest_of_another(at, erin, seat, liver):
    other = ClinicalEditor.objects.create(community=liver, slug="other", name="Dr Other")
    declared = DeclarationOfInterest.objects.create(
        community=liver, editor=other, category="shares", organisation="Ipsen"
    )
    assert at("liver", erin).post(f"{PAGE}{declared.pk}/end/").status_code == 404


def test_a_patient_in_a_declaration_is_not_kept(at, erin, seat):
    at("liver", erin).post(PAGE, FORM | {"description": "for NHS number 943 476 5919"})
    assert not seat.declarations.exclude(category="none").exists()


def test_editors_are_reminded_once_a_fortnight(seat, mailoutbox, committed, capsys):
    today = timezone.localdate()
    ClinicalEditor.objects.update(interests_confirmed_on=today - timedelta(days=340))
    with committed():
        assert remind_of_interests() == 1
    assert remind_of_interests() == 0
    (letter,) = mailoutbox
    assert "/desk/interests/" in letter.body
    assert remind_of_interests(today + timedelta(days=15)) == 1
    call_command("remind_interests", "--json")
    assert json.loads(capsys.readouterr().out) == {"asked": 0}


def test_who_is_good_for_long_is_left_in_peace(seat):
    assert remind_of_interests() == 0
