"""The admin form of rows that belong to a community, and the view set around it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet

from nacre.communities.request import Request
from nacre.pages.cms import CommunityRowPolicy, row_models, rows_of
from nacre.pages.models.admin_form import keep_to
from nacre.pages.models.guarded_form import GuardedAdminForm


class CommunityRowForm(GuardedAdminForm, WagtailAdminModelForm):
    """Offers what belongs to the community of the desk; a new row belongs to it too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        community = getattr(self.for_user, "desk_community", None)
        if community is None:
            raise PermissionDenied(_("Open the desk at the address of a community."))
        keep_to(community, self.fields)
        if not self.instance.pk and hasattr(self.instance, "community_id"):
            self.instance.community = community

    def _get_validation_exclusions(self) -> set[str]:
        """Check what must be unique within the community although it is not a field."""
        return super()._get_validation_exclusions() - {"community"}


class CommunityRows(SnippetViewSet):
    """A list of rows at a community's desk, in its menu."""

    add_to_admin_menu = True
    copy_view_enabled = False
    fields: list[Any] = []
    form: type[WagtailAdminModelForm] = CommunityRowForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Before anything asks for the policy: Wagtail would make a plain one and keep it.
        register_permission_policy(type(self).model, CommunityRowPolicy(type(self).model))
        super().__init__(*args, **kwargs)

    def on_register(self) -> None:
        """Tell the gate which rows these views are about."""
        super().on_register()
        row_models[self.get_admin_url_namespace()] = self.model

    def get_edit_handler(self) -> Any:
        """The fields, in a form that knows the desk."""
        handler = ObjectList(self.fields, base_form_class=self.form)
        return handler.bind_to_model(self.model)

    def get_queryset(self, request: Request) -> QuerySet:
        """The rows of the community whose host this is."""
        if request.community is None:
            return self.model._default_manager.none()
        return rows_of(request.community, self.model)
