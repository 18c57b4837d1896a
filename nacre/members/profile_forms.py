"""The sections of a member's own profile: each a form of its own, with who sees what beside it."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.confidentiality.forms import GuardedCharField, GuardedTextarea, GuardedTextField
from nacre.members import grades, orcid, photograph, professions
from nacre.members.forms import (
    OrganisationInput,
    WorksSomewhere,
    described_place,
    named_exactly,
    plain_name,
)
from nacre.members.interests import Interest
from nacre.members.models import Membership, Organisation, Profile
from nacre.members.visibility import PART_LABELS, PARTS, Level, level_of

MOST_WORDS = 6
OWN_DETAILS = ("email", "phone", "postcode_full", "address")  # of members, who may give theirs


class LevelField(forms.ChoiceField):
    """Who sees a part. There is always an answer; what is not sent stays as it was."""

    def clean(self, value: Any) -> Any:
        """The level, or nothing."""
        return super().clean(value) if value else ""


class SectionForm(forms.Form):
    """A part of one's own profile. `parts` get a choice of who sees them."""

    parts: tuple[str, ...] = ()
    fields: dict[str, Any]  # each of its own kind, which the mapping does not know

    def __init__(
        self, *args: Any, membership: Membership, interests: dict[str, Interest], **kwargs: Any
    ) -> None:
        self.membership, self.profile = membership, Profile.of(membership)
        self.offered = interests
        kwargs.setdefault("initial", self.said())
        super().__init__(*args, **kwargs)
        for part in self.parts:
            self.fields[f"see_{part}"] = LevelField(
                label=_("Who sees it: %(part)s") % {"part": str(PART_LABELS[part]).lower()}
                if len(self.parts) > 1
                else _("Who sees it"),
                choices=Level.choices,
                initial=level_of(membership, part),
            )
        if self.field_order:
            self.order_fields(self.field_order)

    def said(self) -> dict[str, Any]:
        """What the member said before."""
        rows = (self.membership.user, self.membership, self.profile)
        return {
            name: next(getattr(row, name) for row in rows if hasattr(row, name))
            for name in self.base_fields
            if any(hasattr(row, name) for row in rows)
        }

    def changes(self) -> dict[str, Any]:
        """What to change: the fields of the profile, and who sees its parts."""
        levels = {part: self.cleaned_data.get(f"see_{part}") for part in self.parts}
        said = {name: v for name, v in self.cleaned_data.items() if not name.startswith("see_")}
        said["visibility"] = {part: level for part, level in levels.items() if level}
        return said


class WordsField(GuardedCharField):
    """A few words or phrases, separated by commas."""

    def prepare_value(self, value: Any) -> Any:
        """Words as one line."""
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # several words, not one
        """The line as words, each once."""
        text = super().to_python(value) or ""
        words = [" ".join(word.split())[:60] for word in re.split(r"[,;\n]", text)]
        return list(dict.fromkeys(word for word in words if word))[:MOST_WORDS]

    def validate(self, value: Any) -> None:
        """Required is the only rule; the number is cut."""
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"])


