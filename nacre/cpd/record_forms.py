"""The form of each further record; every text is guarded, and colleagues' names may stand in two."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.confidentiality.forms import NAMES, GuardedCharField, GuardedTextarea, GuardedTextField
from nacre.cpd.forms import DAY, GuardedForm
from nacre.cpd.record_sorts import LABELS, SCOPES, SETTINGS, SORTS

NAMING = tuple(name for name in NAMES if name.startswith("name_"))
OF_PEERS = (*NAMING, "email", "phone")
OF_PLACES = (*NAMING, "postcode_full", "address", "phone")


def _lines(label: str, **more: Any) -> GuardedTextField:
    return GuardedTextField(
        label=label, max_length=4000, widget=GuardedTextarea(attrs={"rows": 3}), **more
    )


def _one_of(label: str, words: tuple[str, ...]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[(word, word) for word in words])


class RecordForm(GuardedForm):
    """What all records have: a day."""

    happened_on = forms.DateField(label=_("Day"), widget=DAY)
    sort = ""

    def facts(self) -> dict[str, Any]:
        """What is kept, by the names of the form."""
        data = self.cleaned_data
        return {name: _kept(data.get(name)) for name in SORTS[self.sort] if data.get(name)}


def _kept(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


class FeedbackForm(RecordForm):
    """Feedback about one's practice; never with a patient's details."""

    sort = "feedback"
    source = GuardedCharField(
        label=LABELS["source"],
        max_length=200,
        help_text=_("Such as: a colleague, a student, a patient survey – nobody by name"),
    )
    kind = _one_of(LABELS["kind"], ("Spoken", "Written", "Survey", "Report or audit", "Other"))
    content = _lines(LABELS["content"])
    used = _lines(LABELS["used"], required=False)


class PracticeForm(RecordForm):
    """Hours of practice at one place."""

    sort = "practice"
    until = forms.DateField(label=LABELS["until"], widget=DAY, required=False)
    organisation = GuardedCharField(label=LABELS["organisation"], max_length=300, passing=OF_PLACES)
    setting = _one_of(LABELS["setting"], SETTINGS)
    scope = _one_of(LABELS["scope"], SCOPES)
    hours = forms.FloatField(label=LABELS["hours"], min_value=0.25, max_value=9000)
    registration = _one_of(
        LABELS["registration"], ("Nurse", "Midwife", "Nursing associate", "Other")
    )
    description = _lines(LABELS["description"], required=False)

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        said = super().clean() or {}
        first, last = said.get("happened_on"), said.get("until")
        if first and last and last < first:
            self.add_error("until", _("This is before the first day."))
        return said


class PartnerForm(RecordForm):
    """The reflective discussion with another registrant."""

    sort = "partner"
    name = GuardedCharField(label=LABELS["name"], max_length=120, passing=OF_PEERS)
    pin = GuardedCharField(label=LABELS["pin"], max_length=12, passing=OF_PEERS, required=False)
    email = forms.EmailField(label=LABELS["email"], required=False)
    accounts = forms.IntegerField(label=LABELS["accounts"], min_value=1, max_value=20)
    summary = _lines(LABELS["summary"], required=False)


RECORD_FORMS: dict[str, type[RecordForm]] = {
    one.sort: one for one in (FeedbackForm, PracticeForm, PartnerForm)
}
