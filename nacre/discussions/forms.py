"""What members and moderators may type in discussions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.confidentiality.forms import GuardedTextField, attested_fields
from nacre.discussions.models import LONGEST, Flag, ModerationDecision


class PostForm(forms.Form):
    """A post, or an answer to one."""

    text = GuardedTextField(
        label=_("Your post"),
        error_messages={"required": _("Write something first.")},
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def is_checked(self) -> bool:
        """Whether the writer ticked that nobody could recognise a patient."""
        return bool(attested_fields(self))


class FlagForm(forms.Form):
    """Why a post is brought to the moderators."""

    kind = forms.ChoiceField(
        label=_("What is wrong with it?"), choices=Flag.Kind.choices, widget=forms.RadioSelect
    )
    note = GuardedTextField(
        label=_("Anything the moderators should know"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DecisionForm(forms.Form):
    """What a moderator decides about a post, and why."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=ModerationDecision.Decision.choices,
        widget=forms.RadioSelect,
    )
    reason = GuardedTextField(
        label=_("Why; those concerned will read it"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
