"""Who may fetch a picture or a document: whoever may open a page that uses it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from wagtail.models import ReferenceIndex

from nacre.pages.models import BasePage

if TYPE_CHECKING:
    from nacre.members.viewer import Viewer


# Floors above say of a file that a draft names it and no page was published with it yet.
held_back: list[Callable[[Model], bool]] = []


def pages_using(file: Model) -> list[int]:
    """The ids of the pages whose published or draft content names a file."""
    content_type = ContentType.objects.get_for_model(file)
    page_type = ContentType.objects.get_by_natural_key("wagtailcore", "page")
    references = ReferenceIndex.objects.filter(
        to_content_type=content_type, to_object_id=str(file.pk), base_content_type=page_type
    )
    return [int(pk) for pk in references.values_list("object_id", flat=True).distinct()]


def may_fetch(viewer: "Viewer", file: Model) -> bool:
    """Whether a viewer may fetch a file in the community they are in. Closed unless used."""
    if not viewer.is_editor and any(holds_back(file) for holds_back in held_back):
        return False
    using = pages_using(file)
    shown = Q(pk__in=using) | Q(source__in=using)  # there, or with the text of one of them
    return BasePage.objects.visible_to(viewer).filter(shown).exists()
