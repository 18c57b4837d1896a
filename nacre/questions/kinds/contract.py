"""What every kind of question answers: how it is cleaned, asked, read and marked.

Kinds know no table and no request. A question's `data` is JSON of its kind's own shape; whatever a
learner may choose has a key that says nothing of its place or of whether it is right.
"""

import hashlib
import secrets
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

Data = dict[str, Any]
FULL = 0.9999  # thirds are often written 33.333
LONGEST_ANSWER = 10_000


@dataclass(frozen=True)
class Feedback:
    """What is said about one thing that a learner chose, or could have chosen."""

    key: str
    text: str = ""  # clean HTML
    reference: str = ""
    is_right: bool | None = None
    was_given: bool = True


@dataclass(frozen=True)
class Mark:
    """What an answer is worth. Without a fraction a person has still to mark it."""

    fraction: float | None
    is_right: bool | None
    feedback: tuple[Feedback, ...] = ()
    is_scored: bool = True


class NotAnswered(ValueError):  # noqa: N818 - it is said to the learner as it stands
    """Nothing was given, or nothing that can be marked; `given` is what may be shown again."""

    def __init__(self, message: str, given: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.given = given


@dataclass(frozen=True)
class Choice:
    """One thing to choose, as it is drawn."""

    value: str
    label: str  # clean HTML of one line
    is_given: bool = False
    is_right: bool | None = None  # only once it is marked
    feedback: str = ""
    reference: str = ""

    @property
    def is_missed(self) -> bool:
        """Whether it was right and nobody chose it."""
        return bool(self.is_right) and not self.is_given


@dataclass(frozen=True)
class Row:
    """One line of a question of several, with its own choices."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    is_right: bool | None = None
    right: str = ""  # only once it is marked
    feedback: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Drawn:
    """What a template needs to ask; nothing in it is right or wrong before the mark."""

    template: str  # one of questions/kinds/
    legend: str = ""
    choices: tuple[Choice, ...] = ()
    rows: tuple[Row, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Occasion:
    """One asking: by which seed things lie, what the fields are called, what was given."""

    seed: str
    name: str
    given: Mapping[str, Any]
    is_marked: bool = False

    def shuffled(self, things: Sequence[Data], *, is_shuffled: bool = True) -> list[Data]:
        """Things with keys, in an order that depends on seed and keys alone."""
        if not is_shuffled:
            return list(things)
        return sorted(things, key=lambda thing: place_of(self.seed, str(thing.get("key"))))


class Kind(ABC):
    """A kind of question."""

    code: ClassVar[str]
    label: ClassVar[str | Promise]
    hint: ClassVar[str | Promise]
    is_scored: ClassVar[bool] = True

    @abstractmethod
    def cleaned(self, data: Data) -> Data:
        """The data with clean texts, a key for everything, and nothing else."""

    @abstractmethod
    def problems(self, data: Data) -> list[str]:
        """Why it cannot be asked or marked; empty where it can."""

    @abstractmethod
    def essence(self, data: Data) -> Any:
        """What is asked and how it is marked, without keys and without what is said about it."""

    @abstractmethod
    def texts(self, data: Data) -> Iterator[str]:
        """Every text that a person reads."""

    def options(self, data: Data) -> list[tuple[str, bool]]:
        """What can be chosen and whether it is right, for the lint; none where one writes."""
        return []

    def chosen(self, data: Data, given: Mapping[str, Any]) -> tuple[str, ...]:
        """The keys of the options in an answer, for the table of distractors."""
        return ()

    @abstractmethod
    def draw(self, data: Data, occasion: Occasion) -> Drawn:
        """How it is asked."""

    @abstractmethod
    def read(self, data: Data, sent: Mapping[str, Any], name: str) -> dict[str, Any]:
        """The answer in a POST; raises NotAnswered."""

    @abstractmethod
    def mark(self, data: Data, given: Mapping[str, Any]) -> Mark:
        """What an answer is worth."""


# --- what kinds share ------------------------------------------------------------------------


def place_of(seed: str, key: str) -> bytes:
    """Where something lies in the order of a seed."""
    return hashlib.sha256(f"{seed}\x1f{key}".encode()).digest()


def keyed(rows: Iterable[Data]) -> list[Data]:
    """The rows, each with a key of its own: the one it has, or a new one out of the air."""
    done, used = [], set()
    for row in rows:
        key = str(row.get("key") or "")
        if not _is_key(key) or key in used:
            key = secrets.token_hex(4)
        used.add(key)
        done.append({**row, "key": key})
    return done


def _is_key(key: str) -> bool:
    return 4 <= len(key) <= 16 and key.isascii() and key.isalnum()


def rows_of(data: Data, name: str) -> list[Data]:
    """The rows of a list in the data, whatever else may stand there."""
    found = data.get(name)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def fraction_of(value: Any) -> float:
    """A number between −1 and 1 with what was meant by a third."""
    try:
        number = float(value or 0)
    except (TypeError, ValueError):
        return 0.0
    if number != number:  # noqa: PLR0124 - what is not equal to itself is no number
        return 0.0
    for parts in (3, 6, 7, 9, 11):
        nearest = round(number * parts) / parts
        if abs(nearest - number) < 0.0005:
            return round(max(-1.0, min(1.0, nearest)), 7)
    return round(max(-1.0, min(1.0, number)), 7)


def worth(total: float, feedback: Iterable[Feedback] = ()) -> Mark:
    """A mark of what lies between nothing and all."""
    fraction = max(0.0, min(1.0, total))
    fraction = 1.0 if fraction >= FULL else round(fraction, 7)
    return Mark(fraction, fraction == 1.0, tuple(feedback))


def one(sent: Mapping[str, Any], name: str) -> str:
    """One field of a POST or of JSON as text; "" where there is none."""
    value = sent.get(name)
    if isinstance(value, list):
        value = value[-1] if value else ""
    return value if isinstance(value, str) else "" if value is None else str(value)


def many(sent: Mapping[str, Any], name: str) -> list[str]:
    """All values of a field, of a POST or of JSON."""
    if hasattr(sent, "getlist"):
        return [str(value) for value in sent.getlist(name)]
    value = sent.get(name)
    if isinstance(value, list | tuple):
        return [str(part) for part in value]
    return [] if value in (None, "") else [str(value)]


def typed(sent: Mapping[str, Any], name: str, longest: int = LONGEST_ANSWER) -> str:
    """A text that a learner wrote; raises NotAnswered where there is none or too much of it."""
    text = one(sent, name).replace("\r\n", "\n").replace("\x00", "").strip()
    if not text:
        raise NotAnswered(_("Write an answer."))
    if len(text) > longest:
        message = _("Your answer is longer than %(most)s characters.") % {"most": f"{longest:,}"}
        raise NotAnswered(message, {"text": text[:longest]})
    return text


def strings(given: Mapping[str, Any], name: str) -> list[str]:
    """A list of keys in a stored answer, whatever may stand there."""
    found = given.get(name)
    return [str(key) for key in found] if isinstance(found, list | tuple) else []


def pairs(given: Mapping[str, Any], name: str) -> dict[str, str]:
    """A table of keys in a stored answer."""
    found = given.get(name)
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, Mapping) else {}
