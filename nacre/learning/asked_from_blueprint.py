"""Questions as a blueprint says them, as the contents of a bank. Pure."""

from collections.abc import Callable
from typing import Any

from nacre.editorial.blocks import prose
from nacre.questions.content import Content

Said = dict[str, Any]


def content_of(said: Said) -> Content:
    """The content of one question.

    Raises ValueError, naming the question, where its kind is not known or a part is missing.
    """
    kind = said.get("kind", "")
    make = _DATA.get(kind)
    if make is None:
        raise ValueError(f"This kind of question is not understood: {kind!r} in {said!r}")
    try:
        data = make(said)
    except KeyError as missing:
        raise ValueError(f"{missing} is missing in the question {said.get('stem')!r}") from None
    return Content(
        kind=kind,
        stem=_text(said["stem"]),
        data=data,
        explanation=_text(said.get("explanation", "")),
        reference=str(said.get("reference", "")),
        tags=tuple(said.get("tags", ())),
    ).cleaned()


def _text(text: Any) -> str:
    return f"<p>{prose(str(text))}</p>" if str(text).strip() else ""


def _options(said: Said) -> Said:
    options = [
        {
            "text": prose(str(option["text"])),
            "fraction": 1.0 if option.get("right") else 0.0,
            "feedback": _text(option.get("feedback", "")),
        }
        for option in said["options"]
    ]
    return {"options": options}


def _statements(said: Said) -> Said:
    rows = []
    for row in said["statements"]:
        feedback = _text(row.get("feedback", ""))
        rows.append(
            {
                "text": prose(str(row["text"])),
                "is_true": row["is_true"] is True,
                "if_true": feedback,
                "if_false": feedback,
            }
        )
    return {"statements": rows}


def _extended(said: Said) -> Said:
    choices = [{"key": str(n), "text": prose(str(t))} for n, t in enumerate(said["options"])]
    keys = {str(text): str(n) for n, text in enumerate(said["options"])}
    rows = [
        {
            "text": prose(str(row["text"])),
            "answer": keys[str(row["answer"])],
            "feedback": _text(row.get("feedback", "")),
        }
        for row in said["stems"]
    ]
    return {"theme": prose(str(said["theme"])), "choices": choices, "rows": rows}


def _pairs(said: Said) -> Said:
    pairs = list(enumerate(said["pairs"]))
    return {
        "choices": [{"key": str(n), "text": prose(str(pair["right"]))} for n, pair in pairs],
        "rows": [
            {
                "text": prose(str(pair["left"])),
                "answer": str(n),
                "feedback": _text(pair.get("feedback", "")),
            }
            for n, pair in pairs
        ],
    }


def _items(said: Said) -> Said:
    items = [{"text": prose(str(text))} for text in said["items"]]
    return {"items": items, "marking": "inversions"}


def _numbers(said: Said) -> Said:
    answer, tolerance = float(said["answer"]), float(said.get("tolerance", 0))
    accepted = {"low": answer - tolerance, "high": answer + tolerance, "fraction": 1.0}
    units = [{"name": str(said["unit"]), "factor": 1}] if said.get("unit") else []
    return {"answers": [accepted], "units": units}


def _accepted(said: Said) -> Said:
    return {"answers": [{"text": str(text), "fraction": 1.0} for text in said["accepted"]]}


_DATA: dict[str, Callable[[Said], Said]] = {
    "sba": _options,
    "multiple_response": _options,
    "true_false": _statements,
    "extended_matching": _extended,
    "matching": _pairs,
    "ordering": _items,
    "numeric": _numbers,
    "short_answer": _accepted,
}