class PhotographForm(SectionForm):
    """One's photograph."""

    parts = ("photograph",)
    picture = forms.FileField(
        label=_("Photograph"),
        required=False,
        help_text=_(
            "JPEG, PNG or WebP, up to 20 megabytes. We cut it square and keep nothing else "
            "that is in the file, such as where it was taken."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    def said(self) -> dict[str, Any]:
        """A picture is not shown in its own field."""
        return {}

    def clean_picture(self) -> Any:
        """The upright square, or the reason why not."""
        upload = self.cleaned_data["picture"]
        if not upload:
            return None
        try:
            return photograph.square_of(upload)
        except photograph.PhotographRefusedError as refused:
            raise forms.ValidationError(str(refused)) from refused


class NameForm(SectionForm):
    """One's name, which colleagues always see."""

    title = forms.CharField(label=_("Title"), max_length=20, required=False)
    given_name = forms.CharField(label=_("Given name"), max_length=80, required=False)
    family_name = forms.CharField(label=_("Family name"), max_length=80)

    def clean_given_name(self) -> str:
        """Letters of one alphabet a word."""
        return plain_name(self.cleaned_data["given_name"])

    def clean_family_name(self) -> str:
        """Letters of one alphabet a word."""
        return plain_name(self.cleaned_data["family_name"])


class WorkplaceForm(WorksSomewhere, SectionForm):
    """What someone does and where."""

    parts = ("post", "grade", "organisation")
    role = forms.ChoiceField(label=_("Role"), required=False)
    post = GuardedCharField(
        label=_("Job title"),
        max_length=120,
        required=False,
        help_text=_("In your own words, for example Lead nurse, viral hepatitis."),
    )
    grade = forms.ChoiceField(label=_("Grade"), required=False)
    second_organisation = forms.CharField(
        label=_("Second site"),
        max_length=200,
        required=False,
        help_text=_("If you work in two places. Name or ODS code."),
        widget=OrganisationInput(attrs={"autocomplete": "off"}),
    )
    field_order = [
        "role", "post", "see_post", "grade", "see_grade", "organisation", "organisation_choice",
        "second_organisation", "see_organisation",
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].required = False
        profession = self.membership.profession
        self._offer("role", professions.roles_of(profession))
        self._offer("grade", grades.grades_of(profession))
        if "grade" not in self.fields:
            self.fields.pop("see_grade", None)
        self.order_fields(self.field_order)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """The choices of a profession, or no question where it has none."""
        if choices:
            self.fields[name].choices = [("", _("Choose")), *choices]
        else:
            del self.fields[name]

    def said(self) -> dict[str, Any]:
        """Organisations as they are told apart."""
        second = self.profile.second_organisation
        place = self.membership.organisation
        return {
            "role": self.membership.role,
            "post": self.membership.post,
            "grade": self.membership.grade,
            "organisation": described_place(place) if place else "",
            "second_organisation": described_place(second) if second else "",
        }

    def clean_second_organisation(self) -> Organisation | None:
        """One organisation that we know, or none."""
        text = self.cleaned_data["second_organisation"]
        if not text.strip():
            return None
        found = named_exactly(text)
        if found is None:
            raise forms.ValidationError(
                _("Several places, or none that we know, go by that name. Use its ODS code.")
            )
        return found

    def clean(self) -> dict[str, Any]:
        """Without the question about the place, which is settled by now."""
        cleaned = super().clean()
        cleaned.pop("organisation_choice", None)
        return cleaned


class PracticeForm(SectionForm):
    """What someone knows about, and is glad to be asked."""

    parts = ("specialty", "interests", "help")
    specialty = GuardedCharField(
        label=_("Specialty"),
        max_length=80,
        required=False,
        help_text=_("For example Gastroenterology."),
    )
    subspecialties = WordsField(
        label=_("Subspecialties"),
        max_length=400,
        required=False,
        help_text=_("Separate them by commas, six at the most."),
    )
    interests = forms.MultipleChoiceField(
        label=_("Interests"), required=False, widget=forms.CheckboxSelectMultiple
    )
    can_help_with = GuardedCharField(
        label=_("I can help with"),
        max_length=200,
        required=False,
        help_text=_("For example: setting up a nurse-led clinic. No patients, please."),
    )
    languages = WordsField(
        label=_("Languages"),
        max_length=300,
        required=False,
        help_text=_("Those in which you can talk with colleagues, separated by commas."),
    )
    field_order = [
        "specialty", "subspecialties", "see_specialty", "interests", "see_interests",
        "can_help_with", "languages", "see_help",
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(i.slug, i.label) for i in self.offered.values()]
        self.fields["interests"].choices = offered
        if not offered:
            del self.fields["interests"], self.fields["see_interests"]


class AboutYouForm(SectionForm):
    """One's own words about oneself."""

    parts = ("biography",)
    biography = GuardedTextField(
        label=_("About you"),
        max_length=2000,
        required=False,
        help_text=_("What you do and what colleagues may ask you about. No patients, please."),
        widget=GuardedTextarea(attrs={"rows": 8}),
        passing=OWN_DETAILS,
    )


class ContactForm(SectionForm):
    """How colleagues reach somebody at work."""

    parts = ("work_email", "work_telephone")
    work_email = forms.EmailField(
        label=_("Work e-mail address"),
        required=False,
        help_text=_("It may differ from the one you sign in with, which nobody sees."),
    )
    work_telephone = forms.CharField(
        label=_("Work telephone"),
        max_length=40,
        required=False,
        help_text=_("With extension or bleep, never a private number."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "work tel"}),
    )
    field_order = ["work_email", "see_work_email", "work_telephone", "see_work_telephone"]

    def clean_work_telephone(self) -> str:
        """Digits and what stands between them; "ext" and "bleep" with a number."""
        text = " ".join(self.cleaned_data["work_telephone"].split())
        if text and not re.fullmatch(
            r"(?i)[\d+() .\-]{4,24}(,? ?(ext|x|bleep)\.? ?\d{1,6})?", text
        ):
            raise forms.ValidationError(
                _("Enter a telephone number, for example 0117 496 0123 ext 24.")
            )
        return text


class ResearchForm(SectionForm):
    """One's ORCID iD."""

    parts = ("orcid",)
    orcid = forms.CharField(
        label=_("ORCID iD"),
        max_length=60,
        required=False,
        help_text=_("For example 0000-0002-1825-0097, or its address. It lets you show papers."),
    )

    def clean_orcid(self) -> str:
        """The iD in its one form, or what is wrong with it."""
        text = self.cleaned_data["orcid"].strip()
        try:
            return orcid.canonical(text) if text else ""
        except orcid.NotAnOrcidError as problem:
            raise forms.ValidationError(str(problem)) from problem


class VisibilityForm(SectionForm):
    """Who sees what, all on one page."""

    parts = tuple(PARTS)
    is_public = forms.BooleanField(
        label=_("Let visitors open my profile"),
        required=False,
        help_text=_("They see your name, your profession and what is open to everyone below."),
    )
    field_order = ["is_public", *(f"see_{part}" for part in PARTS)]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in self.parts:
            self.fields[f"see_{part}"].label = PART_LABELS[part]
