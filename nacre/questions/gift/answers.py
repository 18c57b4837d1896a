"""What stands between { and } in GIFT: which kind of question it makes, and its answers.

Control signs here are real ones: the escaped were replaced before.
"""

import math
import re
from typing import Any

SIGNS = dict(zip("\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6\ufdd7", "\\:#={}~\n", strict=True))
UNDO = str.maketrans(SIGNS)
FORMAT = re.compile(r"\[(html|markdown|plain|moodle)\]")
BLANK = " \t\n"
# What ECMAScript calls white space, for the reference implementation is written in it.
SPACE = "\t\n\x0b\x0c\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
TWO_SPACES = re.compile(f"[{SPACE}]{{2,}}")
ENDS = re.compile(f"^[{SPACE}]+|[{SPACE}]+$")
TRUTH = re.compile(r"(TRUE|T|FALSE|F)(?=[ \t\n]*(?:#|$))")
NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
SIMPLE = re.compile(NUMBER, re.ASCII)
RANGE = re.compile(rf"({NUMBER})[ \t\n]*:[ \t\n]*({NUMBER})", re.ASCII)
HIGH_LOW = re.compile(
    r"([+-]?(?:\d+(?:\.\d+)?|\.\d+))[ \t\n]*\.\.[ \t\n]*([+-]?(?:\d+(?:\.\d+)?|\.\d+))", re.ASCII
)
WEIGHT = re.compile(r"%([^%]*)%")
GLOBAL = "####"
Part = dict[str, Any]


class Broken(ValueError):  # noqa: N818 - it is said to a person as it stands
    """A question that cannot be read; the message says why."""


def undone(text: str) -> str:
    """The text with its escaped signs as they are meant."""
    return text.translate(UNDO)


def flat(text: str) -> str:
    """A text on one line."""
    return TWO_SPACES.sub(" ", ENDS.sub("", text).replace("\n", " "))


def rich(text: str, format: str) -> dict[str, str]:
    """A text with its format: the one it names, else that of the question."""
    text = text.lstrip(BLANK)
    if found := FORMAT.match(text):
        format, text = found[1], text[found.end() :].lstrip(BLANK)
    if not text:
        raise Broken("A text is empty.")
    keeps_lines = format in {"html", "markdown"}
    tidy = ENDS.sub("", text) if keeps_lines else flat(text)
    return {"format": format, "text": undone(tidy)}


def answers_in(inside: str, format: str) -> Part:
    """The kind of question that its answers make it, with them."""
    inside, hashes, said = inside.partition(GLOBAL)
    overall = rich(said, format) if hashes and said.strip(BLANK) else None
    body = inside.strip(BLANK)
    return _by_kind(body, format) | {"globalFeedback": overall}


def _by_kind(body: str, format: str) -> Part:
    if not body:
        return {"type": "Essay"}
    if body[0] == "#":
        return {"type": "Numerical", "choices": _numbers(body[1:].strip(BLANK), format)}
    if truth := TRUTH.match(body):
        return _truth(truth, body, format)
    if body[0] not in "=~":
        if "=" in body or "~" in body:
            raise Broken("Its answers do not begin with = or ~.")
        text, said = _commented(body, format)
        only = {"isCorrect": True, "weight": None, "text": rich(text, format), "feedback": said}
        return {"type": "Short", "choices": [only]}
    segments = _segments(body)
    if _pair(segments[0], format):
        return {"type": "Matching", "matchPairs": [_pair_of(part, format) for part in segments]}
    choices = [_choice(part, format) for part in segments]
    is_short = all(choice["isCorrect"] for choice in choices)
    return {"type": "Short" if is_short else "MC", "choices": choices}


def _segments(body: str) -> list[str]:
    """The answers of a list, each with its sign."""
    places = [found.start() for found in re.finditer("[=~]", body)]
    return [body[a:b] for a, b in zip(places, [*places[1:], len(body)], strict=True)]


# --- true or false ---------------------------------------------------------------------------


