"""The admin forms of pictures and documents: a name or a caption may not identify a patient."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtail.models import ReferenceIndex

from nacre.pages.models.guarded_form import GuardedAdminForm


class GuardedImageForm(GuardedAdminForm, BaseImageForm):
    """A picture's title and text alternative; the title begins as the name of its file."""


class GuardedDocumentForm(GuardedAdminForm, BaseDocumentForm):
    """A document's title, which begins as the name of its file.

    What a page was signed off with is not exchanged behind its back.
    """

    def clean_file(self) -> Any:
        """The file; another one only while nothing uses the document."""
        is_new = "file" in self.changed_data and self.instance.pk
        if is_new and ReferenceIndex.get_references_to(self.instance).exists():
            raise ValidationError(
                _("Pages use this file. Add the new one as a document of its own and choose that.")
            )
        return self.cleaned_data["file"]
