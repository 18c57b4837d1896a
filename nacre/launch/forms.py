"""What a body that would like a community tells the operator."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import Enquiry
from nacre.confidentiality.forms import (
    GuardedCharField,
    GuardedInput,
    GuardedTextarea,
    GuardedTextField,
)

OF_SENDERS = ("email", "phone", "postcode_full", "address")  # theirs, not a patient's


class EnquiryForm(forms.ModelForm):
    """Five fields for people, and one that only a machine fills in."""

    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    name = GuardedCharField(
        label=_("Your name"),
        max_length=120,
        passing=(*OF_SENDERS, "name_title"),
        widget=GuardedInput(attrs={"autocomplete": "name"}),
    )
    organisation = GuardedCharField(
        label=_("Professional body, charity or company"),
        max_length=160,
        passing=OF_SENDERS,
        widget=GuardedInput(attrs={"autocomplete": "organization"}),
    )
    therapy_area = GuardedCharField(
        label=_("Therapy area"),
        max_length=120,
        help_text=_("For example respiratory medicine, or one disease."),
    )
    message = GuardedTextField(
        label=_("What would you like members to be able to do?"),
        help_text=_("A few lines are enough. Optional."),
        required=False,
        passing=OF_SENDERS,
        widget=GuardedTextarea(attrs={"rows": 5, "maxlength": 4000}),
    )

    class Meta:
        model = Enquiry
        fields = ["name", "organisation", "email", "therapy_area", "message"]
        labels = {"email": _("E-mail address")}
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "email"})}

    @property
    def is_by_machine(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.data.get("website"))

    def clean_message(self) -> str:
        """A message, not a book."""
        return self.cleaned_data["message"][:4000]