def _truth(truth: re.Match[str], body: str, format: str) -> Part:
    said = body[truth.end() :].lstrip(BLANK)
    texts = said.split("#")[1:]
    if len(texts) > 2 or "=" in said or "~" in said:
        raise Broken("After T or F there may be two comments, each after one #.")
    found = [rich(text, format) if text.strip(BLANK) else None for text in texts]
    wrong, right = [*found, None, None][:2]
    is_true = truth[1][0] == "T"
    return {"type": "TF", "isTrue": is_true, "trueFeedback": wrong, "falseFeedback": right}


# --- choices and short answers ---------------------------------------------------------------


def _choice(part: str, format: str) -> Part:
    text, said = _commented(part[1:], format)
    weight, text = _weighted(text)
    if not text.strip(BLANK):
        raise Broken("An answer has no text.")
    return {
        "isCorrect": part[0] == "=",
        "weight": weight,
        "text": rich(text, format),
        "feedback": said,
    }


def _commented(text: str, format: str) -> tuple[str, dict[str, str] | None]:
    text, sign, said = text.partition("#")
    if "#" in said:
        raise Broken("An answer has more than one comment; write # of a text as \\#.")
    return text, rich(said, format) if sign and said.strip(BLANK) else None


def _weighted(text: str) -> tuple[float | None, str]:
    """The weight before an answer, and the answer."""
    text = text.lstrip(BLANK)
    found = WEIGHT.match(text)
    if not found:
        return None, text
    number = undone(found[1]).strip(BLANK)
    if not SIMPLE.fullmatch(number) or not -100 <= float(number) <= 100:
        raise Broken(f"The weight %{number[:20]}% is no number between -100 and 100.")
    return as_json(float(number)), text[found.end() :]


def as_json(number: float) -> float:
    """A whole number without its point, as JSON has it."""
    return int(number) if number.is_integer() and abs(number) < 1e21 else number


# --- matching --------------------------------------------------------------------------------


def _pair(part: str, format: str) -> Part | None:
    """What belongs together, if the answer is a pair."""
    if part[0] != "=" or "#" in part:
        return None
    left, arrow, right = part[1:].partition("->")
    if not arrow or not right.strip(BLANK):
        return None
    left, right = left.strip(BLANK), undone(flat(right))
    if left and not (FORMAT.sub("", left, count=1) if FORMAT.match(left) else left).strip(BLANK):
        return None
    text = rich(left, format) if left else {"format": format, "text": ""}
    return {"subquestion": text, "subanswer": right}


def _pair_of(part: str, format: str) -> Part:
    found = _pair(part, format)
    if found is None:
        raise Broken("Some of its answers are pairs (=left -> right) and some are not.")
    return found


# --- numbers ---------------------------------------------------------------------------------


def _numbers(body: str, format: str) -> Part | list[Part]:
    """One number alone, or a list of them with weights and comments."""
    if not body:
        raise Broken("Its number is missing after #.")
    if body[0] not in "=~":
        if not re.search("[=~#%]", body):
            return _number(body)
        body = f"={body}"
    return [_numeric_choice(part, format) for part in _segments(body)]


def _numeric_choice(part: str, format: str) -> Part:
    text, said = _commented(part[1:], format)
    weight, text = _weighted(text)
    text = text.strip(BLANK)
    number: Part = {"format": format, "text": "*"} if text in {"", "*"} else _number(text)
    return {"isCorrect": part[0] == "=", "weight": weight, "text": number, "feedback": said}


def _number(text: str) -> Part:
    text = undone(text).strip(BLANK)
    if found := HIGH_LOW.fullmatch(text):
        low, high = _float(found[1]), _float(found[2])
        return {"type": "high-low", "numberHigh": high, "numberLow": low}
    if found := RANGE.fullmatch(text):
        return {"type": "range", "number": _float(found[1]), "range": _float(found[2])}
    if SIMPLE.fullmatch(text):
        return {"type": "simple", "number": _float(text)}
    raise Broken(f"“{text[:40]}” is no number, range (low..high) or number with tolerance (3:0.5).")


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise Broken(f"{text[:20]} is too large a number.")
    return as_json(number)
