"""What a journalist and a member may type on the way to an interview, guarded like every text."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nacre.communities.models import Community
from nacre.confidentiality.forms import GuardedCharField, GuardedTextarea, GuardedTextField
from nacre.editorial.models import InterviewAsk
from nacre.editorial.models.article import Declares, lines
from nacre.members.models import Membership
from nacre.pages.models import SectionPage

MOST_QUESTIONS = 12


class AskForm(forms.Form):
    """Whom to ask, about what, and which questions."""

    membership = forms.ModelChoiceField(
        label=gettext_lazy("Member"), queryset=Membership.objects.none()
    )
    subject = GuardedCharField(
        label=gettext_lazy("What it is about"),
        max_length=160,
        help_text=gettext_lazy("Becomes the first title of the page"),
    )
    message = GuardedTextField(
        label=gettext_lazy("A word to the member"),
        max_length=2000,
        required=False,
        widget=GuardedTextarea(attrs={"rows": 4}),
    )
    questions = GuardedTextField(
        label=gettext_lazy("Questions"),
        max_length=4000,
        help_text=gettext_lazy("One question a line, twelve at the most"),
        widget=GuardedTextarea(attrs={"rows": 8}),
    )

    def __init__(self, *args: Any, members: Any, chooser: forms.Widget, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        membership: Any = self.fields["membership"]
        membership.queryset, membership.widget = members, chooser

    def clean_questions(self) -> list[str]:
        """Each by itself."""
        asked = lines(self.cleaned_data["questions"])
        if len(asked) > MOST_QUESTIONS:
            raise forms.ValidationError(_("Twelve questions at the most."))
        if any(len(question) > 300 for question in asked):
            raise forms.ValidationError(_("A question has 300 characters at the most."))
        return asked


class SectionForm(forms.Form):
    """Where the draft is put."""

    below = forms.ModelChoiceField(
        label=gettext_lazy("Section"), queryset=SectionPage.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        below: Any = self.fields["below"]
        below.queryset = SectionPage.objects.of(community).order_by("path")
        below.initial = below.queryset.filter(slug="interviews").first()


class AnswersForm(forms.Form):
    """The questions of one interview. A draft may leave any of them empty."""

    declares = forms.ChoiceField(
        label=gettext_lazy("Have you interests that a reader should know of?"),
        help_text=gettext_lazy("Fees, shares, research money or travel from a company, in 3 years"),
        error_messages={"required": gettext_lazy("Say “None” if you have none.")},
        choices=[(Declares.NONE, gettext_lazy("None")), (Declares.SOME, gettext_lazy("Some"))],
        widget=forms.RadioSelect,
    )
    interests = GuardedCharField(
        label=gettext_lazy("Which interests"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("With company, kind and year"),
    )

    use_required_attribute = False  # a browser must not keep anybody from saving a draft

    def __init__(self, *args: Any, ask: InterviewAsk, is_final: bool = False, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.is_final = is_final
        self.fields["declares"].required = is_final or not self.is_bound
        self.questions = list(ask.questions.all())
        own = {
            f"answer_{question.pk}": GuardedTextField(
                label=question.question,
                max_length=6000,
                required=False,
                initial=question.answer,
                widget=GuardedTextarea(attrs={"rows": 6}),
            )
            for question in self.questions
        }
        self.initial = {"declares": ask.declares, "interests": ask.interests}
        self.fields = {**own, **self.fields}

    @property
    def answers(self) -> dict[int, str]:
        """What was written, by question."""
        return {q.pk: self.cleaned_data[f"answer_{q.pk}"] for q in self.questions}

    @property
    def said(self) -> dict[str, str]:
        """What was said of interests."""
        return {name: self.cleaned_data[name] for name in ("declares", "interests")}

    def clean(self) -> dict[str, Any]:
        """What is sent has an answer, and says whether there are interests."""
        said = super().clean() or {}
        if not self.is_final:
            return said
        names = [f"answer_{question.pk}" for question in self.questions]
        if not any(said.get(name) or name in self.errors for name in names):
            self.add_error(None, _("Answer at least one question, or save it for later."))
        if {"declares", "interests"} <= set(said):
            has_some = said["declares"] == Declares.SOME
            if has_some != bool(said["interests"]):
                problem = _("Name them if you have some, and leave it empty if not.")
                self.add_error("interests", problem)
        return said


class ChangesForm(forms.Form):
    """What the member wants changed."""

    note = GuardedTextField(
        label=gettext_lazy("What should change?"),
        max_length=2000,
        widget=GuardedTextarea(attrs={"rows": 5}),
    )


class WithdrawForm(forms.Form):
    """Why, if they want to say."""

    note = GuardedTextField(
        label=gettext_lazy("A word to the desk"),
        max_length=1000,
        required=False,
        widget=GuardedTextarea(attrs={"rows": 3}),
    )
