"""Questions as Moodle XML. What Moodle cannot say is refused with the reason."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from nacre.questions.content import Content
from nacre.questions.kinds.choosing import MultipleResponse
from nacre.questions.kinds.contract import Data, rows_of
from nacre.questions.kinds.numeric import shown
from nacre.questions.markup import as_line, plain
from nacre.questions.outgoing import CannotBeSaid, explained

SORTS = {
    "sba": "multichoice",
    "multiple_response": "multichoice",
    "true_false": "truefalse",
    "matching": "matching",
    "ordering": "ordering",
    "numeric": "numerical",
    "short_answer": "shortanswer",
    "essay": "essay",
    "description": "description",
}


def quiz(pieces: Iterable[str]) -> str:
    """The file around its questions."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{"".join(pieces)}</quiz>\n'


def moodle_xml(content: Content) -> str:
    """One question as an element of a quiz."""
    if content.kind not in SORTS:
        raise CannotBeSaid(
            _("Moodle has no questions of the kind “%(kind)s”.") % {"kind": content.kind_of.label}
        )
    question = ET.Element("question", type=SORTS[content.kind])
    _add(ET.SubElement(question, "name"), content.title)
    _html(question, "questiontext", content.stem)
    _html(question, "generalfeedback", explained(content.explanation, content.reference))
    if content.kind in WRITERS:
        WRITERS[content.kind](question, content.data)
    if content.tags:
        tags = ET.SubElement(question, "tags")
        for tag in content.tags:
            _add(ET.SubElement(tags, "tag"), tag)
    ET.indent(question)
    return ET.tostring(question, encoding="unicode") + "\n"


def _add(element: ET.Element, text: str) -> None:
    ET.SubElement(element, "text").text = text


def _html(parent: ET.Element, name: str, text: str, **more: str) -> ET.Element:
    element = ET.SubElement(parent, name, {"format": "html", **more})
    _add(element, text)
    return element


def _set(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _answer(parent: ET.Element, text: str, fraction: float, said: str, format: str) -> ET.Element:
    percent = f"{100 * fraction:.5f}".rstrip("0").rstrip(".")
    answer = ET.SubElement(parent, "answer", fraction=percent, format=format)
    _add(answer, text)
    _html(answer, "feedback", said)
    return answer


def _said(row: Data) -> str:
    return explained(row["feedback"], row["reference"])


def _choices(question: ET.Element, data: Data) -> None:
    options = rows_of(data, "options")
    marking = data.get("marking")
    if marking == "all_or_nothing":
        raise CannotBeSaid(_("“All or nothing” cannot be said in Moodle XML; only weights can."))
    if marking == "plus_minus":
        options = MultipleResponse().by_points(data)
    _set(question, "single", "false" if marking else "true")
    _set(question, "shuffleanswers", "true" if data["is_shuffled"] else "false")
    for row in options:
        _answer(question, row["text"], row["fraction"], _said(row), "html")


def _truth(question: ET.Element, data: Data) -> None:
    statements = rows_of(data, "statements")
    if len(statements) != 1 or statements[0]["text"]:
        raise CannotBeSaid(_("Several statements in one question cannot be said in Moodle XML."))
    row = statements[0]
    for word, is_right in (("true", row["is_true"]), ("false", not row["is_true"])):
        said = explained(row[f"if_{word}"], row["reference"])
        _answer(question, word, float(is_right), said, "moodle_auto_format")


def _pairs(question: ET.Element, data: Data) -> None:
    texts = {row["key"]: row["text"] for row in rows_of(data, "choices")}
    rows = rows_of(data, "rows")
    if any(row["feedback"] or row["reference"] for row in rows):
        raise CannotBeSaid(
            _("Comments about a line of a matching question cannot be said in Moodle XML.")
        )
    used = {row["answer"] for row in rows}
    lines = [(row["text"], texts[row["answer"]]) for row in rows]
    lines += [("", text) for key, text in texts.items() if key not in used]
    _set(question, "shuffleanswers", "true")
    for left, right in lines:
        pair = _html(question, "subquestion", left)
        words = plain(right)
        _add(ET.SubElement(pair, "answer"), words if as_line(words) == right else right)


def _order(question: ET.Element, data: Data) -> None:
    if data["marking"] != "exact":
        raise CannotBeSaid(_("Moodle counts partial credit of an order in other ways."))
    _set(question, "layouttype", "VERTICAL")
    _set(question, "selecttype", "ALL")
    _set(question, "gradingtype", "ALL_OR_NOTHING")
    for place, row in enumerate(rows_of(data, "items"), 1):
        answer = _html(question, "answer", row["text"], fraction=f"{place}.0000000")
        _html(answer, "feedback", _said(row))


def _numbers(question: ET.Element, data: Data) -> None:
    for row in rows_of(data, "answers"):
        middle, width = (row["low"] + row["high"]) / 2, (row["high"] - row["low"]) / 2
        answer = _answer(question, shown(middle), row["fraction"], _said(row), "moodle_auto_format")
        _set(answer, "tolerance", shown(width))
    if data.get("otherwise"):
        _answer(question, "*", 0, data["otherwise"], "moodle_auto_format")
    units = rows_of(data, "units")
    if units:
        holder = ET.SubElement(question, "units")
    for row in units:
        unit = ET.SubElement(holder, "unit")
        _set(unit, "multiplier", shown(1 / row["factor"]))
        _set(unit, "unit_name", row["name"])
    _set(question, "unitgradingtype", "0")
    _set(question, "showunits", "2" if units else "3")


def _short(question: ET.Element, data: Data) -> None:
    if data["is_marked_by_person"]:
        raise CannotBeSaid(_("Moodle has no short answers that a person marks."))
    _set(question, "usecase", "1" if data["is_case_sensitive"] else "0")
    for row in rows_of(data, "answers"):
        _answer(question, row["text"], row["fraction"], _said(row), "moodle_auto_format")


WRITERS = {
    "sba": _choices,
    "multiple_response": _choices,
    "true_false": _truth,
    "matching": _pairs,
    "ordering": _order,
    "numeric": _numbers,
    "short_answer": _short,
}
