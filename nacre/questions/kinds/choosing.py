"""One best answer, or several right ones, of a list of options."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nacre.questions.kinds.contract import (
    FULL,
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
    many,
    one,
    rows_of,
    strings,
    worth,
)
from nacre.questions.markup import cleaned, cleaned_line

MOST_OPTIONS = 40


class Choosing(Kind):
    """What both have: options with a fraction, feedback and reference each."""

    def cleaned(self, data: Data) -> Data:
        """See Kind."""
        options = [
            {
                "key": row.get("key"),
                "text": cleaned_line(str(row.get("text") or "")),
                "fraction": fraction_of(row.get("fraction")),
                "feedback": cleaned(str(row.get("feedback") or "")),
                "reference": str(row.get("reference") or "").strip(),
            }
            for row in rows_of(data, "options")
        ]
        return {"options": keyed(options), "is_shuffled": data.get("is_shuffled", True) is True}

    def problems(self, data: Data) -> list[str]:
        """See Kind."""
        options = rows_of(data, "options")
        found = []
        if len(options) < 2:
            found.append(_("It needs at least two options."))
        if len(options) > MOST_OPTIONS:
            found.append(_("It has more than %(most)d options.") % {"most": MOST_OPTIONS})
        if any(not row["text"] for row in options):
            found.append(_("An option has no text."))
        texts = [row["text"].casefold() for row in options]
        if len(set(texts)) < len(texts):
            found.append(_("Two options are the same."))
        return found

    def essence(self, data: Data) -> Any:
        """See Kind."""
        options = [[row["text"], row["fraction"]] for row in rows_of(data, "options")]
        return sorted(options) if data.get("is_shuffled") else options

    def texts(self, data: Data) -> Iterator[str]:
        """See Kind."""
        for row in rows_of(data, "options"):
            yield from (row["text"], row["feedback"], row["reference"])

    def options(self, data: Data) -> list[tuple[str, bool]]:
        """See Kind."""
        return [(row["text"], self.is_right(row)) for row in rows_of(data, "options")]

    def is_right(self, row: Data) -> bool:
        """Whether an option is among the right ones."""
        return fraction_of(row.get("fraction")) > 0

    def drawn(self, data: Data, occasion: Occasion, given: set[str]) -> tuple[Choice, ...]:
        """The options as they are drawn."""
        options = rows_of(data, "options")
        marked = occasion.is_marked
        return tuple(
            Choice(
                value=row["key"],
                label=row["text"],
                is_given=row["key"] in given,
                is_right=self.is_right(row) if marked else None,
                feedback=row["feedback"] if marked else "",
                reference=row["reference"] if marked else "",
            )
            for row in occasion.shuffled(options, is_shuffled=data.get("is_shuffled", True))
        )

    def said(self, data: Data, given: set[str]) -> list[Feedback]:
        """What is said about each option."""
        return [
            Feedback(
                row["key"],
                row["feedback"],
                row["reference"],
                self.is_right(row),
                row["key"] in given,
            )
            for row in rows_of(data, "options")
        ]


class SingleBestAnswer(Choosing):
    """One of several options is best; some others may be worth something."""

    code = "sba"
    label = gettext_lazy("Single best answer")
    hint = gettext_lazy("A lead-in and about five options, one of them the best.")

    def problems(self, data: Data) -> list[str]:
        """See Kind."""
        found = super().problems(data)
        if not any(self.is_right(row) for row in rows_of(data, "options")):
            found.append(_("No option is worth everything; say which one is right."))
        return found

    def is_right(self, row: Data) -> bool:
        """Only what is worth everything."""
        return fraction_of(row.get("fraction")) >= FULL

    def draw(self, data: Data, occasion: Occasion) -> Drawn:
        """See Kind."""
        given = {str(occasion.given.get("choice") or "")}
        choices = self.drawn(data, occasion, given)
        return Drawn("choices", _("Choose one answer"), choices, more={"input": "radio"})

    def read(self, data: Data, sent: Mapping[str, Any], name: str) -> dict[str, Any]:
        """See Kind."""
        key = one(sent, name)
        if key not in {row["key"] for row in rows_of(data, "options")}:
            raise NotAnswered(_("Choose one of the answers."))
        return {"choice": key}

    def chosen(self, data: Data, given: Mapping[str, Any]) -> tuple[str, ...]:
        """See Kind."""
        return (str(given["choice"]),) if given.get("choice") else ()

    def mark(self, data: Data, given: Mapping[str, Any]) -> Mark:
        """The fraction of the option that was chosen."""
        key = str(given.get("choice") or "")
        rows = {row["key"]: row for row in rows_of(data, "options")}
        fraction = fraction_of(rows[key]["fraction"]) if key in rows else 0.0
        return worth(fraction, self.said(data, {key}))


class MultipleResponse(Choosing):
    """Several options are right: all or nothing, point by point, or weighted."""

    code = "multiple_response"
    label = gettext_lazy("Several right answers")
    hint = gettext_lazy("A list of which any number may be right.")

    ALL_OR_NOTHING, PLUS_MINUS, WEIGHTED = "all_or_nothing", "plus_minus", "weighted"

    def cleaned(self, data: Data) -> Data:
        """See Kind."""
        marking = data.get("marking")
        if marking not in {self.PLUS_MINUS, self.WEIGHTED}:
            marking = self.ALL_OR_NOTHING
        done = super().cleaned(data) | {"marking": marking}
        if marking != self.WEIGHTED:
            for row in done["options"]:
                row["fraction"] = 1.0 if row["fraction"] > 0 else 0.0
        return done

    def problems(self, data: Data) -> list[str]:
        """See Kind."""
        found = super().problems(data)
        positive = [row["fraction"] for row in rows_of(data, "options") if row["fraction"] > 0]
        if not positive:
            found.append(_("No option is right; say which ones are."))
        elif data["marking"] == self.WEIGHTED and not FULL <= sum(positive) <= 2 - FULL:
            found.append(
                _("The right options come to %(sum)s %%; they must come to 100 %%.")
                % {"sum": f"{100 * sum(positive):.5g}"}
            )
        return found

    def essence(self, data: Data) -> Any:
        """See Kind; point by point is a way of weighing."""
        if data.get("marking") != self.PLUS_MINUS:
            return [data.get("marking"), super().essence(data)]
        return [self.WEIGHTED, super().essence({**data, "options": self.by_points(data)})]

    def by_points(self, data: Data) -> list[Data]:
        """The options with what each is worth where a point is given and taken."""
        options = rows_of(data, "options")
        point = fraction_of(1 / max(1, sum(self.is_right(row) for row in options)))
        return [{**row, "fraction": point if self.is_right(row) else -point} for row in options]

    def draw(self, data: Data, occasion: Occasion) -> Drawn:
        """See Kind."""
        choices = self.drawn(data, occasion, set(strings(occasion.given, "choices")))
        return Drawn("choices", _("Choose all that are right"), choices, more={"input": "checkbox"})

    def read(self, data: Data, sent: Mapping[str, Any], name: str) -> dict[str, Any]:
        """See Kind."""
        known = {row["key"] for row in rows_of(data, "options")}
        keys = set(many(sent, name))
        if not keys or not keys <= known:
            raise NotAnswered(_("Choose at least one of the answers."))
        return {"choices": sorted(keys)}

    def chosen(self, data: Data, given: Mapping[str, Any]) -> tuple[str, ...]:
        """See Kind."""
        return tuple(strings(given, "choices"))

    def mark(self, data: Data, given: Mapping[str, Any]) -> Mark:
        """By the marking that its author chose."""
        rows = rows_of(data, "options")
        chosen = set(strings(given, "choices"))
        said = self.said(data, chosen)
        right = {row["key"] for row in rows if self.is_right(row)}
        if data.get("marking") == self.WEIGHTED:
            return worth(sum(fraction_of(r["fraction"]) for r in rows if r["key"] in chosen), said)
        if data.get("marking") == self.PLUS_MINUS:
            points = len(chosen & right) - len(chosen - right)
            return worth(points / len(right) if right else 0.0, said)
        return worth(float(chosen == right and bool(right)), said)
