"""What people type when they join and about themselves."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.confidentiality.forms import GuardedTextarea, GuardedTextField
from nacre.members import professions, registrations
from nacre.members.actions.impersonating import SHORTEST_REASON
from nacre.members.models import Organisation
from nacre.members.names import as_typed, mixed_word, organisation_key, split_name
from nacre.members.organisation_search import organisations_suggested
from nacre.members.registrations import Problem

ELSEWHERE = "elsewhere"
MOST_CHOICES = 8


class OrganisationInput(forms.TextInput):
    """A line of text that a script turns into a type-ahead; without it, plain text is resolved."""

    template_name = "members/_organisation_input.html"


class AboutForm(forms.Form):
    """The first page of joining: who someone is."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=200,
        help_text=_("Your work address lets us check faster. We send a code there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = forms.CharField(
        label=_("Full name"),
        max_length=160,
        help_text=_("As colleagues know you, for example Dr Amina Farouk."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    profession = forms.ChoiceField(label=_("Profession"))
    code = forms.CharField(
        label=_("Invite code"),
        required=False,
        max_length=40,
        help_text=_("Three groups of four, as on the card you were given. Most people have none."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    without_code = forms.BooleanField(label=_("Go on without my invite code"), required=False)
    fields: dict[str, Any]  # each of its own kind, which the mapping does not know

    def __init__(
        self,
        *args: Any,
        read_code: Callable[[str], str],
        has_code: bool = False,
        is_known: bool = False,
        is_named: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.read_code = read_code
        del self.fields["code" if has_code else "without_code"]
        self.fields["profession"].choices = [("", _("Choose")), *professions.choices()]
        if is_known:  # who is signed in has told us already
            del self.fields["email"]
        if is_named:
            del self.fields["name"]

    def clean_email(self) -> str:
        """Addresses are compared without regard to case."""
        return self.cleaned_data["email"].lower()

    def clean_name(self) -> str:
        """A name has letters, of one alphabet a word, and leaves something to sort by."""
        name = plain_name(self.cleaned_data["name"])
        if not any(c.isalpha() for c in name) or not split_name(name)[2]:
            raise forms.ValidationError(_("Enter your name as colleagues know it."))
        return name

    def clean(self) -> dict[str, Any]:
        """A code as the hash that is kept of it; the code itself goes no further than this form."""
        said = super().clean() or {}
        code = said.pop("code", "" if said.pop("without_code", False) else None)
        if code is not None:
            try:
                said["invite"] = self.read_code(code)
            except forms.ValidationError as problem:
                self.add_error("code", problem)
        return said


def plain_name(text: str) -> str:
    """A name as it is kept; letters of two alphabets in one word are refused."""
    name = as_typed(text)
    if word := mixed_word(name):
        raise forms.ValidationError(
            _("“%(word)s” mixes letters of different alphabets that look alike. Type it again.")
            % {"word": word}
        )
    return name


class WorksSomewhere(forms.Form):
    """A form that asks for a hospital as text and settles which one is meant."""

    organisation = forms.CharField(
        label=_("Hospital, trust, practice or university"),
        max_length=200,
        help_text=_("Name, former name, abbreviation or ODS code."),
        widget=OrganisationInput(attrs={"autocomplete": "off"}),
    )
    fields: dict[str, Any]  # each of its own kind, which the mapping does not know

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place: Organisation | None = None
        self.candidates: list[Organisation] = []
        if self.is_bound:
            self._resolve(self.data.get(self.add_prefix("organisation"), ""))

    def _resolve(self, text: str) -> None:
        """Settle the text, or offer what it may mean as a choice."""
        self.place = named_exactly(text)
        if self.place or not text.strip():
            return
        self.candidates = organisations_suggested(text, MOST_CHOICES)
        choice = forms.ChoiceField(
            label=_("Which of these do you mean?"),
            required=False,
            choices=[
                *((o.ods_code, described_place(o)) for o in self.candidates),
                (ELSEWHERE, _("None of these")),
            ],
            widget=forms.RadioSelect,
        )
        names = list(self.fields)
        names.insert(names.index("organisation") + 1, "organisation_choice")
        self.fields["organisation_choice"] = choice
        self.order_fields(names)

    def clean(self) -> dict[str, Any]:
        """One organisation, or deliberately none."""
        cleaned = super().clean() or {}
        choice = cleaned.get("organisation_choice", "")
        if choice and choice != ELSEWHERE:
            self.place = next((o for o in self.candidates if o.ods_code == choice), None)
        elif not choice and self.place is None and cleaned.get("organisation"):
            self.add_error("organisation", _not_settled(self.candidates))
        return {**cleaned, "organisation": self.place}


def _not_settled(candidates: list[Organisation]) -> str:
    if candidates:
        return str(_("Several places go by that name. Choose yours below."))
    return str(
        _("We do not know a place of that name. Try its ODS code, or choose “None of these”.")
    )


def named_exactly(text: str) -> Organisation | None:
    """The one organisation that a code, a name or "Name (CODE)" means, if it is one alone."""
    code = text.rpartition("(")[2].rstrip(") ").strip() if text.rstrip().endswith(")") else text
    found = Organisation.objects.filter(ods_code__iexact=code.strip()).first()
    if found:
        return found
    key = organisation_key(text)
    named = list(Organisation.objects.called_exactly(key)[:2]) if key else []
    return named[0] if len(named) == 1 else None


def described_place(organisation: Organisation) -> str:
    """A place so that it is told from others of its name."""
    place = f", {organisation.town}" if organisation.town else ""
    return f"{organisation.name}{place} ({organisation.ods_code})"


class WorkForm(WorksSomewhere):
    """The second page of joining: what someone does, where, and under which number."""

    role = forms.ChoiceField(label=_("Role"), required=False)
    registration = forms.CharField(max_length=40)
    field_order = ["role", "organisation", "organisation_choice", "registration"]

    def __init__(self, *args: Any, profession: str, **kwargs: Any) -> None:
        self.profession = profession
        super().__init__(*args, **kwargs)
        self.claimed: registrations.Canonical | None = None
        roles = professions.roles_of(profession)
        if roles:
            self.fields["role"].choices = [("", _("Choose")), *roles]
            self.fields["role"].required = True
        else:
            del self.fields["role"]
        codes = professions.regulators_of(profession)
        if codes:
            body = professions.REGULATORS[codes[0]]
            field = self.fields["registration"]
            field.label, field.help_text = body.number_label, body.number_hint
        else:
            del self.fields["registration"]

    def clean_registration(self) -> str:
        """Refuse what cannot be a number of this profession, with help."""
        found = registrations.number_for(self.profession, self.cleaned_data["registration"])
        if isinstance(found, Problem):
            raise forms.ValidationError(found.sentence)
        self.claimed = found
        return found.number


class DeclineForm(forms.Form):
    """Why a moderator says no."""

    reason = GuardedTextField(
        label=_("Reason, which the person will read"),
        max_length=300,
        widget=GuardedTextarea(attrs={"rows": 2}),
    )


class ReferralForm(forms.Form):
    """Whom to invite, and why."""

    email = forms.EmailField(
        label=_("Colleague's e-mail address"),
        max_length=254,
        help_text=_("Their work address. We write once, remind once, and erase it after 28 days."),
    )
    note = GuardedTextField(
        label=_("A line from you"),
        max_length=500,
        required=False,
        help_text=_("They see your name, your hospital and this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ErasureForm(forms.Form):
    """The code from the letter, without which nothing is erased."""

    code = forms.CharField(
        label=_("Code from the letter"),
        max_length=12,
        help_text=_("Six digits; good for thirty minutes."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class ConsentForm(forms.Form):
    """What a member agrees to here."""

    fields: dict[str, Any]  # each of its own kind, which the mapping does not know
    purposes = forms.MultipleChoiceField(
        label=_("I agree to this"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, asked: list) -> None:
        given = [purpose.code for purpose, said in asked if said is not None and said.is_given]
        super().__init__(data, initial={"purposes": given})
        self.fields["purposes"].choices = [
            (purpose.code, purpose.question) for purpose, _said in asked
        ]


class TeamForm(forms.Form):
    """What a lead says of the team."""

    introduction = GuardedTextField(
        label=_("What the team does"),
        max_length=1500,
        required=False,
        help_text=_("Clinics, interests, what you are working on. No patients, please."),
        widget=GuardedTextarea(attrs={"rows": 6}),
    )
    contacts = GuardedTextField(
        label=_("How to reach the team"),
        max_length=500,
        required=False,
        help_text=_("Secretaries, nurse advice line, ward. Only members of this community see it."),
        widget=GuardedTextarea(attrs={"rows": 3}),
    )


class LeadForm(forms.Form):
    """Who of those at an organisation leads its team."""

    lead = forms.ChoiceField(label=_("Who leads the team"), required=False)
    fields: dict[str, Any]  # each of its own kind, which the mapping does not know

    def __init__(self, *args: Any, named: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].choices = [("", _("Nobody")), *named]


class ImpersonationForm(forms.Form):
    """Why an operator looks as a member."""

    reason = GuardedTextField(
        label=_("Why you look as them"),
        min_length=SHORTEST_REASON,
        max_length=300,
        help_text=_("A sentence. The member reads it, word for word."),
        widget=GuardedTextarea(attrs={"rows": 3}),
    )
