"""What an editor decides at the desk: putting off, closing, withdrawing, placing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.audiences.models import Audience
from nacre.communities.models import Community
from nacre.confidentiality.forms import GuardedTextarea, GuardedTextField
from nacre.pages.models import SectionPage, Topic


class PutOffForm(forms.Form):
    """Until when a review is put off, and why the page is still right."""

    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = GuardedTextField(
        label=_("Why it is still right as it stands"),
        max_length=500,
        widget=GuardedTextarea(attrs={"rows": 4}),
    )


class CloseRecallForm(forms.Form):
    """What an editor did about a page whose paper was retracted."""

    done = GuardedTextField(
        label=_("What was done"),
        max_length=2000,
        widget=GuardedTextarea(attrs={"rows": 4}),
        help_text=_("Such as: corrected the text, withdrew the page, nothing to change and why."),
    )


class WithdrawForm(forms.Form):
    """Why a page is withdrawn, as readers will see it at its address."""

    words = GuardedTextField(
        label=_("Why it is withdrawn"),
        max_length=1000,
        widget=GuardedTextarea(attrs={"rows": 4}),
        help_text=_("In readers' words: what was wrong. It stands at the address for good."),
    )
    means = GuardedTextField(
        label=_("What it means for practice"),
        max_length=600,
        required=False,
        widget=GuardedTextarea(attrs={"rows": 3}),
        help_text=_("If anything: what to do instead, and where to look."),
    )


class PlaceForm(forms.Form):
    """Where an article goes in another community, for whom, about what, and with which words."""

    section = forms.ModelChoiceField(label=_("Section"), queryset=SectionPage.objects.none())
    audience = forms.ModelChoiceField(
        label=_("Who may open it there"), queryset=Audience.objects.none()
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics there"),
        queryset=Topic.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    introduction = GuardedTextField(
        label=_("Introduction for them"),
        max_length=500,
        required=False,
        widget=GuardedTextarea(attrs={"rows": 3}),
        help_text=_("Empty: as it stands at home."),
    )

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = {"section": SectionPage.objects.live(), "audience": Audience.objects.all()}
        rows["topics"] = Topic.objects.all()
        for name, found in rows.items():
            self.fields[name].queryset = found.filter(community=community)  # type: ignore[attr-defined]
