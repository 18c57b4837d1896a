"""What is wrong with the questions of a courses.yaml."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from nacre.launch.problems import Place, Problem, fields_wrong, texts_wrong

Said = dict[str, Any]
CATCH_ALL = re.compile(r"\b(all|none|both|neither|any) of (the )?(above|these)\b", re.IGNORECASE)
OPTIONS = (2, 8)
ANSWERS_TO_MATCH = (6, 15)


def question_wrong(place: Place, said: Any) -> Iterator[Problem]:
    """What is wrong with one question, of whatever kind."""
    if not isinstance(said, dict) or said.get("kind") not in list(KINDS):
        yield place.at("kind").wrong(f"is not one of {', '.join(KINDS)}.")
        return
    needed, allowed, check = KINDS[said["kind"]]
    early = list(fields_wrong(place, said, f"kind stem explanation {needed}", allowed))
    yield from early
    if not early:
        yield from check(place, said)


def _parts(place: Place, parts: Any, names: str, allowed: str = "") -> Iterator[Problem]:
    """That options, statements, stems or pairs are a list of mappings with those fields."""
    if not isinstance(parts, list):
        yield place.wrong("must be a list.")
        return
    for number, part in enumerate(parts, 1):
        yield from fields_wrong(place.at(str(number)), part, names, allowed)


def _options(place: Place, said: Said) -> Iterator[Problem]:
    early = list(_parts(place.at("options"), said["options"], "text feedback", "right"))
    yield from early
    if early:
        return
    texts = [option["text"] for option in said["options"]]
    yield from texts_wrong(place.at("options"), texts, *OPTIONS)
    for text in texts:
        if CATCH_ALL.search(str(text)):
            yield place.at("options").wrong(f"{text!r} tests reading, not knowledge: say it out.")


def _right(said: Said) -> int:
    return sum(option.get("right") is True for option in said["options"])


def _sba(place: Place, said: Said) -> Iterator[Problem]:
    early = list(_options(place, said))
    yield from early
    if not early and _right(said) != 1:
        yield place.at("options").wrong(f"needs one with right: true, and has {_right(said)}.")


def _multiple_response(place: Place, said: Said) -> Iterator[Problem]:
    early = list(_options(place, said))
    yield from early
    if not early and not 1 <= _right(said) < len(said["options"]):
        yield place.at("options").wrong("needs some with right: true, and some without.")


def _true_false(place: Place, said: Said) -> Iterator[Problem]:
    where = place.at("statements")
    early = list(_parts(where, said["statements"], "text is_true feedback"))
    yield from early
    if not early:
        yield from texts_wrong(where, [row["text"] for row in said["statements"]], 1)
        if not all(isinstance(row["is_true"], bool) for row in said["statements"]):
            yield where.wrong("is_true must be true or false.")


def _extended_matching(place: Place, said: Said) -> Iterator[Problem]:
    yield from texts_wrong(place.at("options"), said["options"], *ANSWERS_TO_MATCH)
    where = place.at("stems")
    early = list(_parts(where, said["stems"], "text answer feedback"))
    yield from early
    for number, row in enumerate([] if early else said["stems"], 1):
        if row["answer"] not in said["options"]:
            yield where.at(f"{number}, answer").wrong(f"{row['answer']!r} is not an option.")


def _matching(place: Place, said: Said) -> Iterator[Problem]:
    where = place.at("pairs")
    early = list(_parts(where, said["pairs"], "left right"))
    yield from early
    for side in () if early else ("left", "right"):
        yield from texts_wrong(where.at(side), [pair[side] for pair in said["pairs"]], 3, 8)


def _ordering(place: Place, said: Said) -> Iterator[Problem]:
    yield from texts_wrong(place.at("items"), said["items"], 3, 8)


def _numeric(place: Place, said: Said) -> Iterator[Problem]:
    for field in ("answer", "tolerance"):
        number = said.get(field, 0)
        if isinstance(number, bool) or not isinstance(number, int | float):
            yield place.at(field).wrong("must be a number.")
        elif field == "tolerance" and number < 0:
            yield place.at(field).wrong("must not be below 0.")


def _short_answer(place: Place, said: Said) -> Iterator[Problem]:
    yield from texts_wrong(place.at("accepted"), said["accepted"], 1)


Check = Callable[[Place, Said], Iterator[Problem]]
KINDS: dict[str, tuple[str, str, Check]] = {
    "sba": ("options", "", _sba),
    "multiple_response": ("options", "", _multiple_response),
    "true_false": ("statements", "", _true_false),
    "extended_matching": ("theme options stems", "", _extended_matching),
    "matching": ("pairs", "", _matching),
    "ordering": ("items", "", _ordering),
    "numeric": ("answer", "tolerance unit", _numeric),
    "short_answer": ("accepted", "", _short_answer),
}
