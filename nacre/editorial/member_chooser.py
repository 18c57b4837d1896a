"""The chooser of a member at the desk: the colleagues of its own community, found by name."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic.chooser import (
    ChooseResultsView,
    ChooseView,
    ChosenMultipleView,
    ChosenView,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet

from nacre.communities.request import Request
from nacre.members.models import Membership
from nacre.pages.cms import row_models


def members_here(request: Request) -> QuerySet[Membership]:
    """The colleagues whom whoever sits at this desk may find."""
    return Membership.objects.visible_to(request.viewer).for_profile()


def in_order(request: Request) -> QuerySet[Membership]:
    """The same, as the window lists them."""
    return members_here(request).order_by("user__family_name", "user__given_name", "pk")


class NameFilter(BaseFilterForm):
    """By any part of a name."""

    q = forms.CharField(label=_("Name"), required=False)

    def filter(self, objects: QuerySet) -> QuerySet:
        """Those in whose name each word stands."""
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        for word in self.search_query.split():
            found = Q(user__given_name__icontains=word) | Q(user__family_name__icontains=word)
            objects = objects.filter(found)
        return objects


class ChooseMembers(ChooseView):
    """The list in the window."""

    filter_form_class = NameFilter

    def get_object_list(self) -> QuerySet[Membership]:
        """By name."""
        return in_order(self.request)


class ChooseMembersResults(ChooseResultsView):
    """The same, as somebody types or turns the page."""

    filter_form_class = NameFilter

    def get_object_list(self) -> QuerySet[Membership]:
        """By name."""
        return in_order(self.request)


class ChosenMember(ChosenView):
    """One of them, and nobody else by guessing a number."""

    def get_object(self, pk: str) -> Membership:
        """The member."""
        return members_here(self.request).get(pk=pk)


class ChosenMembers(ChosenMultipleView):
    """Some of them."""

    def get_objects(self, pks: list[str]) -> QuerySet[Membership]:
        """The members."""
        return members_here(self.request).filter(pk__in=pks)


class MemberChooser(ChooserViewSet):
    """Whom an interview is with."""

    model = Membership
    icon = "user"
    choose_one_text = _("Choose a member")
    choose_another_text = _("Choose another member")
    choose_view_class = ChooseMembers
    choose_results_view_class = ChooseMembersResults
    chosen_view_class = ChosenMember
    chosen_multiple_view_class = ChosenMembers

    def on_register(self) -> None:
        """Tell the gate whose numbers these views take."""
        super().on_register()
        row_models[self.name] = Membership


chooser = MemberChooser("member_chooser", url_prefix="choose-member")
