"""What those who keep the body's list may send."""

from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

LARGEST = 20 * 1024 * 1024


class UploadForm(forms.Form):
    """A new edition of the list."""

    file = forms.FileField(
        label=_("The member list, as CSV"),
        help_text=_("With a header. Nothing changes before you have seen the difference."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> Any:
        """A list of text, and not too large for a form."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("This file is larger than %(size)s. Ask us to import it for you."),
                params={"size": filesizeformat(LARGEST)},
            )
        return file
