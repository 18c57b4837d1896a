"""What the form of each kind consists of, and how it becomes the kind's data and back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nacre.questions.forms import rows
from nacre.questions.kinds.choosing import MultipleResponse
from nacre.questions.kinds.contract import Data, rows_of
from nacre.questions.kinds.numeric import number_in, shown
from nacre.questions.kinds.ordering import Ordering
from nacre.questions.markup import as_html, as_line, as_typed, plain

Said = dict[str, Any]
Lines = list[Said]


class SettingsForm(forms.Form):
    """What holds for the question as a whole; none unless a kind has some."""

    use_required_attribute = False


class OrderOfOptions(SettingsForm):
    """Whether options change places."""

    is_fixed = forms.BooleanField(
        label=gettext_lazy("Keep the options in this order, for example numbers"), required=False
    )


class Marking(OrderOfOptions):
    """How several right answers are counted."""

    marking = forms.ChoiceField(
        label=gettext_lazy("How it is marked"),
        choices=[
            (MultipleResponse.ALL_OR_NOTHING, gettext_lazy("All or nothing")),
            (
                MultipleResponse.PLUS_MINUS,
                gettext_lazy("A point for each right one, less one for each wrong one"),
            ),
            (MultipleResponse.WEIGHTED, gettext_lazy("By what each option is worth in %")),
        ],
    )
    field_order = ["marking", "is_fixed"]


class Theme(SettingsForm):
    """Theme and options of extended matching."""

    theme = forms.CharField(label=gettext_lazy("Theme"), max_length=200)
    options = forms.CharField(
        label=gettext_lazy("Options, one a line"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class Extras(SettingsForm):
    """What belongs to nothing."""

    extras = forms.CharField(
        label=gettext_lazy("Further things on the right that belong to nothing, one a line"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OrderMarking(SettingsForm):
    """How an order is counted."""

    marking = forms.ChoiceField(
        label=gettext_lazy("How it is marked"),
        choices=[
            (Ordering.EXACT, gettext_lazy("All or nothing")),
            (Ordering.INVERSIONS, gettext_lazy("Less for each pair that lies the wrong way round")),
        ],
    )


class Units(SettingsForm):
    """In which units a number may be given, and what is said to everybody else."""

    units = forms.CharField(
        label=gettext_lazy("Units, one a line"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy(
            "The accepted numbers are in the first. For others say what one of them is: mg/dL = 17.1"
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    otherwise = forms.CharField(
        label=gettext_lazy("Said to those whose number is not accepted"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_units(self) -> str:
        """Each line a name, with its factor where it is not the first."""
        text = str(self.cleaned_data.get("units") or "").strip()
        for place, line in enumerate(text.splitlines(), 1):
            if line.strip() and _unit(line) is None:
                raise forms.ValidationError(
                    _("Line %(line)d: write the unit, =, and a number, such as mg/dL = 17.1.")
                    % {"line": place}
                )
        return text


class Comparing(SettingsForm):
    """How short answers are compared."""

    is_case_sensitive = forms.BooleanField(label=gettext_lazy("Capitals matter"), required=False)
    is_marked_by_person = forms.BooleanField(
        label=gettext_lazy("A person marks what is not accepted below"), required=False
    )


@dataclass(frozen=True)
class Layout:
    """The form of a kind."""

    settings: type[SettingsForm] = SettingsForm
    row: type[rows.RowForm] | None = None
    first: int = 5  # empty lines in a new question
    into: Callable[[Said, Lines, Data], Data] = field(default=lambda said, lines, kept: {})
    out: Callable[[Data], tuple[Said, Lines]] = field(default=lambda data: ({}, []))


def _lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _initials(form: type[rows.RowForm], found: Lines) -> Lines:
    return [form.initial_of(row) for row in found]


# --- one or several of a list ----------------------------------------------------------------


def _options_in(said: Said, lines: Lines, kept: Data) -> Data:
    return {"options": lines, "is_shuffled": not said["is_fixed"], "marking": said.get("marking")}


def _options_out(data: Data) -> tuple[Said, Lines]:
    said = {"is_fixed": not data["is_shuffled"], "marking": data.get("marking")}
    return said, _initials(rows.OptionRow, data["options"])


# --- pairs and extended matching -------------------------------------------------------------


def _pairs_in(said: Said, lines: Lines, kept: Data) -> Data:
    """Choices keep their keys as long as their words stay."""
    texts = [as_line(row["right"]) for row in lines] + list(map(as_line, _lines_of(said["extras"])))
    choices = _choices(texts, kept)
    keys = {row["text"].casefold(): row["key"] for row in choices}
    done = [{**row, "answer": keys[as_line(row["right"]).casefold()]} for row in lines]
    return {"rows": done, "choices": choices}


def _choices(texts: list[str], kept: Data) -> Lines:
    before = {row["text"].casefold(): row["key"] for row in rows_of(kept, "choices")}
    unique = {text.casefold(): text for text in texts}
    return [
        {"key": before.get(folded) or f"new{place}x", "text": text}
        for place, (folded, text) in enumerate(unique.items())
    ]


def _pairs_out(data: Data) -> tuple[Said, Lines]:
    texts = {row["key"]: as_typed(row["text"]) for row in data["choices"]}
    used = {row["answer"] for row in data["rows"]}
    lines = [
        rows.PairRow.initial_of(row) | {"right": texts.get(row["answer"], "")}
        for row in data["rows"]
    ]
    return {"extras": "\n".join(text for key, text in texts.items() if key not in used)}, lines


def _stems_in(said: Said, lines: Lines, kept: Data) -> Data:
    """The right option by its number or its words."""
    choices = _choices(list(map(as_line, _lines_of(said["options"]))), kept)
    keys = {plain(row["text"]).casefold(): row["key"] for row in choices}
    keys |= {str(place): row["key"] for place, row in enumerate(choices, 1)}
    for row in lines:
        right = " ".join(row["right"].split()).casefold()
        if right not in keys:
            raise forms.ValidationError(
                _("“%(right)s” is not in the list of options.") % {"right": row["right"]}
            )
        row["answer"] = keys[right]
    return {"theme": as_line(said["theme"]), "rows": lines, "choices": choices}


def _stems_out(data: Data) -> tuple[Said, Lines]:
    texts = {row["key"]: row["text"] for row in data["choices"]}
    lines = [
        rows.StemRow.initial_of(row) | {"right": plain(texts.get(row["answer"], ""))}
        for row in data["rows"]
    ]
    options = "\n".join(as_typed(row["text"]) for row in data["choices"])
    return {"theme": as_typed(data["theme"]), "options": options}, lines


# --- order, numbers, words, regions ----------------------------------------------------------


def _order_in(said: Said, lines: Lines, kept: Data) -> Data:
    places = [row["place"] for row in lines]
    last = max((place for place in places if place is not None), default=0.0)
    for row in lines:
        row["place"] = last + 1 if row["place"] is None else row["place"]
    return {"items": sorted(lines, key=lambda row: row["place"]), "marking": said["marking"]}


def _order_out(data: Data) -> tuple[Said, Lines]:
    lines = _initials(rows.ItemRow, data["items"])
    return {"marking": data["marking"]}, [
        {**row, "place": place} for place, row in enumerate(lines, 1)
    ]


def _unit(line: str) -> Data | None:
    name, sign, factor = line.rpartition("=")
    if not sign:
        return {"name": line.strip(), "factor": 1.0}
    number = number_in(factor)
    return {"name": name.strip(), "factor": number} if number and name.strip() else None


def _numbers_in(said: Said, lines: Lines, kept: Data) -> Data:
    keys = {row["name"]: row["key"] for row in rows_of(kept, "units")}
    units = [unit for line in _lines_of(said["units"]) if (unit := _unit(line))]
    for unit in units:
        unit["key"] = keys.get(unit["name"])
    return {"answers": lines, "units": units, "otherwise": as_html(said["otherwise"])}


def _numbers_out(data: Data) -> tuple[Said, Lines]:
    units = [
        row["name"] if row["factor"] == 1 else f"{row['name']} = {shown(row['factor'])}"
        for row in data["units"]
    ]
    said = {"units": "\n".join(units), "otherwise": as_typed(data["otherwise"])}
    return said, _initials(rows.NumberRow, data["answers"])


def _words_out(data: Data) -> tuple[Said, Lines]:
    said = {name: data[name] for name in ("is_case_sensitive", "is_marked_by_person")}
    return said, _initials(rows.AcceptedRow, data["answers"])


LAYOUTS: dict[str, Layout] = {
    "sba": Layout(OrderOfOptions, rows.OptionRow, 5, _options_in, _options_out),
    "multiple_response": Layout(Marking, rows.OptionRow, 5, _options_in, _options_out),
    "true_false": Layout(
        SettingsForm,
        rows.StatementRow,
        5,
        lambda said, lines, kept: {"statements": lines},
        lambda data: ({}, _initials(rows.StatementRow, data["statements"])),
    ),
    "extended_matching": Layout(Theme, rows.StemRow, 4, _stems_in, _stems_out),
    "matching": Layout(Extras, rows.PairRow, 5, _pairs_in, _pairs_out),
    "ordering": Layout(OrderMarking, rows.ItemRow, 5, _order_in, _order_out),
    "numeric": Layout(Units, rows.NumberRow, 2, _numbers_in, _numbers_out),
    "hotspot": Layout(
        SettingsForm,
        rows.RegionRow,
        3,
        lambda said, lines, kept: {"regions": lines},
        lambda data: ({}, _initials(rows.RegionRow, data["regions"])),
    ),
    "short_answer": Layout(
        Comparing,
        rows.AcceptedRow,
        3,
        lambda said, lines, kept: {**said, "answers": lines},
        _words_out,
    ),
    "essay": Layout(),
    "description": Layout(),
}
