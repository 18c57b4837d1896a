"""What members may type to one another."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.confidentiality.forms import GuardedTextField, attested_fields
from nacre.members.models import Membership
from nacre.networking.actions.connecting import LONGEST_NOTE
from nacre.networking.attachments import ACCEPT
from nacre.networking.models import Choices, MessageFlag
from nacre.networking.models.conversation import LONGEST


class SeveralFiles(forms.ClearableFileInput):
    """A control that takes more than one file."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """None, one or several files, as a list."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list:
        """What was uploaded."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given if one]


class WordsForm(forms.Form):
    """Words that the patient-identifier guard reads."""

    @property
    def is_checked(self) -> bool:
        """Whether the writer ticked that nobody could recognise a patient."""
        return bool(attested_fields(self))


class MessageForm(WordsForm):
    """A message with files."""

    text = GuardedTextField(
        label=_("Message"),
        error_messages={"required": _("Write a line, also with a file.")},
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    attachments = FilesField(
        label=_("Attach"),
        required=False,
        widget=SeveralFiles(attrs={"accept": ACCEPT}),
        help_text=_("PDF, Word, Excel or pictures; at most 3, 10 MB each. No patient details."),
    )


class NewConversationForm(MessageForm):
    """The first message, and to whom: a colleague from their profile, or some of one's contacts."""

    to = forms.MultipleChoiceField(label=_("To"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(m.key): m for m in people}
        chosen: Any = self.fields["to"]
        chosen.choices = [(key, m.user.name) for key, m in self.people.items()]
        self.order_fields(["to", "text", "attachments"])

    def clean_to(self) -> list[Membership]:
        """The members chosen."""
        return [self.people[key] for key in self.cleaned_data["to"]]


class NoteForm(WordsForm):
    """A few words with a question."""

    note = GuardedTextField(
        label=_("A line about why"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Your colleague reads it with your name."),
    )


class IntroductionForm(WordsForm):
    """Which contact is asked, and why."""

    contact = forms.ChoiceField(label=_("Whom would you like to ask?"), widget=forms.RadioSelect)
    note = GuardedTextField(
        label=_("Why you would like to meet"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Your contact reads it, and passes it on if they agree."),
    )

    def __init__(self, *args: Any, contacts: list[tuple[Membership, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contacts = {str(m.key): m for m, _label in contacts}
        chosen: Any = self.fields["contact"]
        chosen.choices = [(str(m.key), label) for m, label in contacts]

    def clean_contact(self) -> Membership:
        """The contact chosen."""
        return self.contacts[self.cleaned_data["contact"]]


class FlagForm(WordsForm):
    """Why a message is brought to the moderators."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=MessageFlag.Reason.choices,
        widget=forms.RadioSelect,
    )
    note = GuardedTextField(
        label=_("Anything the moderators should know"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DecisionForm(WordsForm):
    """What a moderator decides, and why."""

    decision = forms.ChoiceField(
        label=_("Decision"), choices=MessageFlag.Decision.choices, widget=forms.RadioSelect
    )
    why = GuardedTextField(
        label=_("Why; those concerned will read it"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ChoicesForm(forms.Form):
    """How open a member is."""

    openness = forms.ChoiceField(
        label=_("Who may write to you"),
        choices=Choices.Openness.choices,
        widget=forms.RadioSelect,
    )
    wants_mail = forms.BooleanField(
        required=False,
        label=_("Send me an e-mail when somebody writes or asks"),
        help_text=_("It says who, never what."),
    )
