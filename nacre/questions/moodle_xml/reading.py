"""Moodle XML, read question by question. Kinds that are unknown here are listed and skipped."""

from collections.abc import Callable, Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element

from nacre.evidence.readers.xml_stream import Piece, pieces
from nacre.questions.content import Content
from nacre.questions.gift.meaning import around, in_format
from nacre.questions.intake import CannotBeTaken, Found, taken
from nacre.questions.kinds.contract import Data
from nacre.questions.kinds.numeric import number_in
from nacre.questions.markup import TAG, plain

FORMATS = {"html": "html", "markdown": "markdown", "plain_text": "plain", "plain": "plain"}
CLOSED = {
    "multianswer": "questions within a text (cloze)",
    "cloze": "questions within a text (cloze)",
    "calculated": "calculated numbers",
    "calculatedsimple": "calculated numbers",
    "calculatedmulti": "calculated numbers",
    "random": "questions drawn from a category",
    "randomsamatch": "matching drawn from short answers",
    "ddmarker": "markers dragged onto a picture",
    "ddimageortext": "things dragged onto a picture",
    "ddwtos": "words dragged into a text",
    "gapselect": "words chosen within a text",
}
NOT_WHOLE = "Its elements are nested in a way that is no Moodle XML."


def found_in(
    source: BinaryIO, on_progress: Callable[[int], None] = lambda size: None
) -> Iterator[Found]:
    """Each question of the file as it can be kept, or why it cannot."""
    category = ""
    tags = frozenset({"question"})
    for piece in pieces(source, tags=tags, on_progress=on_progress):
        if piece.trouble or piece.element is None:
            yield Found(piece.line, _name(piece), reason=piece.trouble or NOT_WHOLE)
        elif piece.element.get("type") == "category":
            category = _text(piece.element.find("category")).rstrip("/ ").rpartition("/")[2]
        else:
            yield _found(piece, piece.element, category)


def _found(piece: Piece, element: Element, category: str) -> Found:
    notes: list[str] = []
    return taken(piece.line, _name(piece), lambda: _content(element, category, notes), notes)


def _name(piece: Piece) -> str:
    if piece.element is None:
        return ""
    return _line(piece.element.find("name")) or f"({piece.element.get('type', '?')})"


def _content(element: Element, category: str, notes: list[str]) -> Content:
    sort = element.get("type", "")
    if sort in CLOSED:
        raise CannotBeTaken(f"Moodle's “{sort}” ({CLOSED[sort]}) is not supported.")
    if sort not in DATA:
        raise CannotBeTaken(f"The kind “{sort}” is not known here.")
    if element.find(".//file") is not None:
        raise CannotBeTaken("It carries a picture or file inside. Add the question at the desk.")
    kind, data = DATA[sort](element, notes)
    tags = [_line(tag) for tag in element.findall("tags/tag")]
    return Content(
        kind=kind,
        title=_line(element.find("name")),
        stem=_html(element.find("questiontext")),
        data=data,
        explanation=_html(element.find("generalfeedback")),
        tags=(*tags, *([category] if category else [])),
    )


# --- texts and numbers -----------------------------------------------------------------------


def _text(element: Element | None) -> str:
    """What stands in an element's <text>."""
    if element is None:
        return ""
    found = element.find("text")
    return ((element if found is None else found).text or "").strip()


def _line(element: Element | None) -> str:
    """A name or tag, which is plain text in Moodle."""
    return " ".join(_text(element).split())


def _html(element: Element | None) -> str:
    text = _text(element)
    if element is None or not text:
        return ""
    return in_format(text, FORMATS.get(element.get("format", "html"), "moodle"))


def _number(text: str, what: str) -> float:
    number = number_in(text)
    if number is None:
        raise CannotBeTaken(f"{what} “{text[:40]}” is no number.")
    return number


def _fraction(element: Element) -> float:
    return _number(element.get("fraction") or "0", "The fraction") / 100


def _is_on(element: Element, name: str) -> bool:
    return (element.findtext(name) or "").strip().lower() in {"1", "true"}


def _said(answer: Element) -> str:
    return _html(answer.find("feedback"))


# --- kinds -----------------------------------------------------------------------------------


