"""What editors may send about packages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.scorm import limits
from nacre.scorm.models import Package


class UploadForm(forms.Form):
    """A package."""

    file = forms.FileField(
        label=_("The package, a .zip"),
        help_text=_("SCORM 1.2 or SCORM 2004, as the authoring tool publishes it."),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=200,
        help_text=_("If it should be called otherwise than in the package."),
    )

    def clean_file(self) -> Any:
        """Not larger than what is taken in."""
        file = self.cleaned_data["file"]
        if file.size > limits.ARCHIVE_BYTES:
            raise forms.ValidationError(
                _("This file is larger than %(size)s MB. Place films on a page instead."),
                params={"size": limits.ARCHIVE_BYTES // limits.MB},
            )
        return file


class TitleForm(forms.ModelForm):
    """Another title."""

    class Meta:
        model = Package
        fields = ["title"]
