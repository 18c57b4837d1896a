"""The whole form of a question: what all kinds have, what its kind has, and its lines.

Without a script: lines left empty are none, and a button sends the form for more of them.
"""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from nacre.confidentiality.forms import GuardedCharField, GuardedTextField
from nacre.questions.content import LONGEST_TITLE, Content
from nacre.questions.forms.layouts import LAYOUTS, SettingsForm
from nacre.questions.kinds.contract import Data
from nacre.questions.markup import LONGEST, CannotBeCleaned, as_html, as_typed
from nacre.questions.models import Picture, Question

MORE = 4
MOST_LINES = 60
HTML_TOO = _(
    "An empty line begins a paragraph. HTML for emphasis, lists, tables, sub- and superscript is "
    "kept."
)


class MainForm(forms.Form):
    """What every question has."""

    use_required_attribute = False  # More lines may be asked for before anything is written

    stem = GuardedTextField(
        label=_("What is asked"),
        error_messages={"required": _("It has no text that asks something.")},
        max_length=LONGEST,
        help_text=HTML_TOO,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    title = GuardedCharField(
        label=_("Title, for the desk alone"), required=False, max_length=LONGEST_TITLE
    )
    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        help_text=_("PNG, JPEG or WebP, up to 5 MB."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    picture_alt = GuardedCharField(
        label=_("What the picture shows, in words"), required=False, max_length=500
    )
    without_picture = forms.BooleanField(label=_("Take the picture away"), required=False)
    explanation = GuardedTextField(
        label=_("Why, said to everybody afterwards"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reference = forms.CharField(label=_("Reference"), required=False, max_length=1000)
    tags = GuardedCharField(
        label=_("Tags, with commas between them"), required=False, max_length=500
    )
    since = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_picture(self) -> UploadedFile | None:
        """A picture needs no name."""
        found: UploadedFile | None = self.cleaned_data.get("picture")
        return found


class Sheet:
    """The form of one question of a kind, empty or filled, bound or not."""

    def __init__(
        self,
        kind: str,
        question: Question | None = None,
        data: Any = None,
        files: MultiValueDict | None = None,
    ) -> None:
        self.kind, self.question, self.layout = kind, question, LAYOUTS[kind]
        said, lines = dict[str, Any](), list[dict[str, Any]]()
        if question is not None:
            said, lines = self.layout.out(question.data)
        self.main = MainForm(data, files, initial=self._initial())
        if question is None or question.picture is None:
            del self.main.fields["without_picture"]
        self.settings: SettingsForm = self.layout.settings(data, initial=said, prefix="set")
        self.lines = self._formset(data, lines)
        if data is not None and "more" in data:
            self._ask_for_nothing()

    def _ask_for_nothing(self) -> None:
        """Whoever wants more lines is not done yet."""
        for form in self.forms:
            for field in form.fields.values():
                field.required = False

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What one writes first."""
        return [self.main["stem"]]

    @property
    def last_fields(self) -> list[forms.BoundField]:
        """What one writes after the lines."""
        return [field for field in self.main.visible_fields() if field.name != "stem"]

    def _initial(self) -> dict[str, Any]:
        question = self.question
        if question is None:
            return {}
        return {
            "title": question.title,
            "stem": as_typed(question.stem),
            "picture_alt": question.picture_alt,
            "explanation": as_typed(question.explanation),
            "reference": question.reference,
            "tags": ", ".join(question.tags),
            "since": question.current.number if question.current else None,
        }

    def _formset(self, data: Any, lines: list[dict[str, Any]]) -> Any:
        if self.layout.row is None:
            return None
        extra = 1 if lines else self.layout.first
        made = forms.formset_factory(self.layout.row, extra=extra, max_num=MOST_LINES)
        if data is not None and "more" in data:
            data = data.copy()
            total = str(data.get("line-TOTAL_FORMS") or "0")
            wanted = (int(total) if total.isdigit() and len(total) < 4 else 0) + MORE
            data["line-TOTAL_FORMS"] = str(min(MOST_LINES, wanted))
        return made(data, initial=lines, prefix="line")

    @property
    def forms(self) -> list[forms.Form]:
        """All its forms, for the list of errors."""
        return [self.main, self.settings, *(self.lines.forms if self.lines is not None else [])]

    def is_valid(self) -> bool:
        """Whether every part of it is good."""
        parts = [self.main, self.settings] + ([self.lines] if self.lines is not None else [])
        return all(part.is_valid() for part in parts)

    @property
    def is_refused(self) -> bool:
        """Whether something is to be put right."""
        is_whole = self.lines is None or not self.lines.non_form_errors()
        return not is_whole or any(form.errors for form in self.forms)

    def content(self, picture: Picture | None = None) -> Content:
        """What was typed, as a question; raises ValidationError where it does not fit together."""
        said = self.main.cleaned_data
        alt = {"alt": said["picture_alt"]}
        shown = {
            "key": str(picture.key), **alt, "width": picture.width, "height": picture.height,
        } if picture else None  # fmt: skip
        try:
            return Content(
                kind=self.kind,
                title=said["title"],
                stem=as_html(said["stem"]),
                data=self._data(),
                explanation=as_html(said["explanation"]),
                reference=said["reference"],
                tags=tuple(said["tags"].split(",")),
                picture=shown,
            )
        except CannotBeCleaned as why:
            raise forms.ValidationError(str(why)) from why

    def _data(self) -> Data:
        kept = self.question.data if self.question is not None else {}
        forms_of_lines = self.lines.forms if self.lines is not None else []
        lines = [
            {**form.cleaned_data, **form.as_data()} for form in forms_of_lines if not form.is_empty
        ]
        return self.layout.into(self.settings.cleaned_data, lines, kept)
