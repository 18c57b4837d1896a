"""The choosers of the block editor for what a module is made of, each community's own."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.chooser import (
    ChooseResultsView,
    ChooseView,
    ChosenMultipleView,
    ChosenView,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet

from nacre.pages.cms import row_models
from nacre.questions.models import Bank, Question
from nacre.scorm.models import Package


class ChooseHere(ChooseView):
    """The list in the window: what whoever sits at this desk may see, newest first."""

    def get_object_list(self) -> QuerySet:
        """Those of this community."""
        return self.model_class.objects.visible_to(self.request.viewer).order_by("-pk")


class ChooseHereResults(ChooseResultsView):
    """The same, as somebody turns the page."""

    def get_object_list(self) -> QuerySet:
        """Those of this community."""
        return self.model_class.objects.visible_to(self.request.viewer).order_by("-pk")


class ChosenHere(ChosenView):
    """One of them, and nothing else by guessing a number."""

    def get_object(self, pk: str) -> Any:
        """The row."""
        return self.model_class.objects.visible_to(self.request.viewer).get(pk=pk)


class ChosenSeveralHere(ChosenMultipleView):
    """Some of them."""

    def get_objects(self, pks: list[str]) -> QuerySet:
        """The rows."""
        return self.model_class.objects.visible_to(self.request.viewer).filter(pk__in=pks)


class ChooserHere(ChooserViewSet):
    """A chooser that knows whose desk it is at."""

    choose_view_class = ChooseHere
    choose_results_view_class = ChooseHereResults
    chosen_view_class = ChosenHere
    chosen_multiple_view_class = ChosenSeveralHere
    icon = "help"
    register_widget = False

    def on_register(self) -> None:
        """Tell the gate whose numbers these views take."""
        super().on_register()
        row_models[self.name] = self.model


question_chooser = ChooserHere(
    "question_chooser",
    url_prefix="choose-question",
    model=Question,
    choose_one_text=_("Choose a question"),
    choose_another_text=_("Choose another question"),
)
bank_chooser = ChooserHere(
    "bank_chooser",
    url_prefix="choose-bank",
    model=Bank,
    choose_one_text=_("Choose a bank"),
    choose_another_text=_("Choose another bank"),
)
package_chooser = ChooserHere(
    "package_chooser",
    url_prefix="choose-package",
    model=Package,
    icon="download",
    choose_one_text=_("Choose a package"),
    choose_another_text=_("Choose another package"),
)
CHOOSERS = (question_chooser, bank_chooser, package_chooser)

_HERE = "nacre.learning.choosers"
QuestionChooserBlock = question_chooser.get_block_class("QuestionChooserBlock", _HERE)
BankChooserBlock = bank_chooser.get_block_class("BankChooserBlock", _HERE)
PackageChooserBlock = package_chooser.get_block_class("PackageChooserBlock", _HERE)
