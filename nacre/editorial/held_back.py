"""A file of a tool is fetched once its page was published with it, and not while a draft names it."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import ReferenceIndex

from nacre.editorial.models import DocumentVersion
from nacre.pages import gate
from nacre.pages.models import CommunityDocument


def is_draft(file: Model) -> bool:
    """Whether only the file field of a page names a document, and no current version is it."""
    if not isinstance(file, CommunityDocument):
        return False
    page_type = ContentType.objects.get_by_natural_key("wagtailcore", "page")
    named = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(file),
        to_object_id=str(file.pk),
        base_content_type=page_type,
    )
    places = set(named.values_list("model_path", flat=True))
    return places == {"document"} and not DocumentVersion.objects.current().of_file(file).exists()


gate.held_back.append(is_draft)
