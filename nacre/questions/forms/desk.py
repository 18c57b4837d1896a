"""Banks, files, filters and suspending."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.confidentiality.forms import GuardedCharField
from nacre.questions.kinds import CHOICES


class BankForm(forms.Form):
    """A bank's name, and what it is for."""

    name = forms.CharField(label=_("Name"), max_length=120)
    note = forms.CharField(
        label=_("What it is for"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class UploadForm(forms.Form):
    """A file of questions."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("GIFT or Moodle XML, up to 5 MB. You see what is in it before any is kept."),
        widget=forms.ClearableFileInput(attrs={"accept": ".gift,.txt,.xml"}),
    )


class FilterForm(forms.Form):
    """Which questions of a bank are listed."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *CHOICES]
    )
    state = forms.ChoiceField(
        label=_("In use"),
        required=False,
        choices=[("", _("All")), ("usable", _("In use")), ("suspended", _("Suspended"))],
    )


class SuspendForm(forms.Form):
    """Why a question is taken out of use."""

    why = GuardedCharField(label=_("Why"), max_length=300)
