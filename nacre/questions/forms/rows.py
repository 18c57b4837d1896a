"""The lines of a question's form. A line without its text is no line; clear it to take it out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nacre.confidentiality.forms import GuardedCharField, GuardedTextField
from nacre.questions.kinds.contract import Data
from nacre.questions.kinds.hotspot import polygon_as_typed, polygon_in
from nacre.questions.kinds.numeric import number_in, shown
from nacre.questions.markup import as_html, as_line, as_typed

ABOUT_IT = _("What is said about it")
SMALL = forms.Textarea(attrs={"rows": 2})
NO_TEXT = _("Write a text here, or clear the rest of this line.")


class RowForm(forms.Form):
    """What each line has: a key that stays, and comments."""

    prefix_label: Any = _("Line")
    main = "text"  # the field without which there is no line

    folded: tuple[str, ...] = ("worth", "feedback", "reference")
    fold_label: Any = _("Comment, reference and more")

    key = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def first_fields(self) -> list[forms.BoundField]:
        """What every line needs."""
        return [field for field in self.visible_fields() if field.name not in self.folded]

    def folded_fields(self) -> list[forms.BoundField]:
        """What many lines go without."""
        return [field for field in self.visible_fields() if field.name in self.folded]

    def is_folded_filled(self) -> bool:
        """Whether anything stands there, or is to be put right."""
        return any(
            field.value() not in {None, ""} or field.errors for field in self.folded_fields()
        )

    def clean(self) -> dict[str, Any]:
        """A line with comments alone is a mistake."""
        said = super().clean() or {}
        if not said.get(self.main) and not self.errors and self.is_filled(said):
            self.add_error(self.main, NO_TEXT)
        return said

    def is_filled(self, said: dict[str, Any]) -> bool:
        """Whether anything is written in it."""
        ignored = {"key", "place", "answer"}
        return any(value for name, value in said.items() if name not in ignored)

    @property
    def is_empty(self) -> bool:
        """Whether it is no line at all."""
        return not self.cleaned_data.get(self.main)

    def as_data(self) -> Data:
        """The line as the kind keeps it."""
        said = self.cleaned_data
        data: Data = {name: said[name] for name in ("key", "reference") if name in said}
        if "text" in said:
            data["text"] = as_line(said["text"])
        for name in ("feedback", "if_true", "if_false"):
            if name in said:
                data[name] = as_html(said[name])
        return data

    @classmethod
    def initial_of(cls, row: Data) -> dict[str, Any]:
        """A kept line as it is edited."""
        texts = ("text", "feedback", "if_true", "if_false")
        return {**row, **{name: as_typed(row[name]) for name in texts if name in row}}


def _feedback(label: Any = ABOUT_IT) -> forms.Field:
    return GuardedTextField(label=label, required=False, max_length=2000, widget=SMALL)


def _reference() -> forms.Field:
    return forms.CharField(label=_("Reference"), required=False, max_length=1000)


def _text(label: Any) -> forms.Field:
    return GuardedTextField(label=label, required=False, max_length=1000, widget=SMALL)


class WorthMixin(forms.Form):
    """What something is worth: all, nothing, or a part."""

    is_right = forms.BooleanField(label=_("Right"), required=False)
    worth = forms.FloatField(
        label=_("Worth in %, if neither 100 nor 0"), required=False, min_value=-100, max_value=100
    )

    def fraction(self) -> float:
        """The same as a fraction."""
        said = self.cleaned_data
        worth = said.get("worth")
        return worth / 100 if worth is not None else float(said.get("is_right") or 0)

    @staticmethod
    def as_worth(fraction: float) -> dict[str, Any]:
        """A kept fraction as it is edited."""
        is_whole = fraction in {0, 1}
        return {"is_right": fraction == 1, "worth": None if is_whole else round(100 * fraction, 5)}


class OptionRow(WorthMixin, RowForm):
    """An option of a list."""

    prefix_label = _("Option")
    text = _text(_("Option"))
    feedback = _feedback()
    reference = _reference()
    field_order = ["key", "text", "is_right", "worth", "feedback", "reference"]

    def as_data(self) -> Data:
        """See RowForm."""
        return {**super().as_data(), "fraction": self.fraction()}

    @classmethod
    def initial_of(cls, row: Data) -> dict[str, Any]:
        """See RowForm."""
        return super().initial_of(row) | cls.as_worth(row["fraction"])


class StatementRow(RowForm):
    """A statement that is true or false."""

    prefix_label = _("Statement")
    text = _text(_("Statement; leave it empty where the question itself is the statement"))
    answer = forms.ChoiceField(
        label=_("It is"),
        required=False,
        choices=[("", "–"), ("true", _("True")), ("false", _("False"))],
    )
    if_true = _feedback(_("Said to those who answer “true”"))
    if_false = _feedback(_("Said to those who answer “false”"))
    reference = _reference()
    main = "answer"
    folded = ("if_true", "if_false", "reference")

    def clean(self) -> dict[str, Any]:
        """A statement needs its answer."""
        said = forms.Form.clean(self) or {}
        if not said.get("answer") and self.is_filled(said):
            self.add_error("answer", _("Say whether it is true or false."))
        return said

    def as_data(self) -> Data:
        """See RowForm."""
        return {**super().as_data(), "is_true": self.cleaned_data["answer"] == "true"}

    @classmethod
    def initial_of(cls, row: Data) -> dict[str, Any]:
        """See RowForm."""
        return super().initial_of(row) | {"answer": "true" if row["is_true"] else "false"}


class PairRow(RowForm):
    """A line and what belongs to it."""

    prefix_label = _("Pair")
    text = _text(_("Left"))
    right: forms.Field = GuardedCharField(label=_("Right"), required=False, max_length=500)
    feedback = _feedback()
    reference = _reference()

    def clean(self) -> dict[str, Any]:
        """Both sides, or none."""
        said = super().clean()
        if said.get("text") and not said.get("right"):
            self.add_error("right", _("Say what belongs to it."))
        return said


class StemRow(PairRow):
    """A stem of extended matching."""

    prefix_label = _("Stem")
    text = _text(_("Stem"))
    right = forms.CharField(
        label=_("Right option, by its number in the list or word for word"),
        required=False,
        max_length=500,
    )


class ItemRow(RowForm):
    """A thing to put in order."""

    prefix_label = _("Step")
    text = _text(_("Step"))
    place = forms.FloatField(
        label=_("Place"), required=False, help_text=_("To move a step; 2.5 puts it after 2.")
    )
    feedback = _feedback()
    reference = _reference()


class NumberRow(RowForm):
    """A number that is accepted."""

    prefix_label = _("Accepted number")
    main = "number"
    number = forms.CharField(
        label=_("Accepted"),
        required=False,
        max_length=80,
        help_text=_("12.5, or 12.5 ± 0.5, or 10 to 20."),
    )
    worth = forms.FloatField(
        label=_("Worth in %, if not 100"), required=False, min_value=0, max_value=100
    )
    feedback = _feedback()
    reference = _reference()

    def clean_number(self) -> str:
        """It must be one of the three forms."""
        text = str(self.cleaned_data.get("number") or "").strip()
        if text and range_in(text) is None:
            raise forms.ValidationError(_("Write 12.5, or 12.5 ± 0.5, or 10 to 20."))
        return text

    def as_data(self) -> Data:
        """See RowForm."""
        low, high = range_in(self.cleaned_data["number"]) or (0.0, 0.0)
        worth = self.cleaned_data.get("worth")
        fraction = 1.0 if worth is None else worth / 100
        return {**super().as_data(), "low": low, "high": high, "fraction": fraction}

    @classmethod
    def initial_of(cls, row: Data) -> dict[str, Any]:
        """See RowForm."""
        low, high = shown(row["low"]), shown(row["high"])
        worth = None if row["fraction"] == 1 else round(100 * row["fraction"], 5)
        number = low if low == high else f"{low} to {high}"
        return super().initial_of(row) | {"number": number, "worth": worth}


class AcceptedRow(RowForm):
    """Words that are accepted."""

    prefix_label = _("Accepted answer")
    text = forms.CharField(label=_("Accepted"), required=False, max_length=500)
    worth = forms.FloatField(
        label=_("Worth in %, if not 100"), required=False, min_value=0, max_value=100
    )
    feedback = _feedback()
    reference = _reference()

    def as_data(self) -> Data:
        """See RowForm; what is compared is no HTML."""
        worth = self.cleaned_data.get("worth")
        fraction = 1.0 if worth is None else worth / 100
        text = self.cleaned_data["text"]
        return {**super().as_data(), "text": text, "fraction": fraction}

    @classmethod
    def initial_of(cls, row: Data) -> dict[str, Any]:
        """See RowForm."""
        worth = None if row["fraction"] == 1 else round(100 * row["fraction"], 5)
        return super().initial_of(row) | {"text": row["text"], "worth": worth}


class RegionRow(RowForm):
    """A region of a picture."""

    prefix_label = _("Region")
    text = _text(_("Name, for those who choose from the list"))
    polygon = forms.CharField(
        label=_("Corners"),
        required=False,
        max_length=1000,
        help_text=_("Across and down, in hundredths of the picture: 10,20 30,20 30,45."),
    )
    is_right = forms.BooleanField(label=_("Right"), required=False)
    feedback = _feedback()
    reference = _reference()

    def clean_polygon(self) -> str:
        """At least three corners."""
        text = str(self.cleaned_data.get("polygon") or "").strip()
        if text and polygon_in(text) is None:
            raise forms.ValidationError(
                _("Write at least three corners such as 10,20 30,20 30,45; none above 100.")
            )
        return text

    def as_data(self) -> Data:
        """See RowForm."""
        said = self.cleaned_data
        polygon = polygon_in(said.get("polygon") or "") or []
        return {**super().as_data(), "polygon": polygon, "fraction": float(said["is_right"])}

    @classmethod
    def initial_of(cls, row: Data) -> dict[str, Any]:
        """See RowForm."""
        polygon = polygon_as_typed(row["polygon"])
        return super().initial_of(row) | {"polygon": polygon, "is_right": row["fraction"] == 1}


def range_in(text: str) -> tuple[float, float] | None:
    """The lowest and highest number that a text accepts; None where it says none."""
    for sign in (" to ", "..", "±", "+-", "+/-"):
        if sign not in text:
            continue
        first, _sign, second = text.partition(sign)
        one, two = number_in(first), number_in(second)
        if one is None or two is None:
            return None
        if sign in {" to ", ".."}:
            return (one, two) if one <= two else None
        return (round(one - two, 12), round(one + two, 12)) if two >= 0 else None
    number = number_in(text)
    return None if number is None else (number, number)
