"""The admin forms of pictures and documents: a name or a caption may not identify a patient."""

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from nacre.pages.models.guarded_form import GuardedAdminForm


class GuardedImageForm(GuardedAdminForm, BaseImageForm):
    """A picture's title and text alternative; the title begins as the name of its file."""


class GuardedDocumentForm(GuardedAdminForm, BaseDocumentForm):
    """A document's title, which begins as the name of its file."""
