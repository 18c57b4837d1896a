"""The walls of the admin: on a community's host an editor meets that community and no other.

Wagtail's admin was made for one newsroom. Its permissions keep other trees' pages closed, yet
choosers, filters, reports and lists of workflows still say what they are called. So an editor is
let into a list of views that are known to be quiet, only with the ids of things that belong to the
community, and with no other rights than those that lie in it. Operators see everything.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    TaskState,
)
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.collections import CollectionPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from nacre.communities.models import Community
from nacre.communities.request import Request
from nacre.pages.models import CommunityDocument, CommunityImage, library_of

Handler = Callable[[Request], HttpResponse]
OPEN_TO_ALL = {"wagtailadmin_logout", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}
OWN_SIGN_IN = {"wagtailadmin_login"}
QUIET = OPEN_TO_ALL | {
    "wagtailadmin_home",
    "wagtailadmin_account",
    "wagtailadmin_dismissibles",
    "wagtailadmin_block_preview",
    "wagtailadmin_api:pages:listing",
    "wagtailadmin_api:pages:detail",
    "wagtailadmin_explore_root",
    "wagtailadmin_explore",
    "wagtailadmin_explore_results",
    "wagtail_bulk_action",
}
QUIET_SPACES = re.compile(
    r"(wagtailadmin_pages:(?!type_use|usage|choose_parent|set_privacy|convert_alias)\w+"
    r"|wagtailadmin_choose_page\w*"
    r"|wagtailadmin_editing_sessions:\w+"
    r"|wagtaildocs:\w+|wagtailimages:(?!url_generator)\w+"
    r"|sign_offs:\w+"
    r"|member_chooser:(choose|choose_results|chosen|chosen_multiple)"
    r"|recalls:\w+"
    r"|interviews:\w+"
    r"|wagtaildocs_chooser:\w+|wagtailimages_chooser:\w+"
    r"|wagtailsnippets_\w+:(list|list_results|add|edit|delete|history|history_results))"
)
PAGE_IDS = {"page_id", "parent_page_id", "page_to_move_id", "destination_id"}
FILE_IDS: dict[str, type[Model]] = {
    "image_id": CommunityImage,
    "document_id": CommunityDocument,
    "doc_id": CommunityDocument,
}
OTHER_IDS: dict[str, type[Model]] = {**FILE_IDS, "task_id": Task, "task_state_id": TaskState}
STEP_PAGES = {  # how a step of a sign-off leads to the pages that are signed off by it
    Task: "workflow_tasks__workflow__workflow_pages",
    TaskState: "workflow_state__workflow__workflow_pages",
}
ASKED_IDS = ("id", "childOf", "parent_page_id", "target_pages[]", "new_parent_page")
# Models edited as snippets, by the namespace of their views; wagtail_hooks.py fills it.
row_models: dict[str, type[Model]] = {}


class cms_gate:  # noqa: N801 - used like the function middlewares beside it
    """Keep editors within their community; decide once the view is known."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: Request, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Let through, send to the sign-in, or refuse with a sentence."""
        if not request.path.startswith("/cms/"):
            return None
        match, user = request.resolver_match, cast(Any, request.user)
        name = (match and match.view_name) or ""
        if name in OWN_SIGN_IN:
            return redirect(settings.LOGIN_URL)
        if name in OPEN_TO_ALL or not request.viewer.is_authenticated:
            return None
        user.desk_community = request.community
        if not user.is_superuser:
            _let_in(request, name, kwargs)
        return None


def _let_in(request: Request, name: str, kwargs: dict[str, Any]) -> None:
    community = request.community
    if community is None or not request.viewer.is_editor:
        raise PermissionDenied(_("This desk is for the editors of the community."))
    if name not in QUIET and not QUIET_SPACES.fullmatch(name):
        raise PermissionDenied(_("This part of the desk is for the operator."))
    narrow(request.user, community)
    for model, pk in named(request, name, kwargs):
        if not rows_of(community, model).filter(pk=pk).exists():
            raise PermissionDenied(_("This belongs to another desk."))


def narrow(user: Any, community: Community) -> None:
    """Leave a person, for this request, the rights that lie in one community."""
    home, library = community.site.root_page, library_of(community)
    pages = GroupPagePermission.objects.filter(group__user=user, page__path__startswith=home.path)
    files = GroupCollectionPermission.objects.filter(
        group__user=user, collection__path__startswith=library.path
    )
    rights = {
        PagePermissionPolicy.permission_cache_name: pages.select_related("page", "permission"),
        CollectionPermissionPolicy.permission_cache_name: files.select_related(
            "collection", "permission"
        ),
    }
    for name, found in rights.items():
        setattr(user, name, found)


def rows_of(community: Community, model: type[Model]) -> QuerySet:
    """The rows of a model that belong to a community, or stand on its shelf."""
    rows, tree = model._default_manager.all(), community.site.root_page.path
    if issubclass(model, Page):
        return rows.filter(path__startswith=tree)
    if model in STEP_PAGES:
        return rows.filter(**{f"{STEP_PAGES[model]}__page__path__startswith": tree})
    if model in FILE_IDS.values():
        return rows.filter(collection__path__startswith=library_of(community).path)
    names = {field.name for field in model._meta.get_fields()}
    return rows.filter(**{"community" if "community" in names else "shelves": community})


def named(request: Request, name: str, kwargs: dict[str, Any]) -> Iterable[tuple[type[Model], Any]]:
    """What a request names by its id, in the address or in the question."""
    space = name.rpartition(":")[0]
    for key, value in kwargs.items():
        if key in PAGE_IDS and not _is_root_of_chooser(name, value):
            yield Page, value
        elif key in OTHER_IDS:
            yield OTHER_IDS[key], value
        elif key == "pk" and (model := _model_of(space)):
            yield model, value
    model = _asked_model(space, kwargs)
    for key in ASKED_IDS:
        for value in request.GET.getlist(key) + request.POST.getlist(key):
            if value:
                yield (model if key == "id" else Page), value if value.isdecimal() else 0


def _is_root_of_chooser(name: str, value: Any) -> bool:
    """The chooser starts at the root of the tree, where a hook leaves it one child."""
    root = Page.get_first_root_node()
    return name == "wagtailadmin_choose_page_child" and int(value) == root.pk


def _model_of(space: str) -> type[Model] | None:
    if space in row_models:
        return row_models[space]
    if space.startswith("wagtailimages"):
        return CommunityImage
    if space.startswith("wagtaildocs"):
        return CommunityDocument
    return Page if space.startswith(("wagtailadmin_pages", "wagtailadmin_api")) else None


def _asked_model(space: str, kwargs: dict[str, Any]) -> type[Model]:
    sort = kwargs.get("model_name", "")
    by_name: dict[str, type[Model]] = {
        "communityimage": CommunityImage,
        "communitydocument": CommunityDocument,
    }
    return by_name.get(sort) or _model_of(space) or Page


class CommunityRowPolicy(ModelPermissionPolicy):
    """Rights on rows that belong to a community: only at its own desk."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """At the desk that the row belongs to."""
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Model
    ) -> bool:
        """At the desk that the row belongs to."""
        found = self.instances_user_has_any_permission_for(user, actions)
        return found.filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        """The rows of the desk that somebody sits at."""
        community = getattr(user, "desk_community", None)
        if not self.user_has_any_permission(user, actions):
            return self.model._default_manager.none()
        if community is not None:
            return rows_of(community, self.model)
        everything = self.model._default_manager
        return everything.all() if user.is_superuser else everything.none()
