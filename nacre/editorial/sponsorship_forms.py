"""The questions about a sponsor's part, the signatory of a final form, the points of a sponsor."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.funding import AGREEMENTS, AUTHORS, BY, TEXTS, Answers
from nacre.communities.models import Community, FundingRelationship, Sponsor
from nacre.confidentiality.forms import GuardedCharField, GuardedTextField
from nacre.editorial.interest_forms import DAY
from nacre.editorial.models import ComplianceCertificate, FactualPoint
from nacre.members.models import Membership
from nacre.members.professions import GDC, GMC, GPHC
from nacre.members.registrations import FORMS
from nacre.pages.models import SectionPage

REGISTERS = {"doctor": GMC, "pharmacist": GPHC, "dentist": GDC}


class FundingForm(forms.ModelForm):
    """Who pays for what in this community."""

    sponsor_name = GuardedCharField(label=_("Sponsor"), max_length=160)
    area = forms.ChoiceField(label=_("Section"), required=False)

    class Meta:
        model = FundingRelationship
        fields = ("scope", "agreement_ref", "starts_on", "ends_on")
        widgets = {"starts_on": DAY, "ends_on": DAY}

    field_order = ["sponsor_name", "scope", "area", "agreement_ref", "starts_on", "ends_on"]

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections = SectionPage.objects.child_of(community.site.root_page).order_by("title")
        known = [(section.slug, section.title) for section in sections]
        self.fields["area"].choices = [("", _("All of the community")), *known]  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["sponsor_name"]
            self.initial["area"] = self.instance.area

    def save(self, commit: bool = True) -> FundingRelationship:
        """With its section, and the sponsor by name; saved by the action that reads the answers."""
        relationship = super().save(commit=False)
        relationship.area = self.cleaned_data["area"]
        if "sponsor_name" in self.fields:
            relationship.sponsor = Sponsor.named(self.cleaned_data["sponsor_name"])
        return relationship


class AnswersForm(forms.Form):
    """What a company had to do with it. The label follows; nobody types one."""

    agreement = forms.ChoiceField(label=_("What does the agreement call it?"), choices=AGREEMENTS)
    started_by = forms.ChoiceField(label=_("Who had the idea?"), choices=BY)
    topic_by = forms.ChoiceField(label=_("Who chose the topic?"), choices=BY)
    authors = forms.ChoiceField(label=_("Who chose and paid the authors?"), choices=AUTHORS)
    text = forms.ChoiceField(label=_("What does the company see of the text?"), choices=TEXTS)
    recipients_by = forms.ChoiceField(label=_("Who decided whom it goes to?"), choices=BY)
    gets_figures = forms.BooleanField(
        label=_("It gets figures on the use, beyond the proof that the money was spent"),
        required=False,
    )
    names_product = forms.BooleanField(
        label=_("It names, or points to, a medicine or device of the company"), required=False
    )

    def answers(self) -> Answers:
        """What was answered."""
        return Answers(**self.cleaned_data)


class CertificateForm(forms.ModelForm):
    """Who certified the final form, and until when."""

    signatory_name = GuardedCharField(
        label=_("Signatory"), max_length=120, passing=("name_given", "name_any", "name_first")
    )
    signatory_number = forms.CharField(label=_("Registration number"), max_length=12)
    seen = forms.CharField(widget=forms.HiddenInput)

    class Meta:
        model = ComplianceCertificate
        fields = (
            "job_code", "prepared_on", "signatory_name", "signatory_profession",
            "signatory_number", "certified_on", "expires_on",
        )  # fmt: skip
        widgets = {"prepared_on": DAY, "certified_on": DAY, "expires_on": DAY}

    def clean(self) -> dict[str, Any]:
        """The number has the form of the signatory's register."""
        said = super().clean() or {}
        number = "".join(str(said.get("signatory_number", "")).split()).upper()
        register = REGISTERS.get(said.get("signatory_profession", ""))
        # An “A” before a GMC number is an associate, who certifies nothing.
        is_right = register and FORMS[register].fullmatch(number) and number[:1] != "A"
        if register and number and not is_right:
            self.add_error("signatory_number", _("This is no number of that register."))
        certified_on = said.get("certified_on")
        if certified_on and certified_on > timezone.localdate():
            self.add_error("certified_on", _("Nobody has certified it in the future."))
        return said | {"signatory_number": number}


class WindowForm(forms.Form):
    """For whom a draft is opened, and until when."""

    observer = forms.ModelChoiceField(
        label=_("Who reads it"), queryset=Membership.objects.none(), empty_label=None
    )
    closes_at = forms.DateTimeField(
        label=_("Until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Membership.objects.of(community).active().filter(tier="sponsor_observer")
        observer: Any = self.fields["observer"]
        observer.queryset = here.select_related("user")
        observer.label_from_instance = lambda membership: membership.user.name


class PointForm(forms.ModelForm):
    """One thing that is not so."""

    passage = GuardedCharField(label=_("The passage, in its words"), max_length=300)
    point = GuardedTextField(label=_("What is factually wrong"), max_length=1000)
    source = GuardedCharField(label=_("Where that stands"), max_length=300)

    class Meta:
        model = FactualPoint
        fields = ("passage", "point", "source")
