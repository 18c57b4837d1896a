"""One more registration number, on one's own profile."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.members import professions
from nacre.members.professions import PROFESSIONS, REGULATORS
from nacre.members.registrations import Canonical, Problem, normalise, number_for


class RegistrationForm(forms.Form):
    """As what somebody is registered, and under which number."""

    registered_as = forms.ChoiceField(label=_("Registered as"))
    number = forms.CharField(
        label=_("Registration number"),
        max_length=40,
        help_text=_("As it stands on the register. We compare it; a moderator decides."),
    )
    fields: dict[str, Any]  # each of its own kind, which the mapping does not know

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claimed: Canonical | None = None
        self.fields["registered_as"].choices = [
            ("", _("Choose")),
            *(
                (code, label)
                for code, label in professions.choices()
                if PROFESSIONS[code].regulators
            ),
            *((code, r.name) for code, r in REGULATORS.items() if not r.is_statutory),
        ]

    @property
    def profession(self) -> str:
        """The profession chosen; none for a voluntary register."""
        chosen = self.cleaned_data["registered_as"]
        return chosen if chosen in PROFESSIONS else ""

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be a number of this profession, with help."""
        cleaned = super().clean() or {}
        chosen, typed = cleaned.get("registered_as"), cleaned.get("number")
        if not chosen or not typed:
            return cleaned
        found = number_for(chosen, typed) if chosen in PROFESSIONS else normalise(chosen, typed)
        if isinstance(found, Problem):
            self.add_error("number", found.sentence)
        else:
            self.claimed = found
        return cleaned
