"""What was found in a file of questions: those that can be kept, and those that cannot, with why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nacre.questions.content import Content
from nacre.questions.lint import identifiers
from nacre.questions.markup import CannotBeCleaned, has_media

LARGEST = 5 * 1024 * 1024
TOO_LARGE = "It is larger than 5 MB; split it."


class CannotBeTaken(ValueError):  # noqa: N818 - it is said to a person as it stands
    """A question that nothing of ours can be; the message says why."""


@dataclass(frozen=True)
class Found:
    """One question of a file: its content, or the reason why there is none."""

    line: int
    title: str
    content: Content | None = None
    reason: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Text:
    """The letters of a file, and what was assumed to read them."""

    text: str
    note: str = ""


def decoded(data: bytes) -> Text:
    """UTF-8 with or without its mark, UTF-16 with it, else what Windows wrote."""
    if len(data) > LARGEST:
        raise CannotBeTaken(_(TOO_LARGE))
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text, note = data.decode(encoding), ""
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        note = _("It is not UTF-8; it was read as Windows-1252. Look at letters with accents.")
    if "\x00" in text:
        raise CannotBeTaken(_("It is no text; save it as UTF-8."))
    return Text(text, note)


def taken(line: int, title: str, read: Callable[[], Content], notes: Sequence[str] = ()) -> Found:
    """The question as it can be kept, or why it cannot; reading it may add notes."""
    try:
        content = read()
        refuse_media(content)
        content = content.cleaned()
        problems = content.problems()
        if said := identifiers(content):
            problems.append(said)
    except (CannotBeTaken, CannotBeCleaned) as why:
        return Found(line, title, reason=str(why))
    if problems:
        return Found(line, title or content.name, reason=" ".join(problems))
    return Found(line, content.name, content, notes=tuple(notes))


def refuse_media(content: Content) -> None:
    """A picture in a text would be lost in silence, or fetched from another site."""
    raw = (content.stem, content.explanation, *_strings(content.data))
    if any(map(has_media, raw)):
        raise CannotBeTaken(
            _("It shows a picture or film within its text. Add the question at the desk.")
        )


def _strings(data: object) -> list[str]:
    if isinstance(data, str):
        return [data]
    if isinstance(data, dict):
        return [text for value in data.values() for text in _strings(value)]
    if isinstance(data, list):
        return [text for value in data for text in _strings(value)]
    return []
