"""What is written into a file of questions, and what could not be said in its format."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.translation import gettext as _

from nacre.questions.content import Content


class CannotBeSaid(ValueError):  # noqa: N818 - it is said to a person as it stands
    """A question that a format has no words for; the message says why."""


@dataclass(frozen=True)
class Left:
    """A question that was not written, or what was left out of one."""

    title: str
    reason: str


@dataclass(frozen=True)
class Written:
    """The questions as one format has them, in their order."""

    pieces: tuple[str, ...]
    left: tuple[Left, ...]


def written(contents: Iterable[Content], write: Callable[[Content], str]) -> Written:
    """Each question by `write`; those that it refuses, with why."""
    pieces, left = [], []
    for content in contents:
        try:
            if content.picture:
                raise CannotBeSaid(_("It has a picture."))
            pieces.append(write(content))
        except CannotBeSaid as why:
            left.append(Left(content.name, str(why)))
    return Written(tuple(pieces), tuple(left))


def explained(text: str, reference: str) -> str:
    """A comment with the reference behind it, for formats that have no place for one."""
    if not reference:
        return text
    said = _("Reference: %(reference)s") % {"reference": reference}
    return f"{text}<p>{escape(said)}</p>"
