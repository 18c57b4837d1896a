"""What a learner may say of a course, before it, after it and weeks later."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.confidentiality.forms import GuardedTextarea, GuardedTextField
from nacre.learning.models import Barrier, Change
from nacre.learning.models.evaluation import (
    HIGHEST,
    LONGEST_OUTCOME,
    LONGEST_TEXT,
    LOWEST,
    WARMEST,
)

OUTCOME = "outcome-"
MOST_OUTCOMES = 8  # that are asked about
REACTIONS = ("relevant", "right_level", "unbiased", "easy")
READ_BY = _("Editors read it, without your name. Sponsors never do.")


def scale(label: Any, **how: Any) -> forms.TypedChoiceField:
    """Five points side by side."""
    points = [(point, str(point)) for point in range(LOWEST, HIGHEST + 1)]
    return forms.TypedChoiceField(
        label=label, choices=points, coerce=int, empty_value=None, widget=forms.RadioSelect, **how
    )


def text(label: Any) -> GuardedTextField:
    """A few words that may not identify a patient."""
    return GuardedTextField(
        label=label,
        max_length=LONGEST_TEXT,
        required=False,
        widget=GuardedTextarea(attrs={"rows": 3}),
        help_text=READ_BY,
    )


class ConfidenceForm(forms.Form):
    """A scale for each learning outcome; all may be left out before the course."""

    must_say = False

    def __init__(self, outcomes: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcomes = list(dict.fromkeys(one[:LONGEST_OUTCOME] for one in outcomes))
        self.outcomes = self.outcomes[:MOST_OUTCOMES]
        for place, outcome in enumerate(self.outcomes):
            self.fields[f"{OUTCOME}{place}"] = scale(outcome, required=self.must_say)

    def levels(self) -> dict[str, int]:
        """What was said, by outcome."""
        said = self.cleaned_data
        told = {o: said.get(f"{OUTCOME}{place}") for place, o in enumerate(self.outcomes)}
        return {outcome: level for outcome, level in told.items() if level is not None}

    def of_outcomes(self) -> Iterator[forms.BoundField]:
        """The scales of the outcomes."""
        return (self[name] for name in self.fields if name.startswith(OUTCOME))


class EvaluationForm(ConfidenceForm):
    """How it was: a minute, once the course is completed."""

    must_say = True
    intention = forms.ChoiceField(
        label=_("Will you change anything in your practice?"),
        choices=Change.choices,
        widget=forms.RadioSelect,
    )
    relevant = scale(_("It was relevant to my role"))
    right_level = scale(_("It was at the right level"))
    unbiased = scale(_("It was free from commercial bias"))
    easy = scale(_("It was easy to use"))
    recommend = forms.TypedChoiceField(
        label=_("How likely are you to recommend it to a colleague?"),
        help_text=_("0: not at all. 10: certainly."),
        choices=[("", _("Choose")), *((n, str(n)) for n in range(WARMEST + 1))],
        coerce=int,
    )
    to_change = text(_("What should we change?"))
    may_ask = forms.TypedChoiceField(
        label=_("May we ask you once, in six to eight weeks, what became of it?"),
        choices=[("yes", _("Yes, by one letter")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )

    def reactions(self) -> Iterator[forms.BoundField]:
        """The scales of agreement."""
        return (self[name] for name in REACTIONS)

    def said(self) -> dict[str, Any]:
        """What is kept besides the confidence."""
        names = (*REACTIONS, "recommend", "intention", "to_change", "may_ask")
        return {name: self.cleaned_data[name] for name in names}


class FollowUpForm(forms.Form):
    """What became of it, weeks later."""

    practice = forms.ChoiceField(
        label=_("Have you changed anything in your practice?"),
        choices=Change.choices,
        widget=forms.RadioSelect,
    )
    what = text(_("What?"))
    barriers = forms.MultipleChoiceField(
        label=_("What stood in the way?"),
        choices=Barrier.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    enablers = text(_("What helped, or would help?"))

    def said(self) -> dict[str, Any]:
        """What is kept."""
        told = dict(self.cleaned_data)
        return {"has_changed": told.pop("practice"), **told}
