"""What somebody says who makes invite codes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.confidentiality.forms import GuardedCharField
from nacre.members.invite_codes import MOST
from nacre.members.models.invite import INVITED


class CodesForm(forms.Form):
    """What the codes are for, as what whoever uses one joins, and how many."""

    label = GuardedCharField(
        label=_("What they are for"),
        max_length=80,
        help_text=_("For example: Autumn meeting, table 4. Reports count who joined by it."),
    )
    tier = forms.ChoiceField(
        label=_("Whoever uses one asks to join as"),
        choices=INVITED,
    )
    number = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST, initial=20)
