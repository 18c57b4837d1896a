"""Guarded fields: a patient is refused in plain words, mended at one tap, and kept nowhere."""

from django import forms
from django.utils.datastructures import MultiValueDict

from nacre.confidentiality.forms import GuardedCharField, GuardedTextField, attested_fields

BLOCKED = "Her NHS number is 943 476 5919, what would you do?"
DOUBTFUL = "Ring her on 07911 123456 about it"


class NoteForm(forms.Form):
    """A form as any component writes it."""

    title = GuardedCharField(max_length=80, required=False)
    note = GuardedTextField(max_length=2000, passing=["email"])


def note(**said) -> NoteForm:
    return NoteForm(MultiValueDict({name: [value] for name, value in said.items()}))


def test_a_clean_text_passes():
    form = note(note="Which dose of rifaximin? Write to jo@example.org")
    assert form.is_valid()
    assert attested_fields(form) == []


def test_an_identifier_is_refused_and_said_in_plain_words_without_the_value():
    form = note(note=BLOCKED)
    assert not form.is_valid()
    (error,) = form.errors["note"]
    assert "an NHS number" in error
    assert "5919" not in error
    assert "note" not in form.cleaned_data


def test_the_refusal_is_tied_to_the_box_and_marks_the_place():
    form = note(note=BLOCKED)
    form.is_valid()
    page = str(form["note"])
    assert 'id_note_found"' in page.split("aria-describedby=")[1].split(">", maxsplit=1)[0]
    assert '<div class="guard stack" id="id_note_found">' in page
    assert "<mark>943 476 5919</mark>" in page


def test_one_tap_repairs_the_text_and_shows_it_again_before_it_is_sent():
    form = note(note=BLOCKED, repair="note")
    assert not form.is_valid()
    page = str(form["note"])
    assert "Her [NHS number removed], what would you do?" not in page
    assert "Her NHS number is [NHS number removed], what would you do?" in page
    assert "5919" not in page + str(form.errors)
    assert note(note="Her NHS number is [NHS number removed], what would you do?").is_valid()


def test_a_doubt_asks_and_a_tick_is_the_answer():
    form = note(note=DOUBTFUL)
    assert not form.is_valid()
    assert 'name="note_checked" value="phone"' in str(form["note"])
    sure = note(note=DOUBTFUL, note_checked="phone")
    assert sure.is_valid()
    assert attested_fields(sure) == ["note"]


def test_a_tick_covers_only_what_was_asked_about():
    assert not note(note=f"{DOUBTFUL}, 94-year-old", note_checked="phone").is_valid()


def test_no_tick_lets_an_identifier_pass():
    assert not note(note=BLOCKED, note_checked="nhs_number").is_valid()


def test_what_is_typed_cannot_become_markup():
    form = note(note=f"<script>alert(1)</script> {BLOCKED}")
    form.is_valid()
    assert "<script>" not in str(form["note"])


def test_a_plain_text_area_becomes_a_guarded_one():
    field = GuardedTextField(widget=forms.Textarea(attrs={"rows": 3}))
    assert field.widget.attrs["rows"] == 3
