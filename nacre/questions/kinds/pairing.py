"""Lines to each of which something is chosen: true or false, extended matching, matching."""

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
    Row,
    keyed,
    one,
    pairs,
    rows_of,
    worth,
)
from nacre.questions.markup import cleaned, cleaned_line, plain

MOST_ROWS = 40
TRUE, FALSE = "true", "false"


class Pairing(Kind):
    """What they share: an answer is a table from the key of a line to what was chosen for it."""

    lines: str  # where the lines lie in the data
    template = "rows"

    def right(self, row: Data) -> str:
        """What is right for a line."""
        return str(row["answer"])

    def possible(self, data: Data) -> dict[str, str]:
        """What can be chosen for any line, by its key."""
        return {row["key"]: row["text"] for row in rows_of(data, "choices")}

    def said_of(self, row: Data, value: str) -> str:
        """What is said to somebody who chose this for the line."""
        return str(row["feedback"])

    def read(self, data: Data, sent: Mapping[str, Any], name: str) -> dict[str, Any]:
        """See Kind."""
        possible = self.possible(data)
        rows = rows_of(data, self.lines)
        found = {row["key"]: one(sent, f"{name}-{row['key']}") for row in rows}
        good = {key: value for key, value in found.items() if value in possible}
        if len(good) < len(rows):
            raise NotAnswered(_("Answer every line."), {"pairs": good})
        return {"pairs": good}

    def mark(self, data: Data, given: Mapping[str, Any]) -> Mark:
        """Each line counts the same."""
        chosen, rows = pairs(given, "pairs"), rows_of(data, self.lines)
        said, right = [], 0
        for row in rows:
            value = chosen.get(row["key"], "")
            is_right = value == self.right(row)
            right += is_right
            text = self.said_of(row, value)
            said.append(Feedback(row["key"], text, row["reference"], is_right, bool(value)))
        return worth(right / len(rows) if rows else 0.0, said)

    def drawn(self, data: Data, occasion: Occasion, *, is_shuffled: bool) -> tuple[Row, ...]:
        """The lines as they are drawn."""
        given = pairs(occasion.given, "pairs")
        choices = self.in_order(data, occasion)
        lines = occasion.shuffled(rows_of(data, self.lines), is_shuffled=is_shuffled)
        return tuple(self._row(row, occasion, choices, given.get(row["key"], "")) for row in lines)

    def in_order(self, data: Data, occasion: Occasion) -> dict[str, str]:
        """What can be chosen, as it is listed."""
        listed = occasion.shuffled(rows_of(data, "choices"))
        return {row["key"]: row["text"] for row in listed}

    def _row(self, row: Data, occasion: Occasion, choices: dict[str, str], value: str) -> Row:
        marked = occasion.is_marked
        return Row(
            name=f"{occasion.name}-{row['key']}",
            label=row["text"],
            choices=tuple(Choice(k, text, is_given=k == value) for k, text in choices.items()),
            is_right=value == self.right(row) if marked else None,
            right=choices.get(self.right(row), "") if marked else "",
            feedback=self.said_of(row, value) if marked else "",
            reference=row["reference"] if marked else "",
        )


class TrueFalse(Pairing):
    """Statements, each true or false and each counted by itself."""

    code = "true_false"
    label = gettext_lazy("True or false")
    hint = gettext_lazy("Statements that are true or false, each for itself. One may be enough.")
    lines = "statements"

    def cleaned(self, data: Data) -> Data:
        """See Kind."""
        rows = [
            {
                "key": row.get("key"),
                "text": cleaned_line(str(row.get("text") or "")),
                "is_true": row.get("is_true") is True,
                "if_true": cleaned(str(row.get("if_true") or "")),
                "if_false": cleaned(str(row.get("if_false") or "")),
                "reference": str(row.get("reference") or "").strip(),
            }
            for row in rows_of(data, self.lines)
        ]
        return {self.lines: keyed(rows)}

    def problems(self, data: Data) -> list[str]:
        """See Kind."""
        rows = rows_of(data, self.lines)
        if not rows:
            return [_("It needs at least one statement.")]
        if len(rows) > MOST_ROWS:
            return [_("It has more than %(most)d statements.") % {"most": MOST_ROWS}]
        if len(rows) > 1 and any(not row["text"] for row in rows):
            return [_("A statement has no text.")]
        return []

    def essence(self, data: Data) -> Any:
        """See Kind."""
        return [[row["text"], row["is_true"]] for row in rows_of(data, self.lines)]

    def texts(self, data: Data) -> Iterator[str]:
        """See Kind."""
        for row in rows_of(data, self.lines):
            yield from (row["text"], row["if_true"], row["if_false"], row["reference"])

    def right(self, row: Data) -> str:
        """See Pairing."""
        return TRUE if row["is_true"] else FALSE

    def possible(self, data: Data) -> dict[str, str]:
        """See Pairing."""
        return {TRUE: _("True"), FALSE: _("False")}

    def in_order(self, data: Data, occasion: Occasion) -> dict[str, str]:
        """True before false, always."""
        return self.possible(data)

    def said_of(self, row: Data, value: str) -> str:
        """See Pairing."""
        return str(row["if_true"] if value == TRUE else row["if_false"] if value == FALSE else "")

    def chosen(self, data: Data, given: Mapping[str, Any]) -> tuple[str, ...]:
        """For one statement: what was chosen."""
        found = pairs(given, "pairs")
        return tuple(found.values()) if len(found) == 1 else ()

    def draw(self, data: Data, occasion: Occasion) -> Drawn:
        """See Kind."""
        rows = self.drawn(data, occasion, is_shuffled=False)
        is_single = len(rows) == 1 and not rows[0].label
        legend = _("Is that true?") if is_single else _("True or false?")
        return Drawn("statements", legend, rows=rows, more={"is_single": is_single})


