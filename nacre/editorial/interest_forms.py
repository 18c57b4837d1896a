"""What an editor may type about interests, guarded like every text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.confidentiality.forms import GuardedCharField
from nacre.editorial.models import DeclarationOfInterest
from nacre.pages.models import Topic

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
INTERESTS = [c for c in DeclarationOfInterest.Category.choices if c[0] != "none"]


class InterestForm(forms.ModelForm):
    """One interest: of which kind, in which company, since and until when, for whom."""

    category = forms.ChoiceField(label=_("What kind of interest"), choices=INTERESTS)
    organisation = GuardedCharField(label=_("Company or organisation"), max_length=160)
    description = GuardedCharField(label=_("What for"), max_length=300, required=False)
    period_from = forms.DateField(label=_("From"), widget=DAY)
    period_to = forms.DateField(
        label=_("Until"), widget=DAY, required=False, help_text=_("Leave it empty if it goes on")
    )
    is_personal = forms.TypedChoiceField(
        label=_("Who has it"),
        choices=[("yes", _("I have it myself")), ("no", _("My institution has it"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )

    class Meta:
        model = DeclarationOfInterest
        fields = (
            "category", "organisation", "description", "period_from", "period_to", "is_personal",
            "worth", "topics",
        )  # fmt: skip
        widgets = {"topics": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, community: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics: Any = self.fields["topics"]
        topics.queryset = Topic.objects.of(community)
        self.fields["worth"].required = True
        if not topics.queryset.exists():
            del self.fields["topics"]
