"""What a member may type about an entry, a reflection, their plan and an export."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.confidentiality.forms import (
    GuardedCharField,
    GuardedTextarea,
    GuardedTextField,
    attested_fields,
)
from nacre.cpd.exporting import TEMPLATES
from nacre.cpd.methods import PARTICIPATORY
from nacre.cpd.models import Entry, Plan, Reflection
from nacre.cpd.prompts import TEMPLATES as REFLECTIONS
from nacre.cpd.schemes import CATEGORIES, DOMAINS, SCHEMES, THEMES

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
SORTS = ("event", "teaching", "course", "reading", "discussing", "reviewing", "own")
SHARE = [
    ("none", _("None of it")),
    ("all", _("All of it")),
    ("half", _("About half")),
]


class GuardedForm(forms.Form):
    """A form whose free text may identify no patient."""

    @property
    def is_checked(self) -> bool:
        """Whether the writer ticked that nobody could be recognised."""
        return bool(attested_fields(self))


class Number(forms.IntegerField):
    """A whole number; left empty it is none."""

    def clean(self, value: Any) -> Any:
        """The number, 0 for nothing."""
        return super().clean(value or 0)


class DurationForm(GuardedForm):
    """How long something took, as hours and minutes."""

    hours = Number(label=_("Hours"), min_value=0, max_value=248)
    minutes = Number(label=_("Minutes"), min_value=0, max_value=59)

    def clean(self) -> dict[str, Any]:
        """Both together are the time that is claimed."""
        said = super().clean() or {}
        claimed = (said.get("hours") or 0) * 60 + (said.get("minutes") or 0)
        if not claimed and not {"hours", "minutes"} & set(self.errors):
            self.add_error("minutes", _("Say how long it took."))
        return said | {"claimed": claimed}


class OwnEntryForm(DurationForm):
    """Something that happened elsewhere; four answers and it stands."""

    title = GuardedCharField(label=_("What was it?"), max_length=300)
    source = forms.ChoiceField(
        label=_("Kind"), choices=[(s.value, s.label) for s in map(Entry.Source, SORTS)]
    )
    occurred_on = forms.DateField(label=_("Day"), widget=DAY, initial=timezone.localdate)
    share = forms.ChoiceField(
        label=_("How much of it was participatory?"),
        help_text=PARTICIPATORY,
        choices=SHARE,
        initial="none",
        widget=forms.RadioSelect,
    )
    provider = GuardedCharField(label=_("Who ran it?"), max_length=200, required=False)

    field_order = ["title", "source", "occurred_on", "hours", "minutes", "share", "provider"]

    def said(self) -> dict[str, Any]:
        """For the action."""
        data = self.cleaned_data
        claimed = data["claimed"]
        parts = {"none": 0, "half": claimed // 2, "all": claimed}
        return {
            "title": data["title"],
            "source": data["source"],
            "occurred_on": data["occurred_on"],
            "provider": data["provider"],
            "claimed": claimed,
            "participatory": parts[data["share"]],
            "category": {"event": "external", "teaching": "internal"}.get(
                data["source"], "personal"
            ),
            "method": str(Entry.Source(data["source"]).label),
        }


class EntryForm(DurationForm):
    """All that a member may say of an entry."""

    title = GuardedCharField(label=_("What was it?"), max_length=300)
    source = forms.ChoiceField(
        label=_("Kind"), choices=[(s.value, s.label) for s in map(Entry.Source, SORTS)]
    )
    provider = GuardedCharField(label=_("Who ran it?"), max_length=200, required=False)
    occurred_on = forms.DateField(label=_("Day"), widget=DAY)
    ended_on = forms.DateField(
        label=_("Last day"), widget=DAY, required=False, help_text=_("If it took several")
    )
    participatory = forms.IntegerField(
        label=_("Participatory minutes"), help_text=PARTICIPATORY, min_value=0, required=False
    )
    method = GuardedCharField(label=_("Method"), max_length=120, required=False)
    category = forms.ChoiceField(label=_("Category"), choices=CATEGORIES)
    is_clinical = forms.BooleanField(label=_("Clinical"), required=False)
    themes = forms.MultipleChoiceField(
        label=_("Part of the NMC Code"),
        choices=THEMES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    domain = forms.ChoiceField(
        label=_("Domain of Good medical practice"),
        choices=[("", _("None named")), *DOMAINS],
        required=False,
    )

    field_order = [
        "title", "source", "provider", "occurred_on", "ended_on", "hours", "minutes",
        "participatory", "method", "category", "is_clinical", "themes", "domain",
    ]  # fmt: skip
    OF_NURSES = ("themes",)
    OF_DOCTORS = ("category", "is_clinical", "domain")

    def __init__(self, data: Any = None, *, entry: Entry, plan: Plan) -> None:
        initial = {name: getattr(entry, name, None) for name in self.base_fields}
        initial |= dict(zip(("hours", "minutes"), divmod(entry.claimed, 60), strict=True))
        super().__init__(data, initial=initial)
        if entry.source_key is not None:  # what we know of it stays as it was
            for name in ("source", "provider", "occurred_on", "ended_on"):
                del self.fields[name]
        for code, names in (("nmc", self.OF_NURSES), ("rcp", self.OF_DOCTORS)):
            if code not in plan.schemes:
                for name in names:
                    del self.fields[name]

    def said(self) -> dict[str, Any]:
        """For the action."""
        data = dict(self.cleaned_data)
        data["participatory"] = data.get("participatory") or 0
        return {name: value for name, value in data.items() if name not in {"hours", "minutes"}}


class ReflectionForm(GuardedForm):
    """The questions of one kind of reflection, each a short field."""

    title = GuardedCharField(label=_("About"), max_length=200, required=False)

    def __init__(
        self,
        *args: Any,
        template: str,
        is_alone: bool,
        reflection: Reflection | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.template = REFLECTIONS[template]
        if not is_alone:
            del self.fields["title"]
        elif reflection:
            self.fields["title"].initial = reflection.title
        for prompt in self.template.prompts:
            self.fields[prompt.code] = GuardedTextField(
                label=prompt.label,
                help_text=prompt.hint,
                required=prompt.is_needed,
                max_length=4000,
                initial=reflection.answers.get(prompt.code, "") if reflection else "",
                widget=GuardedTextarea(attrs={"rows": 2}),
            )
        if self.template.has_themes:
            self.fields["themes"] = forms.MultipleChoiceField(
                label=_("Part of the Code"),
                choices=THEMES,
                required=False,
                initial=reflection.themes if reflection else [],
                widget=forms.CheckboxSelectMultiple,
            )

    def said(self) -> dict[str, Any]:
        """For the action."""
        data = self.cleaned_data
        return {
            "template": self.template.code,
            "title": data.get("title", ""),
            "themes": data.get("themes", []),
            "answers": {p.code: data.get(p.code, "") for p in self.template.prompts},
            "is_checked": self.is_checked,
        }


class PlanForm(forms.Form):
    """What the ledger is kept for, and whether we propose."""

    schemes = forms.MultipleChoiceField(
        label=_("I keep it for"),
        choices=[(one.code, one.name) for one in SCHEMES.values()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one at least; “A year of learning” fits anybody.")},
    )
    renewal_on = forms.DateField(
        label=_("My next renewal"),
        help_text=_("The day on which your registration runs out, for NMC, GPhC and HCPC"),
        widget=DAY,
        required=False,
    )
    is_proposing = forms.BooleanField(
        label=_("Propose entries from what I read and do here"),
        help_text=_(
            "Nobody but you sees them. Without this, only what you write yourself is here."
        ),
        required=False,
    )


class ExportForm(forms.Form):
    """Which form, which file, which days."""

    template = forms.ChoiceField(label=_("Form"), choices=list(TEMPLATES.items()))
    form = forms.ChoiceField(
        label=_("File"),
        choices=[
            ("pdf", _("PDF, to print or send")),
            ("csv", _("CSV, for a spreadsheet")),
            ("json", _("JSON, for another system")),
        ],
        widget=forms.RadioSelect,
        initial="pdf",
    )
    since = forms.DateField(label=_("From"), widget=DAY, required=False)
    until = forms.DateField(label=_("To"), widget=DAY, required=False)

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        said = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if since and until and until < since:
            self.add_error("until", _("This is before the first day."))
        if until and until > timezone.localdate() + timedelta(days=366 * 5):
            self.add_error("until", _("This is years ahead."))
        return said
