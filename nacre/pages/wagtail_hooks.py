"""What the admin shows, and to whom: see cms.py for the walls."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.forms import Select
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, PageChooserPanel
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.admin.views.pages.listing import GenericPageFilterSet, PageFilterSet
from wagtail.models import Site
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView

from nacre.audiences.models import Audience
from nacre.communities.request import Request, here
from nacre.pages.audience_form import AudienceForm
from nacre.pages.autosave import is_autosave
from nacre.pages.checker import PageChecks
from nacre.pages.models import BestBet, Topic
from nacre.pages.models.guarded_form import doubts_about
from nacre.pages.row_form import CommunityRows
from nacre.pages.search.question import cut

OPERATOR_MENUS = {"reports", "settings", "help", "snippets"}


class TopicRows(CommunityRows):
    """The vocabulary of the community."""

    model = Topic
    menu_label = _("Topics")
    menu_name = "topics"
    icon = "tag"
    menu_order = 310
    list_display = ["label", "mesh_id", "parent"]
    fields = [
        *(FieldPanel(name) for name in ("label", "slug", "mesh_id", "mesh_label")),
        FieldPanel("parent", widget=Select),
    ]


class AudienceRows(CommunityRows):
    """Who may open what."""

    model = Audience
    menu_label = _("Audiences")
    menu_name = "audiences"
    icon = "lock-open"
    menu_order = 305
    list_display = ["name", "slug", "is_default"]
    form = AudienceForm
    fields = [
        *(FieldPanel(name) for name in ("name", "slug", "explanation")),
        MultiFieldPanel(
            [HelpPanel(template="pages/admin/audience_preview.html")],
            heading=_("Who gains and who loses access"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "everyone",
                    "tiers",
                    "professions",
                    "roles",
                    "interests",
                    "min_level",
                    "component_rule",
                )
            ],
            heading=_("Who belongs to it: all of this must be so"),
        ),
    ]


class AddBestBet(CreateView):
    """A new best bet, with the words that a link from the searches in vain brings along."""

    def get_initial_form_instance(self) -> BestBet:
        """The row as the form begins with it."""
        return BestBet(words=cut(self.request.GET.get("words", "")))


class BestBetRows(CommunityRows):
    """Which page stands first for which searches."""

    model = BestBet
    add_view_class = AddBestBet
    menu_label = _("Best bets")
    menu_name = "best-bets"
    icon = "search"
    menu_order = 312
    list_display = ["__str__", "page"]
    fields = [
        HelpPanel(template="pages/admin/best_bet_help.html"),
        FieldPanel("words"),
        PageChooserPanel("page"),
    ]


for rows in (TopicRows, AudienceRows, BestBetRows):
    register_snippet(rows)


@hooks.register("construct_page_chooser_queryset")
def choose_within_the_community(pages: QuerySet, request: Request) -> QuerySet:
    """The page chooser lists pages of the community whose host this is."""
    if request.user.is_superuser:
        return pages
    return pages.filter(path__startswith=here(request).site.root_page.path)


@hooks.register("construct_main_menu")
def hide_what_is_the_operators(request: Request, items: list[Any]) -> None:
    """Reports, settings and users name all communities: operators alone see them."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in OPERATOR_MENUS]


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def ask_about_patients(request: Request, row: Any) -> None:
    """Ask about what might identify a patient in what somebody just saved."""
    doubts = "" if is_autosave(request) else doubts_about(row)
    if doubts:
        said = _("Could this identify someone? %(doubts)s Edit the text if it could.")
        messages.warning(request, said % {"doubts": doubts})


@hooks.register("construct_wagtail_userbar")
def check_our_way(request: Request, items: list[Any], page: Any) -> None:
    """The preview's own checks, by our rules; pages that readers get have no such bar."""
    items[:] = [
        PageChecks(item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]


def sites_here(request: Request | None) -> QuerySet:
    """The sites that a filter may name."""
    if request is None or request.user.is_superuser:
        return Site.objects.all()
    return Site.objects.filter(community=request.community)


def people_here(request: Request | None) -> QuerySet:
    """The people that a filter may name: who works at this desk."""
    people = get_user_model().objects.all()
    if request is None or request.user.is_superuser:
        return people.filter(is_staff=True)
    return people.filter(memberships__community=request.community).exclude(memberships__duty="")


def quieten_filters() -> None:
    """Wagtail's filters of page lists name every site and author; ours those of the desk."""
    for filters in (PageFilterSet, GenericPageFilterSet):
        filters.base_filters["site"].queryset = sites_here
        filters.base_filters["owner"].queryset = people_here
        filters.base_filters["edited_by"].queryset = people_here


quieten_filters()
