"""What an editor may type on the page behind a letter, and an operator at the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.confidentiality.forms import GuardedCharField, GuardedTextarea, GuardedTextField
from nacre.editorial.actions import APPROVE, RETURN
from nacre.editorial.passages import Passage

SHORTEST_REASON = 20  # characters: a sentence


class PassageForm(forms.Form):
    """A comment on one passage."""

    passage = forms.TypedChoiceField(label=_("Passage"), coerce=int)
    comment = GuardedTextField(
        label=_("What should change?"), max_length=2000, widget=GuardedTextarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, passages: tuple[Passage, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passage"].choices = [(p.number, p.opening) for p in passages]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The code from the second letter, and a word about the whole."""

    code = forms.CharField(
        label=_("Six-digit code"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
    decision = forms.ChoiceField(
        choices=[(APPROVE, APPROVE), (RETURN, RETURN)], widget=forms.HiddenInput
    )
    note = GuardedTextField(
        label=_("A word about the whole"),
        max_length=2000,
        required=False,
        widget=GuardedTextarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (self.data.get("decision") or self.initial.get("decision")) != RETURN:
            del self.fields["note"]


class ReasonForm(forms.Form):
    """Why an operator publishes a page that nobody signed off."""

    reason = GuardedCharField(
        label=_("Reason"),
        min_length=SHORTEST_REASON,
        max_length=300,
        help_text=_("A sentence. It is kept in the log of sign-offs and cannot be changed."),
    )
