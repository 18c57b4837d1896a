"""What a question of a GIFT file is here. Nothing is guessed: what has no meaning is refused."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.html import escape

from nacre.questions import markdown
from nacre.questions.content import Content
from nacre.questions.gift.reading import Entry, Item, entries
from nacre.questions.intake import CannotBeTaken, Found, taken
from nacre.questions.markup import TAG, as_html, cleaned, paragraphs, plain

Rich = dict[str, str] | None


def found_in(text: str) -> Iterator[Found]:
    """Each question of a GIFT text as it can be kept, or why it cannot."""
    category = ""
    for entry in entries(text):
        if entry.item is None:
            yield Found(entry.line, entry.title, reason=entry.reason)
        elif entry.item["type"] == "Category":
            category = entry.item["title"].rstrip("/ ").rpartition("/")[2]
        else:
            yield _found(entry, entry.item, category)


def _found(entry: Entry, item: Item, category: str) -> Found:
    return taken(entry.line, entry.title, lambda: content_of(item, category))


def content_of(item: Item, category: str = "") -> Content:
    """The question that an item of GIFT is."""
    kind, data = DATA[item["type"]](item)
    tags = [*(item.get("tags") or []), *([category] if category else [])]
    return Content(
        kind=kind,
        title=item["title"] or "",
        stem=html(item["stem"]),
        data=data,
        explanation=html(item.get("globalFeedback")),
        tags=tuple(tags),
    )


def html(text: Rich) -> str:
    """A text of any of the four formats as HTML."""
    if not text or not text["text"]:
        return ""
    return in_format(text["text"], text["format"])


def in_format(text: str, format: str) -> str:
    """The same of a text and the name of its format."""
    if format == "html":
        return text if TAG.search(text) else cleaned(text) if "&" in text else as_html(text)
    if format == "markdown":
        return markdown.as_html(text)
    if format == "plain":
        return paragraphs(text)
    return text if TAG.search(text) else as_html(text)


def label(text: Rich) -> str:
    """A text that stands in a label."""
    if not text:
        return ""
    if text["format"] in {"html", "moodle"}:
        tagged = TAG.search(text["text"]) or text["format"] == "html"
        return text["text"] if tagged else str(escape(text["text"]))
    return html(text)


def fraction(choice: Item) -> float:
    """What an answer is worth."""
    if choice["weight"] is not None:
        return float(choice["weight"]) / 100
    return 1.0 if choice["isCorrect"] else 0.0


def _choices(item: Item) -> tuple[str, dict[str, Any]]:
    options = [
        {
            "text": label(choice["text"]),
            "fraction": fraction(choice),
            "feedback": html(choice["feedback"]),
        }
        for choice in item["choices"]
    ]
    if any(choice["isCorrect"] for choice in item["choices"]):
        return "sba", {"options": options}
    return "multiple_response", {"options": options, "marking": "weighted"}


def _truth(item: Item) -> tuple[str, dict[str, Any]]:
    wrong, right = html(item["trueFeedback"]), html(item["falseFeedback"])
    is_true = item["isTrue"]
    statement = {
        "text": "",
        "is_true": is_true,
        "if_true": right if is_true else wrong,
        "if_false": wrong if is_true else right,
    }
    return "true_false", {"statements": [statement]}


def _short(item: Item) -> tuple[str, dict[str, Any]]:
    choices = item["choices"]
    if len(choices) == 1 and re.match(r"%-?[\d.]+%", choices[0]["text"]["text"]):
        raise CannotBeTaken("Its answer begins with a weight but not with =.")
    answers = [
        {
            "text": short_text(choice["text"]),
            "fraction": fraction(choice),
            "feedback": html(choice["feedback"]),
        }
        for choice in choices
    ]
    return "short_answer", {"answers": answers}


def short_text(text: dict[str, str]) -> str:
    """What a learner would type."""
    is_markup = text["format"] in {"html", "moodle"} and TAG.search(text["text"])
    return plain(text["text"]) if is_markup else text["text"]


def _numbers(item: Item) -> tuple[str, dict[str, Any]]:
    found = item["choices"]
    if isinstance(found, dict):
        found = [{"isCorrect": True, "weight": None, "text": found, "feedback": None}]
    answers, otherwise = [], ""
    for choice in found:
        if choice["text"].get("text") == "*":
            if fraction(choice):
                raise CannotBeTaken("It gives points for any number.")
            otherwise = html(choice["feedback"])
            continue
        low, high = ends(choice["text"])
        answers.append(
            {
                "low": low,
                "high": high,
                "fraction": fraction(choice),
                "feedback": html(choice["feedback"]),
            }
        )
    return "numeric", {"answers": answers, "otherwise": otherwise}


def ends(number: dict[str, Any]) -> tuple[float, float]:
    """The lowest and the highest number that an answer accepts."""
    if number["type"] == "high-low":
        return number["numberLow"], number["numberHigh"]
    return around(number["number"], number.get("range", 0))


def around(number: float, tolerance: float) -> tuple[float, float]:
    """A number with its tolerance as a range, without the last bits of a computer's sum."""
    if tolerance < 0:
        raise CannotBeTaken("A tolerance is less than nothing.")
    middle, width = Decimal(repr(number)), Decimal(repr(tolerance))
    return float(middle - width), float(middle + width)


def _pairs(item: Item) -> tuple[str, dict[str, Any]]:
    rows, choices = [], []
    for place, pair in enumerate(item["matchPairs"]):
        key = f"choice{place}"
        choices.append({"key": key, "text": right_side(pair["subanswer"])})
        if pair["subquestion"]["text"]:
            rows.append({"text": label(pair["subquestion"]), "answer": key})
    return "matching", {"rows": rows, "choices": choices}


def right_side(text: str) -> str:
    """What stands on the right of a pair is plain text in GIFT, tags or not."""
    return text if TAG.search(text) else str(escape(text))


DATA = {
    "MC": _choices,
    "TF": _truth,
    "Short": _short,
    "Numerical": _numbers,
    "Matching": _pairs,
    "Essay": lambda item: ("essay", {}),
    "Description": lambda item: ("description", {}),
}
