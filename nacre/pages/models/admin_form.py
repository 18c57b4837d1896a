"""The form of a page in the admin: it offers only what belongs to the page's community."""

from typing import Any

from django.forms import ModelChoiceField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import CollectionMember

from nacre.communities.models import Community
from nacre.pages.models.embargo_field import put_in_zone
from nacre.pages.models.files import library_of
from nacre.pages.models.guarded_form import GuardedAdminForm


def keep_to(community: Community, fields: dict[str, Any]) -> None:
    """Limit every choice of rows to the community: what is offered and what is accepted."""
    for field in fields.values():
        if not isinstance(field, ModelChoiceField) or field.queryset is None:
            continue
        model = field.queryset.model
        names = {f.name for f in model._meta.get_fields()}
        if "community" in names:
            field.queryset = field.queryset.filter(community=community)
        elif "shelves" in names:
            field.queryset = field.queryset.filter(shelves=community)
        elif issubclass(model, CollectionMember):
            library = library_of(community)
            field.queryset = field.queryset.filter(collection__path__startswith=library.path)


class CommunityPageForm(GuardedAdminForm, WagtailAdminPageForm):
    """A form that knows which community its page is or will be in, and keeps patients out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        community = self.instance.community_below(self.parent_page)
        if community is not None:
            keep_to(community, self.fields)
        put_in_zone(self)
