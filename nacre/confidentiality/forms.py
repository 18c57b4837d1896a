"""Form fields that keep patients out: refused in plain words, mended at one tap.

`class NoteForm(forms.Form): note = GuardedTextField(label=_("Note"), max_length=2000)` is all.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.confidentiality.scanning import BLOCK, CLEAN, WARN, Finding, Scan, repaired, scan

GUARDED = "confidentiality/guarded.html"
REPAIR = "repair"  # the button that replaces what was found; its value is the field's name
REFUSED = _(
    "Take out what could identify a patient: %(what)s. Nothing was kept. "
    "Edit the text, or let us replace it."
)
ASKED = _("Could this identify someone? %(what)s Edit the text, or tick that you have checked.")
STOPPED = _("Take out what could identify a patient: %(what)s. Nothing was kept.")
REPAIRED = _("We replaced what could identify a patient. Read the text, then send it again.")


class Guarded:
    """What both widgets add: the repair button, the question, and the script that helps."""

    control = ""
    outcome: Scan | None = None
    attrs: dict[str, Any]
    passing: Collection[str] = ()

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """What was typed; repaired, if that is the button that was pressed."""
        value = super().value_from_datadict(data, files, name)  # type: ignore[misc]
        self.attested = frozenset(str(data.get(f"{name}_checked") or "").split())
        self.is_repair = isinstance(value, str) and data.get(REPAIR) == name
        if self.is_repair:
            return repaired(value, scan(value, passing=self.passing).findings)
        return value

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The control, and below it what was found in it, if anything."""
        context = super().get_context(name, value, attrs)  # type: ignore[misc]
        found = self.outcome.findings if self.outcome else ()
        control = context["widget"]["attrs"]
        key = f"{control.get('id', f'id_{name}')}_found"
        if found:
            control["aria-describedby"] = f"{control.get('aria-describedby', '')} {key}".strip()
            control["aria-invalid"] = "true"
        context["guard"] = {
            "key": key,
            "field": name,
            "passing": " ".join(sorted(self.passing)),
            "pieces": pieces_of(value or "", found),
            "reasons": list(dict.fromkeys(f.message for f in found)),
            "asks": bool(found) and self.outcome is not None and self.outcome.decision != BLOCK,
            "answer": " ".join(sorted({f.detector for f in found})),
            "control": self.control,
        }
        return context


class GuardedInput(Guarded, forms.TextInput):
    """One line of text that the guard reads."""

    template_name = GUARDED
    control = "django/forms/widgets/text.html"


class GuardedTextarea(Guarded, forms.Textarea):
    """Several lines of text that the guard reads."""

    template_name = GUARDED
    control = "django/forms/widgets/textarea.html"


class GuardedCharField(forms.CharField):
    """One line that may not identify a patient. `passing` names detectors that may be there."""

    widget: Any = GuardedInput

    def __init__(self, *, passing: Collection[str] = (), widget: Any = None, **kwargs: Any) -> None:
        if widget is not None and not isinstance(widget, Guarded):
            widget = self.widget(attrs=getattr(widget, "attrs", None))
        super().__init__(widget=widget, **kwargs)
        self.widget.passing = frozenset(passing)

    def clean(self, value: Any) -> Any:
        """The text, if it may pass; otherwise why not, without a word of it."""
        self.widget.outcome = None
        said = super().clean(value)
        if self.widget.is_repair:
            raise forms.ValidationError(REPAIRED, code="identifier_repaired")
        found = scan(str(value or ""), passing=self.widget.passing)
        if found.decision == BLOCK:
            self._refuse(found, REFUSED, "identifier_blocked")
        named = {f.detector for f in found.findings}
        if found.decision != CLEAN and not named <= self.widget.attested:
            self._refuse(found, ASKED, "identifier_warned")
        self.was_attested = found.decision != CLEAN
        return said

    def _refuse(self, found: Scan, sentence: Any, code: str) -> None:
        self.widget.outcome = found
        what = described(found, code == "identifier_warned")
        raise forms.ValidationError(sentence, code=code, params={"what": what})


class GuardedTextField(GuardedCharField):
    """Several lines that may not identify a patient."""

    widget: Any = GuardedTextarea


def why_not(text: str, *, is_checked: bool = False) -> str:
    """Why a text goes no further, in words for its writer; "" where it may pass.

    For actions, so that the guard holds for whatever way a text came. What was stopped is named by
    its sort alone; what only might identify somebody passes once its writer has checked.
    """
    found = scan(text)
    if found.decision == BLOCK:
        return str(STOPPED % {"what": described(found, False)})
    if found.decision == WARN and not is_checked:
        return str(ASKED % {"what": described(found, True)})
    return ""


def described(found: Scan, is_question: bool) -> str:
    """What was found, in words: names of sorts, or whole sentences if it is a question."""
    if is_question:
        return " ".join(dict.fromkeys(f.message for f in found.findings))
    names = dict.fromkeys(NAMES.get(f.detector, _("an identifying detail")) for f in found.findings)
    return ", ".join(str(name) for name in names)


def attested_fields(form: forms.BaseForm) -> list[str]:
    """The fields whose author ticked that nobody could recognise the patient."""
    return [name for name, field in form.fields.items() if getattr(field, "was_attested", False)]


def pieces_of(text: str, findings: Collection[Finding]) -> list[dict[str, Any]]:
    """A person's own text cut where something was found, to be marked on the page."""
    pieces, done = [], 0
    for finding in findings:
        pieces.append({"text": text[done : finding.start], "is_found": False})
        pieces.append({"text": text[finding.start : finding.end], "is_found": True})
        done = finding.end
    return [*pieces, {"text": text[done:], "is_found": False}] if pieces else []


NAMES = {
    "nhs_number": _("an NHS number"),
    "nhs_number_mistyped": _("an NHS number"),
    "hc_ni": _("a health and care number"),
    "chi": _("a CHI number"),
    "ihi_ie": _("an Irish health identifier"),
    "hospital_no": _("a hospital number"),
    "record_id": _("the key of a record"),
    "nino": _("a National Insurance number"),
    "ssn": _("a social security number"),
    "dob": _("a date of birth"),
    "full_date_event": _("a full date"),
    "postcode_full": _("a postcode"),
    "phone": _("a telephone number"),
    "email": _("an e-mail address"),
    "address": _("an address"),
    "age_90plus": _("a great age"),
    "rare_combo": _("details that together describe one person"),
    "name_patient": _("a patient's name"),
    "name_labelled": _("a patient's name"),
    "name_title": _("a patient's name"),
    "name_subject": _("a patient's name"),
    "name_numbered": _("a patient's name"),
    "name_given": _("a patient's name"),
    "name_cued": _("a patient's name"),
    "name_first": _("a patient's name"),
    "name_typed": _("a patient's name"),
    "name_any": _("a patient's name"),
    "name_relative": _("a relative's name"),
    "passport": _("a passport number"),
    "driving_licence": _("a driving licence number"),
}
