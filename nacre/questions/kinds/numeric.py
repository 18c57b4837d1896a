"""A number, within a tolerance or a range, perhaps in one of several units."""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nacre.questions.kinds.contract import (
    Choice,
    Data,
    Drawn,
    Feedback,
    Kind,
    Mark,
    NotAnswered,
    Occasion,
    fraction_of,
    keyed,
    one,
    rows_of,
    worth,
)
from nacre.questions.markup import cleaned

NUMBER = re.compile(r"[+-]?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})([eE][+-]?\d{1,3})?", re.ASCII)
MOST = 40


def number_in(text: str) -> float | None:
    """A number as people write it, with a point; None where it is none."""
    tidy = text.strip().replace("\u2212", "-").replace("\u00a0", "").replace(" ", "")
    if not NUMBER.fullmatch(tidy):
        return None
    number = float(tidy)
    return number if math.isfinite(number) else None


def shown(number: float) -> str:
    """A number as it is read: no more digits than it needs."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return repr(number)


def lies_in(number: float, low: float, high: float) -> bool:
    """Whether a number lies between two, with the last bit of a computer forgiven."""
    slack = 1e-9 * max(abs(low), abs(high), 1e-9)
    return low - slack <= number <= high + slack


class Numeric(Kind):
    """Accepted answers are tried in turn; the first that fits says what it is worth."""

    code = "numeric"
    label = gettext_lazy("A number")
    hint = gettext_lazy("A number with a tolerance or a range; several may be accepted.")

    def cleaned(self, data: Data) -> Data:
        """See Kind."""
        answers = [
            {
                "key": row.get("key"),
                "low": _number(row.get("low")),
                "high": _number(row.get("high")),
                "fraction": fraction_of(row.get("fraction")),
                "feedback": cleaned(str(row.get("feedback") or "")),
                "reference": str(row.get("reference") or "").strip(),
            }
            for row in rows_of(data, "answers")
        ]
        units = [
            {
                "key": row.get("key"),
                "name": " ".join(str(row.get("name") or "").split())[:40],
                "factor": _number(row.get("factor", 1)),
            }
            for row in rows_of(data, "units")
        ]
        otherwise = cleaned(str(data.get("otherwise") or ""))
        return {"answers": keyed(answers), "units": keyed(units), "otherwise": otherwise}

    def problems(self, data: Data) -> list[str]:
        """See Kind."""
        answers, units = rows_of(data, "answers"), rows_of(data, "units")
        numbers = [row[end] for row in answers for end in ("low", "high")]
        numbers += [row["factor"] for row in units]
        checks = [
            (not any(row["fraction"] == 1 for row in answers), _("No number is worth everything.")),
            (any(row["fraction"] < 0 for row in answers), _("A number takes away points.")),
            (None in numbers, _("An accepted answer or a factor is no number.")),
            (
                any(r["low"] > r["high"] for r in answers if None not in (r["low"], r["high"])),
                _("A range ends before it begins."),
            ),
            (max(len(answers), len(units)) > MOST, _("It accepts more than 40 numbers.")),
            (any(not row["name"] for row in units), _("A unit has no name.")),
            (any(row["factor"] == 0 for row in units), _("A unit has the factor 0.")),
            (bool(units) and units[0]["factor"] != 1, _("The first unit must have the factor 1.")),
        ]
        return [why for is_so, why in checks if is_so]

    def essence(self, data: Data) -> Any:
        """See Kind."""
        answers = [[r["low"], r["high"], r["fraction"]] for r in rows_of(data, "answers")]
        return [answers, [[r["name"], r["factor"]] for r in rows_of(data, "units")]]

    def texts(self, data: Data) -> Iterator[str]:
        """See Kind."""
        yield str(data.get("otherwise") or "")
        for row in rows_of(data, "answers"):
            yield from (row["feedback"], row["reference"])

    def draw(self, data: Data, occasion: Occasion) -> Drawn:
        """See Kind."""
        units = rows_of(data, "units")
        given = occasion.given
        choices = tuple(
            Choice(row["key"], row["name"], is_given=row["key"] == given.get("unit"))
            for row in units
        )
        more: dict[str, Any] = {"value": given.get("text", ""), "is_number": True}
        if occasion.is_marked:
            more |= {"right": self._right(data), "said": self._said(data, given)}
        return Drawn("line", _("Your answer, as a number"), choices, more=more)

    def _right(self, data: Data) -> list[str]:
        unit = "".join(f" {row['name']}" for row in rows_of(data, "units")[:1])
        return [
            shown(r["low"]) + unit
            if r["low"] == r["high"]
            else _("%(low)s to %(high)s") % {"low": shown(r["low"]), "high": shown(r["high"])}
            + unit
            for r in rows_of(data, "answers")
            if r["fraction"] == 1
        ]

    def _said(self, data: Data, given: Mapping[str, Any]) -> list[Feedback]:
        found = self._fitting(data, given)
        if found is None:
            return [Feedback("", data.get("otherwise", ""), is_right=False)]
        is_right = found["fraction"] == 1
        return [Feedback(found["key"], found["feedback"], found["reference"], is_right)]

    def read(self, data: Data, sent: Mapping[str, Any], name: str) -> dict[str, Any]:
        """See Kind."""
        text = one(sent, name).strip()[:60]
        unit = one(sent, f"{name}-unit")
        units = {row["key"] for row in rows_of(data, "units")}
        if not text:
            raise NotAnswered(_("Write a number."), {"unit": unit})
        number = number_in(text)
        if number is None:
            raise NotAnswered(
                _("Write a number alone, such as 12.5, with a point and without commas."),
                {"text": text, "unit": unit},
            )
        if len(units) > 1 and unit not in units:
            raise NotAnswered(_("Say in which unit."), {"text": text})
        given = {"text": text, "number": number}
        return given | ({"unit": unit} if len(units) > 1 else {})

    def _fitting(self, data: Data, given: Mapping[str, Any]) -> Data | None:
        number = given.get("number")
        if isinstance(number, bool) or not isinstance(number, int | float):
            return None
        factors = {row["key"]: row["factor"] for row in rows_of(data, "units")}
        value = float(number) * factors.get(str(given.get("unit")), 1)
        for row in rows_of(data, "answers"):
            if lies_in(value, row["low"], row["high"]):
                return row
        return None

    def mark(self, data: Data, given: Mapping[str, Any]) -> Mark:
        """What the first accepted answer that fits is worth."""
        found = self._fitting(data, given)
        said = self._said(data, given)
        return worth(fraction_of(found["fraction"]) if found else 0.0, said)


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    return number_in(str(value)) if isinstance(value, str) else None
