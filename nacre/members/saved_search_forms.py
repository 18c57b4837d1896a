"""What a member says of a saved search: its name, and whether to hear of somebody new."""

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from nacre.confidentiality.forms import GuardedCharField, described
from nacre.confidentiality.scanning import CLEAN, scan
from nacre.members.directory import Question
from nacre.members.models import SavedSearch
from nacre.members.models.saved_search import LONGEST
from nacre.members.saved_searches import question_in

LONGEST_NAME = 80
OF_COLLEAGUES = ("name_title", "address")  # “Mrs Jones” is whom one looks for; so is a surgery


class AlertForm(forms.Form):
    """A name, and how often."""

    name = GuardedCharField(label=_("Name"), max_length=LONGEST_NAME, passing=OF_COLLEAGUES)
    alert = forms.ChoiceField(
        label=_("Tell me by e-mail when somebody new fits"),
        choices=SavedSearch.Alert.choices,
        initial=SavedSearch.Alert.WEEKLY,
        widget=forms.RadioSelect,
    )


class SaveSearchForm(AlertForm):
    """The same for a question that is not kept yet."""

    asked = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def about(cls, question: Question, name: str) -> "SaveSearchForm":
        """A form that is filled in already."""
        short = Truncator(name).chars(LONGEST_NAME)
        return cls(initial={"asked": question.query, "name": short})

    def clean(self) -> dict[str, Any]:
        """A question that leaves somebody out, is not too long, and tells of no patient."""
        cleaned = super().clean() or {}
        question = question_in(cleaned.get("asked", ""))
        if problem := _problem(question):
            self.add_error(None, problem)
        return {"name": cleaned.get("name"), "alert": cleaned.get("alert"), "question": question}


def _problem(question: Question) -> Any:
    if question.is_everybody:
        return _("Search for somebody first. Then save what you searched for.")
    if len(question.query) > LONGEST:
        return _("This search is too long to keep. Choose a little less.")
    words = (
        question.text,
        question.organisation,
        *(v for c in question.chosen.values() for v in c),
    )
    found = scan("\n".join(words), passing=OF_COLLEAGUES)
    if found.decision != CLEAN:
        return _("Take out what could identify a patient: %(what)s. Nothing was kept.") % {
            "what": described(found, False)
        }
    return None
