"""Questions as GIFT. What GIFT cannot say is refused with the reason, not bent."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from nacre.questions.content import Content
from nacre.questions.kinds.choosing import MultipleResponse
from nacre.questions.kinds.contract import Data, rows_of
from nacre.questions.markup import as_line, plain
from nacre.questions.outgoing import CannotBeSaid, explained

SPECIAL = re.compile(r"[\\:#={}~\n]")


def gift(content: Content) -> str:
    """One question as a piece of GIFT, with an empty line behind it."""
    if content.kind not in WRITERS:
        raise CannotBeSaid(
            _("GIFT has no questions of the kind “%(kind)s”.") % {"kind": content.kind_of.label}
        )
    answers = WRITERS[content.kind](content.data)
    tags = "".join(f" [tag:{tag}]" for tag in content.tags if "]" not in tag)
    head = f"//{tags}\n" if tags else ""
    stem = f"::{escaped(content.title)}::[html]{escaped(content.stem)}"
    if answers is None:
        return f"{head}{stem}\n\n"
    overall = explained(content.explanation, content.reference)
    said = f"\n####{html(overall)}" if overall else ""
    return f"{head}{stem} {{{answers}{said}\n}}\n\n"


def escaped(text: str) -> str:
    r"""A text whose signs mean nothing; a line break is \n."""
    return SPECIAL.sub(lambda sign: "\\n" if sign[0] == "\n" else f"\\{sign[0]}", text)


def html(text: str) -> str:
    """A text that says that it is HTML."""
    return f"[html]{escaped(text)}"


def percent(fraction: float) -> str:
    """A fraction as a weight."""
    return f"%{Decimal(repr(round(100 * fraction, 5))).normalize():f}%"


def _said(row: Data) -> str:
    text = explained(row["feedback"], row["reference"])
    return f"#{html(text)}" if text else ""


def _best(data: Data) -> str:
    return "".join(
        f"\n{'=' if row['fraction'] == 1 else '~' + _weight(row)}{html(row['text'])}{_said(row)}"
        for row in rows_of(data, "options")
    )


def _weight(row: Data) -> str:
    return percent(row["fraction"]) if row["fraction"] else ""


def _several(data: Data) -> str:
    options = rows_of(data, "options")
    if data["marking"] == "all_or_nothing":
        raise CannotBeSaid(_("“All or nothing” cannot be said in GIFT; only weights can."))
    if data["marking"] == "plus_minus":
        options = MultipleResponse().by_points(data)
    return "".join(f"\n~{_weight(row)}{html(row['text'])}{_said(row)}" for row in options)


def _truth(data: Data) -> str:
    statements = rows_of(data, "statements")
    if len(statements) != 1 or statements[0]["text"]:
        raise CannotBeSaid(_("Several statements in one question cannot be said in GIFT."))
    row = statements[0]
    right, wrong = ("if_true", "if_false") if row["is_true"] else ("if_false", "if_true")
    said_right = explained(row[right], row["reference"])
    said = f"#{html(row[wrong]) if row[wrong] else ''}#{html(said_right)}" if said_right else ""
    if not said and row[wrong]:
        said = f"#{html(row[wrong])}"
    return f"{'T' if row['is_true'] else 'F'}{said}"


def _pairs(data: Data) -> str:
    texts = {row["key"]: row["text"] for row in rows_of(data, "choices")}
    rows = rows_of(data, "rows")
    if any(row["feedback"] or row["reference"] for row in rows):
        raise CannotBeSaid(
            _("Comments about a line of a matching question cannot be said in GIFT.")
        )
    used = {row["answer"] for row in rows}
    lines = [(html(_arrowless(row["text"])), texts[row["answer"]]) for row in rows]
    lines += [("", text) for key, text in texts.items() if key not in used]
    return "".join(f"\n={left} -> {_right_side(right)}" for left, right in lines)


def _arrowless(text: str) -> str:
    # In clean HTML a > of the text is &gt; so an arrow is only where a tag ends behind a hyphen.
    return text.replace("->", "-&gt;")


def _right_side(text: str) -> str:
    words = plain(text)
    if as_line(words) != text:
        raise CannotBeSaid(_("The right side of a pair has markup, which GIFT does not know."))
    return escaped(words)


def _number(data: Data) -> str:
    if rows_of(data, "units"):
        raise CannotBeSaid(_("Units cannot be said in GIFT."))
    lines = []
    for row in rows_of(data, "answers"):
        low, high = decimal(row["low"]), decimal(row["high"])
        number = low if low == high else f"{low}..{high}"
        weight = "" if row["fraction"] == 1 else percent(row["fraction"])
        lines.append(f"\n={weight}{number}{_said(row)}")
    if data.get("otherwise"):
        lines.append(f"\n~#{html(data['otherwise'])}")
    return "#" + "".join(lines)


def decimal(number: float) -> str:
    """A number without an exponent."""
    return f"{Decimal(repr(number)).normalize():f}"


def _short(data: Data) -> str:
    if data["is_marked_by_person"]:
        raise CannotBeSaid(_("GIFT has no short answers that a person marks."))
    if data["is_case_sensitive"]:
        raise CannotBeSaid(_("GIFT cannot say that capitals matter."))
    return "".join(
        f"\n={percent(row['fraction'])}[plain]{escaped(row['text'])}{_said(row)}"
        for row in rows_of(data, "answers")
    )


WRITERS = {
    "sba": _best,
    "multiple_response": _several,
    "true_false": _truth,
    "matching": _pairs,
    "numeric": _number,
    "short_answer": _short,
    "essay": lambda data: "",
    "description": lambda data: None,
}