def _choices(element: Element, notes: list[str]) -> tuple[str, Data]:
    options = [
        {"text": _html(answer), "fraction": _fraction(answer), "feedback": _said(answer)}
        for answer in element.findall("answer")
    ]
    data: Data = {"options": options, "is_shuffled": _is_on(element, "shuffleanswers")}
    if _is_on(element, "single"):
        return "sba", data
    return "multiple_response", data | {"marking": "weighted"}


def _truth(element: Element, notes: list[str]) -> tuple[str, Data]:
    said, right = {"true": "", "false": ""}, []
    for answer in element.findall("answer"):
        word = _text(answer).lower()
        if word not in said:
            raise CannotBeTaken(f"“{word[:20]}” is neither true nor false.")
        said[word] = _said(answer)
        right += [word] if _fraction(answer) == 1 else []
    if len(right) != 1:
        raise CannotBeTaken("It does not say whether it is true or false.")
    is_true = right[0] == "true"
    statement = {"text": "", "is_true": is_true, "if_true": said["true"], "if_false": said["false"]}
    return "true_false", {"statements": [statement]}


def _short(element: Element, notes: list[str]) -> tuple[str, Data]:
    answers = [
        {"text": _text(answer), "fraction": _fraction(answer), "feedback": _said(answer)}
        for answer in element.findall("answer")
    ]
    return "short_answer", {"answers": answers, "is_case_sensitive": _is_on(element, "usecase")}


def _numeric(element: Element, notes: list[str]) -> tuple[str, Data]:
    if (element.findtext("unitgradingtype") or "0").strip() not in {"", "0"}:
        raise CannotBeTaken("It takes points off for a wrong unit.")
    answers, otherwise = [], ""
    for answer in element.findall("answer"):
        text = _text(answer)
        if text == "*":
            if _fraction(answer):
                raise CannotBeTaken("It gives points for any number.")
            otherwise = _said(answer)
            continue
        width = _number((answer.findtext("tolerance") or "0").strip() or "0", "The tolerance")
        low, high = around(_number(text, "The answer"), width)
        row = {"low": low, "high": high, "fraction": _fraction(answer), "feedback": _said(answer)}
        answers.append(row)
    return "numeric", {"answers": answers, "otherwise": otherwise, "units": _units(element)}


def _units(element: Element) -> list[Data]:
    """Moodle multiplies what it accepts; here what is given is multiplied."""
    if (element.findtext("showunits") or "").strip() == "3":
        return []
    units = []
    for unit in element.findall("units/unit"):
        name = (unit.findtext("unit_name") or "").strip()
        multiplier = _number((unit.findtext("multiplier") or "1").strip(), "The multiplier")
        if not multiplier:
            raise CannotBeTaken(f"The unit “{name}” has the multiplier 0.")
        units.append({"name": name, "factor": 1 / multiplier})
    return sorted(units, key=lambda unit: unit["factor"] != 1)


def _pairs(element: Element, notes: list[str]) -> tuple[str, Data]:
    rows, choices = [], []
    for place, pair in enumerate(element.findall("subquestion")):
        key, text, right = f"choice{place}", _html(pair), _text(pair.find("answer"))
        if right:
            choices.append({"key": key, "text": right if TAG.search(right) else in_label(right)})
        if plain(text):
            rows.append({"text": text, "answer": key})
    return "matching", {"rows": rows, "choices": choices}


def in_label(text: str) -> str:
    """Plain text as it stands in a label."""
    return in_format(text, "plain")


def _order(element: Element, notes: list[str]) -> tuple[str, Data]:
    if (element.findtext("selecttype") or "ALL").strip().upper() not in {"ALL", "0", ""}:
        raise CannotBeTaken("It asks for some of its things only.")
    answers = sorted(element.findall("answer"), key=_fraction)
    grading = (element.findtext("gradingtype") or "").strip().upper()
    is_exact = grading in {"ALL_OR_NOTHING", "-1"}
    if not is_exact:
        notes.append(
            "Its partial credit counts pairs that lie the wrong way round; Moodle's did not."
        )
    marking = "exact" if is_exact else "inversions"
    return "ordering", {"items": [{"text": _html(one)} for one in answers], "marking": marking}


DATA: dict[str, Callable[[Element, list[str]], tuple[str, Data]]] = {
    "multichoice": _choices,
    "truefalse": _truth,
    "shortanswer": _short,
    "numerical": _numeric,
    "matching": _pairs,
    "ordering": _order,
    "essay": lambda element, notes: ("essay", {}),
    "description": lambda element, notes: ("description", {}),
}