class Matching(Pairing):
    """Pairs: to each line on the left belongs one on the right."""

    code = "matching"
    label = gettext_lazy("Matching")
    hint = gettext_lazy("Pairs that belong together, and perhaps some that belong to nothing.")
    lines = "rows"

    def cleaned(self, data: Data) -> Data:
        """See Kind; what is on the right twice becomes one choice."""
        listed = keyed(
            {"key": row.get("key"), "text": cleaned_line(str(row.get("text") or ""))}
            for row in rows_of(data, "choices")
        )
        first: dict[str, str] = {}
        became: dict[str, str] = {}
        for old, row in zip(rows_of(data, "choices"), listed, strict=True):
            became[str(old.get("key"))] = first.setdefault(row["text"].casefold(), row["key"])
        rows = [
            {
                "key": row.get("key"),
                "text": cleaned_line(str(row.get("text") or "")),
                "answer": became.get(str(row.get("answer")), ""),
                "feedback": cleaned(str(row.get("feedback") or "")),
                "reference": str(row.get("reference") or "").strip(),
            }
            for row in rows_of(data, self.lines)
        ]
        kept = set(first.values())
        return {self.lines: keyed(rows), "choices": [c for c in listed if c["key"] in kept]}

    def problems(self, data: Data) -> list[str]:
        """See Kind."""
        rows, choices = rows_of(data, self.lines), rows_of(data, "choices")
        checks = [
            (len(rows) < self.fewest, _("It needs at least %(n)d lines.") % {"n": self.fewest}),
            (len(choices) < 2, _("It needs at least two different things to choose.")),
            (max(len(rows), len(choices)) > MOST_ROWS, _("It has more than 40 lines.")),
            (any(not row["text"] for row in rows), _("A line has no text.")),
            (any(not row["text"] for row in choices), _("A choice has no text.")),
            (any(not row["answer"] for row in rows), _("A line has no right answer.")),
        ]
        return [why for is_so, why in checks if is_so]

    fewest = 2

    def essence(self, data: Data) -> Any:
        """See Kind."""
        texts = self.possible(data)
        lines = [[row["text"], texts.get(row["answer"])] for row in rows_of(data, self.lines)]
        return [lines, sorted(texts.values())]

    def texts(self, data: Data) -> Iterator[str]:
        """See Kind."""
        yield from self.possible(data).values()
        for row in rows_of(data, self.lines):
            yield from (row["text"], row["feedback"], row["reference"])

    def draw(self, data: Data, occasion: Occasion) -> Drawn:
        """See Kind."""
        return Drawn("rows", _("Match each line"), rows=self._plain(data, occasion, True))

    def _plain(self, data: Data, occasion: Occasion, is_shuffled: bool) -> tuple[Row, ...]:
        """A list to choose from holds words without markup."""
        texts = {row["key"]: plain(row["text"]) for row in rows_of(data, "choices")}
        bare = [{**row, "text": texts[row["key"]]} for row in rows_of(data, "choices")]
        return self.drawn({**data, "choices": bare}, occasion, is_shuffled=is_shuffled)


class ExtendedMatching(Matching):
    """A theme, a list of options that may be used again, and several stems."""

    code = "extended_matching"
    label = gettext_lazy("Extended matching")
    hint = gettext_lazy("A theme, 6 to 15 options, and stems for each of which one option is best.")
    fewest = 1

    def cleaned(self, data: Data) -> Data:
        """See Kind."""
        theme = cleaned_line(str(data.get("theme") or ""))
        return {"theme": theme, **super().cleaned(data)}

    def essence(self, data: Data) -> Any:
        """See Kind."""
        return [data.get("theme"), super().essence(data)]

    def texts(self, data: Data) -> Iterator[str]:
        """See Kind."""
        yield str(data.get("theme") or "")
        yield from super().texts(data)

    def options(self, data: Data) -> list[tuple[str, bool]]:
        """See Kind."""
        right = {row["answer"] for row in rows_of(data, self.lines)}
        return [(row["text"], row["key"] in right) for row in rows_of(data, "choices")]

    def draw(self, data: Data, occasion: Occasion) -> Drawn:
        """See Kind."""
        rows = self._plain(data, occasion, False)
        legend = _("Choose one option for each; an option may be used again")
        listed = [choice.label for choice in rows[0].choices] if rows else []
        return Drawn("rows", legend, rows=rows, more={"theme": data.get("theme"), "list": listed})
