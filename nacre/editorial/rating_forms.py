"""What raters and the editors who sort papers may type."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.confidentiality.forms import GuardedCharField, GuardedTextarea, GuardedTextField
from nacre.editorial.models import Rater, TriagedPaper
from nacre.editorial.models.rating import HIGHEST, LOWEST
from nacre.evidence.clients.outside import AddressRefusedError, check_address
from nacre.evidence.harvesting import save_query
from nacre.evidence.models import SavedQuery
from nacre.members.models import Membership
from nacre.pages.models import SectionPage
from nacre.pages.row_form import CommunityRowForm

POINTS = [(point, str(point)) for point in range(LOWEST, HIGHEST + 1)]


def scale(label: Any, low: Any, high: Any) -> forms.TypedChoiceField:
    """A scale of seven points, with what its ends mean."""
    ends = _("1: %(low)s. 7: %(high)s.") % {"low": low, "high": high}
    return forms.TypedChoiceField(
        label=label, choices=POINTS, coerce=int, widget=forms.RadioSelect, help_text=ends
    )


class RatingForm(forms.Form):
    """One paper: two scales, one question, and a word if one likes."""

    relevance = scale(
        _("How relevant is it to what you do?"), _("not at all"), _("it is what I do every day")
    )
    newsworthiness = scale(
        _("How new is it to you?"), _("I knew all of it"), _("hardly anybody knows it")
    )
    changes_practice = forms.TypedChoiceField(
        label=_("Would it change your practice?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    comment = GuardedTextField(
        label=_("A word to the editors"),
        max_length=500,
        required=False,
        widget=GuardedTextarea(attrs={"rows": 2}),
        help_text=_("They read it without your name."),
    )


class OfferForm(forms.Form):
    """How many papers a week."""

    per_week = forms.TypedChoiceField(
        label=_("How many at the most?"),
        choices=Rater.Load.choices,
        coerce=int,
        widget=forms.RadioSelect,
        initial=Rater.Load.FIVE,
    )


class DismissForm(forms.Form):
    """Why a paper is of no use here."""

    reason = forms.ChoiceField(label=_("Why?"), choices=TriagedPaper.Reason.choices)
    note = GuardedCharField(label=_("Note"), max_length=300, required=False)


class CommissionForm(forms.Form):
    """Where the review will stand, and who is asked to write it."""

    section = forms.ModelChoiceField(
        label=_("Section"), queryset=SectionPage.objects.none(), empty_label=None
    )
    member = forms.ModelChoiceField(
        label=_("Who writes it?"),
        queryset=Membership.objects.none(),
        required=False,
        widget=forms.RadioSelect,
        empty_label=_("Nobody yet"),
        blank=True,
    )

    def __init__(self, *args: Any, sections: Any, members: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        section: Any = self.fields["section"]
        section.queryset = sections
        section.label_from_instance = lambda page: page.title
        member: Any = self.fields["member"]
        member.queryset = Membership.objects.filter(pk__in=[one.pk for one in members])
        member.queryset = member.queryset.for_profile()
        member.label_from_instance = lambda one: ", ".join(
            part for part in (one.user.name, one.role_label) if part
        )


class SavedQueryForm(CommunityRowForm):
    """A question to the literature, or the address of a feed."""

    words = forms.CharField(
        label=_("The question"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "In the words of the source: a search as you would type it there, or the feed’s "
            "address. Changed words are a new version; what was found says by which."
        ),
    )
    instance: SavedQuery

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.version:
            self.fields["words"].initial = self.instance.version.words

    def clean(self) -> dict[str, Any]:
        """A feed has an address in the web."""
        said = super().clean()
        if said.get("source") == SavedQuery.Source.FEED and said.get("words"):
            try:
                check_address(said["words"].strip())
            except AddressRefusedError as refused:
                self.add_error("words", str(refused))
        return said

    def save(self, commit: bool = True) -> SavedQuery:
        """Keep it, with its words."""
        query: SavedQuery = super().save(commit=False)
        save_query(query=query, words=self.cleaned_data["words"])
        return query
