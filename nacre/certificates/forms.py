"""What holders, editors and strangers may type about certificates."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from nacre.certificates.checking import LARGEST
from nacre.certificates.facts import LONGEST_LINE
from nacre.certificates.models import Certificate
from nacre.certificates.numbers import as_typed
from nacre.confidentiality.forms import GuardedTextField


class ChoiceForm(forms.Form):
    """What others see, and whether we write before the end."""

    shows_name = forms.ChoiceField(
        label=_("Whoever has the link sees"),
        choices=Certificate.Name.choices,
        widget=forms.RadioSelect,
    )
    shows_credits = forms.BooleanField(
        label=_("Show the time, the credits and the approval"), required=False
    )
    shows_score = forms.BooleanField(label=_("Show the score"), required=False)
    is_reminded = forms.BooleanField(
        label=_("Write to me 90, 30 and 7 days before it ends"), required=False
    )

    def __init__(self, *args: Any, certificate: Certificate, **how: Any) -> None:
        how["initial"] = {name: getattr(certificate, name) for name in self.base_fields}
        super().__init__(*args, **how)
        if certificate.expires_at is None:
            self.fields["is_reminded"].widget = forms.HiddenInput()
        if certificate.said.score is None:
            self.fields["shows_score"].widget = forms.HiddenInput()


class RevokeForm(forms.Form):
    """Why a certificate is taken back."""

    why = GuardedTextField(
        label=_("Why; the holder reads it, whoever checks the certificate does not"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReissueForm(RevokeForm):
    """What was wrong about the person, put right."""

    learner = forms.CharField(label=_("Name, as we verified it"), max_length=LONGEST_LINE)
    registration = forms.CharField(
        label=_("Registration number, only if the holder wants it on the certificate"),
        max_length=LONGEST_LINE,
        required=False,
    )
    field_order = ["learner", "registration", "why"]


class NumberForm(forms.Form):
    """A number and its code, as they stand on paper."""

    number = forms.CharField(label=_("Number"), max_length=60)
    code = forms.CharField(label=_("Check code beside it"), max_length=20)

    def clean_number(self) -> str:
        """As we write it."""
        return as_typed(self.cleaned_data["number"])

    def clean_code(self) -> str:
        """As we write it, with or without the dash."""
        code = as_typed(self.cleaned_data["code"]).replace("-", "")
        return f"{code[:4]}-{code[4:]}"


class BadgeForm(forms.Form):
    """A badge, as a file or pasted."""

    file = forms.FileField(label=_("The file of a badge: .jwt, .svg or .json"), required=False)
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        max_length=LARGEST,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        said = super().clean() or {}
        file: UploadedFile | None = said.get("file")
        if not file and not said.get("text") and not self.errors:
            raise forms.ValidationError(_("Choose a file, or paste the text of a badge."))
        if file and (file.size or 0) > LARGEST:
            self.add_error("file", _("This is larger than any badge of ours."))
        return said

    @property
    def given(self) -> bytes | str:
        """What is to be checked."""
        file = self.cleaned_data.get("file")
        return file.read() if file else self.cleaned_data["text"]
