"""Answers in words: short ones that are compared, reflections that nobody marks, and no answer."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nacre.confidentiality.forms import why_not
from nacre.questions.kinds.contract import (
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
    typed,
    worth,
)
from nacre.questions.markup import CONTROLS, cleaned

SHORT = 500
MOST = 60


def tidy(text: str, *, is_case_sensitive: bool = False) -> str:
    """A text as it is compared."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    return text if is_case_sensitive else text.casefold()


def fits(pattern: str, text: str) -> bool:
    r"""Whether a text is the pattern, in which * stands for anything and \* for itself."""
    pieces = [piece.replace("\x00", "*") for piece in pattern.replace(r"\*", "\x00").split("*")]
    if len(pieces) == 1:
        return text == pieces[0]
    first, *middle, last = pieces
    if not text.startswith(first) or len(text) < len(first) + len(last):
        return False
    if not text.endswith(last):
        return False
    place, end = len(first), len(text) - len(last)
    for piece in middle:
        found = text.find(piece, place, end)
        if found < 0:
            return False
        place = found + len(piece)
    return True


def guarded(sent: Mapping[str, Any], name: str, longest: int) -> str:
    """A learner's own words, if nobody could recognise a patient by them."""
    text = typed(sent, name, longest)
    if reason := why_not(text, is_checked=bool(one(sent, f"{name}-checked"))):
        raise NotAnswered(reason, {"text": text, "is_doubtful": True})
    return text


class ShortAnswer(Kind):
    """A word or two, compared with what is accepted; or marked by a person."""

    code = "short_answer"
    label = gettext_lazy("Short answer")
    hint = gettext_lazy("A word or two. * in an accepted answer stands for anything.")

    def cleaned(self, data: Data) -> Data:
        """See Kind."""
        answers = [
            {
                "key": row.get("key"),
                "text": " ".join(CONTROLS.sub("", str(row.get("text") or "")).split())[:SHORT],
                "fraction": fraction_of(row.get("fraction")),
                "feedback": cleaned(str(row.get("feedback") or "")),
                "reference": str(row.get("reference") or "").strip(),
            }
            for row in rows_of(data, "answers")
        ]
        return {
            "answers": keyed(answers),
            "is_case_sensitive": data.get("is_case_sensitive") is True,
            "is_marked_by_person": data.get("is_marked_by_person") is True,
        }

    def problems(self, data: Data) -> list[str]:
        """See Kind."""
        answers = rows_of(data, "answers")
        is_automatic = not data["is_marked_by_person"]
        is_worth_all = any(row["fraction"] == 1 for row in answers)
        checks = [
            (is_automatic and not is_worth_all, _("No accepted answer is worth everything.")),
            (any(not row["text"] for row in answers), _("An accepted answer has no text.")),
            (any(row["fraction"] < 0 for row in answers), _("An answer takes away points.")),
            (len(answers) > MOST, _("It accepts more than %(most)d answers.") % {"most": MOST}),
        ]
        return [why for is_so, why in checks if is_so]

    def essence(self, data: Data) -> Any:
        """See Kind."""
        answers = [[row["text"], row["fraction"]] for row in rows_of(data, "answers")]
        return [answers, data.get("is_case_sensitive"), data.get("is_marked_by_person")]

    def texts(self, data: Data) -> Iterator[str]:
        """See Kind."""
        for row in rows_of(data, "answers"):
            yield from (row["text"], row["feedback"], row["reference"])

    def draw(self, data: Data, occasion: Occasion) -> Drawn:
        """See Kind."""
        given = occasion.given
        more: dict[str, Any] = {
            "value": given.get("text", ""),
            "is_doubtful": given.get("is_doubtful"),
            "longest": SHORT,
        }
        if occasion.is_marked:
            answers = rows_of(data, "answers")
            more |= {
                "right": [row["text"] for row in answers if row["fraction"] == 1],
                "said": list(self.mark(data, given).feedback),
            }
        return Drawn("line", _("Your answer, in a word or two"), more=more)

    def read(self, data: Data, sent: Mapping[str, Any], name: str) -> dict[str, Any]:
        """See Kind."""
        return {"text": guarded(sent, name, SHORT)}

    def mark(self, data: Data, given: Mapping[str, Any]) -> Mark:
        """The first accepted answer that fits."""
        is_exact = bool(data.get("is_case_sensitive"))
        text = tidy(str(given.get("text") or ""), is_case_sensitive=is_exact)
        if not text:
            return worth(0.0)
        for row in rows_of(data, "answers"):
            if fits(tidy(row["text"], is_case_sensitive=is_exact), text):
                fraction = fraction_of(row["fraction"])
                said = Feedback(row["key"], row["feedback"], row["reference"], fraction == 1)
                return worth(fraction, [said])
        if data.get("is_marked_by_person"):
            return Mark(None, None)
        return worth(0.0)


class Essay(Kind):
    """Free words, a reflection: kept and never marked."""

    code = "essay"
    label = gettext_lazy("Reflection")
    hint = gettext_lazy("Free words that nobody marks.")
    is_scored = False

    def cleaned(self, data: Data) -> Data:
        """See Kind."""
        return {}

    def problems(self, data: Data) -> list[str]:
        """See Kind."""
        return []

    def essence(self, data: Data) -> Any:
        """See Kind."""
        return []

    def texts(self, data: Data) -> Iterator[str]:
        """See Kind."""
        yield from ()

    def draw(self, data: Data, occasion: Occasion) -> Drawn:
        """See Kind."""
        more = {
            "value": occasion.given.get("text", ""),
            "is_doubtful": occasion.given.get("is_doubtful"),
        }
        return Drawn("area", _("Your answer; leave out what could identify a patient"), more=more)

    def read(self, data: Data, sent: Mapping[str, Any], name: str) -> dict[str, Any]:
        """See Kind."""
        return {"text": guarded(sent, name, 10_000)}

    def mark(self, data: Data, given: Mapping[str, Any]) -> Mark:
        """It counts for nothing."""
        return Mark(None, None, is_scored=False)


class Description(Essay):
    """Words between questions, to which nothing is answered."""

    code = "description"
    label = gettext_lazy("Text between questions")
    hint = gettext_lazy("Something to read; nothing is asked.")

    def draw(self, data: Data, occasion: Occasion) -> Drawn:
        """See Kind."""
        return Drawn("nothing")

    def read(self, data: Data, sent: Mapping[str, Any], name: str) -> dict[str, Any]:
        """Nothing can be missing."""
        return {}
