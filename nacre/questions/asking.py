"""A question as form fields, and the answer out of a POST. Nothing right is in the page too early.

`ask` draws one version, `read` takes the answer; both go by the prefix that they are given, so that
many questions stand in one form.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nacre.questions.analysis import Option
from nacre.questions.kinds.contract import Drawn, Mark, NotAnswered, Occasion
from nacre.questions.markup import plain

if TYPE_CHECKING:
    from nacre.questions.models import QuestionVersion

PICTURES = "/questions/pictures/"
UNSAFE = re.compile(r"[^\w-]+")


def ask(
    version: "QuestionVersion",
    *,
    seed: str,
    name: str,
    given: Mapping[str, Any] | None = None,
    mark: Mark | None = None,
    is_locked: bool = False,
    errors: Iterable[str] = (),
) -> SafeString:
    """The HTML of one question. With a mark it says what was right, and why."""
    content = version.asked
    occasion = Occasion(
        seed=f"{seed}:{version.question_id}",
        name=name,
        given=given if isinstance(given, Mapping) else {},
        is_marked=mark is not None,
    )
    drawn = _drawn(version, occasion)
    context = {
        "id": f"q-{UNSAFE.sub('-', name)}",
        "name": name,
        "stem": safe(content.stem),
        "kind": content.kind,
        "drawn": drawn,
        "choices": [_shown(choice) for choice in drawn.choices],
        "rows": [_shown(row) for row in drawn.rows],
        "picture": _picture(content.picture),
        "is_locked": is_locked,
        "errors": [str(error) for error in errors],
        "mark": mark,
        "verdict": _verdict(mark) if mark else None,
        "explanation": safe(content.explanation) if mark else "",
        "reference": content.reference if mark else "",
        "template": f"questions/kinds/{drawn.template}.html",
        **drawn.more,
    }
    return mark_safe(render_to_string("questions/_question.html", context))  # noqa: S308 - our template


def _drawn(version: "QuestionVersion", occasion: Occasion) -> Drawn:
    content = version.asked
    return content.kind_of.draw(content.data, occasion)


def safe(html: str) -> SafeString:
    """HTML that was cleaned before it was kept (`markup.cleaned`), as it is."""
    return mark_safe(html)  # noqa: S308 - cleaned on the way in


def _shown(thing: Any) -> dict[str, Any]:
    shown = dict(vars(thing))
    shown["label"] = safe(thing.label)
    shown["feedback"] = safe(thing.feedback)
    shown["is_missed"] = getattr(thing, "is_missed", False)
    shown["right"] = safe(shown.get("right", ""))
    return shown


def _picture(picture: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not picture:
        return None
    return {**picture, "url": f"{PICTURES}{picture.get('key')}/"}


def _verdict(mark: Mark) -> dict[str, str] | None:
    """The mark in words, with the tone of a notice."""
    if not mark.is_scored:
        return None
    if mark.fraction is None:
        return {"tone": "info", "words": _("A person marks this answer.")}
    if mark.is_right:
        return {"tone": "good", "words": _("Right")}
    if mark.fraction > 0:
        percent = f"{100 * mark.fraction:.0f}"
        return {
            "tone": "warning",
            "words": _("Partly right: %(percent)s %%") % {"percent": percent},
        }
    return {"tone": "danger", "words": _("Not right")}


def read(version: "QuestionVersion", data: Mapping[str, Any], *, name: str) -> dict[str, Any]:
    """The answer as JSON. Raises NotAnswered where there is none or it makes no sense."""
    content = version.asked
    try:
        return content.kind_of.read(content.data, data, name)
    except (KeyError, TypeError) as nonsense:
        raise NotAnswered(_("This answer cannot be read. Answer again.")) from nonsense


def options_of(version: "QuestionVersion") -> list[Option]:
    """What can be chosen in a version, for the table of distractors."""
    content = version.asked
    rows = content.data.get("options") or content.data.get("regions") or []
    rights = [is_right for _text, is_right in content.kind_of.options(content.data)]
    return [
        Option(str(row["key"]), plain(str(row["text"])), is_right)
        for row, is_right in zip(rows, rights, strict=False)
    ]


def chosen_in(version: "QuestionVersion", given: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys of the options in an answer."""
    content = version.asked
    return content.kind_of.chosen(content.data, given)
