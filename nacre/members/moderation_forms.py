"""What a moderator says when deciding about somebody."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.confidentiality.forms import GuardedCharField, GuardedTextarea, GuardedTextField
from nacre.members.actions import Check
from nacre.members.models import Membership, SeenDocument, VerificationEvidence

Sort = VerificationEvidence.Sort
# Reasons that come up often; a moderator may write their own instead.
REASONS = (
    _("Your number is not on the register under your name. Check it, and ask again."),
    _("We could not find you on the register. Check your profession and number, and ask again."),
    _("We could not confirm where you work. Ask again with your work e-mail address."),
    _("This community is for people who work in this field; your role is outside it."),
    _("You work for a company. The company's own contact can ask for a sponsor's account."),
)


class ChecksForm(forms.Form):
    """How a moderator found out who somebody is, and why they decide as they do."""

    register = forms.BooleanField(required=False)
    callback = forms.BooleanField(required=False)
    document = forms.BooleanField(required=False)
    note = GuardedCharField(
        label=_("Which switchboard number, and whom you spoke to"),
        required=False,
        max_length=300,
        passing={"phone", "name_title"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = GuardedCharField(
        label=_("Note for the log, if there is something to say"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    tier = forms.ChoiceField(required=False, choices=Membership.Tier.choices)

    def clean(self) -> dict:
        """Something must have been checked."""
        said = super().clean() or self.cleaned_data
        if not any(said.get(name) for name in ("register", "callback", "document")):
            raise forms.ValidationError(_("Say how you checked: tick at least one."))
        return said

    @property
    def checks(self) -> list[Check]:
        """What was done, as actions take it."""
        said = self.cleaned_data
        done = [Check(Sort.REGISTER)] if said["register"] else []
        done += [Check(Sort.CALL_BACK, note=said["note"])] if said["callback"] else []
        return done + ([Check(Sort.DOCUMENT)] if said["document"] else [])


class ReasonForm(forms.Form):
    """Why not: one of the usual reasons, or the moderator's own words."""

    template = forms.ChoiceField(
        label=_("Usual reasons"),
        required=False,
        choices=[("", _("My own words")), *((reason, reason) for reason in REASONS)],
    )
    reason = GuardedTextField(
        label=_("Own words, which the person will read"),
        required=False,
        max_length=300,
        widget=GuardedTextarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict:
        """Own words come before a template."""
        said = super().clean() or self.cleaned_data
        if self.errors:
            return said
        said["reason"] = (said.get("reason") or said.get("template") or "").strip()
        if not said["reason"]:
            raise forms.ValidationError(_("Give a reason: the person will read it."))
        return {"reason": said["reason"]}


class DocumentForm(forms.Form):
    """A document for a moderator to see."""

    sort = forms.ChoiceField(label=_("What it is"), choices=SeenDocument.Sort.choices)
    file = forms.FileField(
        label=_("The document"),
        help_text=_("PDF, JPEG or PNG, up to 10 MB. Cover what we need not see."),
    )
