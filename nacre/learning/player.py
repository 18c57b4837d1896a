"""What a learner sees of a module: one screen of one attempt, with what it asks and what was answered."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nacre.learning.items import Answers, Item, items_on, unanswered, versions_in
from nacre.learning.models import Attempt, ModulePage
from nacre.learning.screens import Screen
from nacre.questions.asking import ask, read
from nacre.questions.marking import NotAnswered, mark

FIELD = "a"  # what the names of fields begin with


@dataclass
class Shown:
    """A block of a screen: text as it is, or the HTML of what is asked."""

    block: Any = None
    html: SafeString | str = ""
    stage: Any = None
    item: Item | None = None
    chosen: Any = None  # of a stage that was answered
    error: str = ""

    @property
    def field(self) -> str:
        """The name of the field of a stage."""
        return field_of(self.item) if self.item else ""


def field_of(item: Item) -> str:
    """What the fields of an item are called in a form."""
    return f"{FIELD}-{item.name}".replace(":", "-")


class Player:
    """An attempt at a module, as it is now."""

    def __init__(
        self, attempt: Attempt, module: ModulePage, wanted: str = "", *, is_ahead: bool = False
    ) -> None:
        self.attempt, self.module = attempt, module
        self.keys = [screen.key for screen in module.screens]
        here = self.keys.index(attempt.position) if attempt.position in self.keys else 0
        self.furthest = here
        self.index = self.keys.index(wanted) if wanted in self.keys else here
        if not is_ahead:
            self.index = min(self.index, here)
        self.errors: dict[str, str] = {}
        self.tried: dict[str, Any] = {}

    @cached_property
    def answers(self) -> Answers:
        """What was answered so far, by item."""
        return {answer.item: answer for answer in self.attempt.answers.all()}

    @cached_property
    def versions(self) -> dict[int, Any]:
        """What the attempt asks."""
        return versions_in(self.attempt)

    @property
    def screen(self) -> Screen:
        """The screen that is shown."""
        return self.module.screens[self.index]

    @property
    def number(self) -> int:
        """Which it is."""
        return self.index + 1

    @property
    def total(self) -> int:
        """Of how many."""
        return len(self.keys)

    @property
    def previous(self) -> str:
        """The key of the screen before, to look back."""
        return self.keys[self.index - 1] if self.index else ""

    @property
    def ahead(self) -> list[str]:
        """The keys of the screens from where the learner is to the end."""
        return self.keys[self.furthest :]

    @property
    def is_current(self) -> bool:
        """Whether it is the one where the learner is, and not one they look back at."""
        return self.index == self.furthest

    @property
    def is_last(self) -> bool:
        """Whether the module ends with it."""
        return self.number == self.total

    @cached_property
    def items(self) -> list[Item]:
        """What it asks."""
        return items_on(self.screen, self.attempt, self.answers, self.versions)

    @property
    def waiting(self) -> list[Item]:
        """What of it waits for an answer."""
        return unanswered(self.items, self.answers)

    @property
    def minutes_left(self) -> int:
        """About how long the rest takes, by its share of the screens; one at least."""
        share = (self.total - self.index) / self.total if self.total else 0
        return max(1, round(self.module.minutes * share))

    @property
    def label(self) -> str:
        """Where one is, in words."""
        return _("Screen %(number)s of %(total)s") % {"number": self.number, "total": self.total}

    @property
    def note(self) -> str:
        """How long the rest takes."""
        return ngettext(
            "About %(minutes)s minute left", "About %(minutes)s minutes left", self.minutes_left
        ) % {"minutes": self.minutes_left}

    @property
    def seconds_left(self) -> int | None:
        """Of a time limit; None without one."""
        limit = self.module.time_limit * 60
        return max(0, limit - self.attempt.seconds) if limit else None

    @property
    def time_left(self) -> str:
        """The rest of a time limit, in words."""
        minutes = -(-(self.seconds_left or 0) // 60)
        return ngettext(
            "%(minutes)s minute left of the time limit",
            "%(minutes)s minutes left of the time limit",
            minutes,
        ) % {"minutes": minutes}

    def shown(self) -> list[Shown]:
        """The blocks of the screen, in order."""
        by_block: dict[str, list[Item]] = {}
        for item in self.items:
            by_block.setdefault(item.name.split(":")[0], []).append(item)
        found: list[Shown] = []
        for block in self.screen.blocks:
            items = by_block.get(str(block.id))
            if items is None:
                found += [] if block in self.screen.asking else [Shown(block=block)]
            else:
                found += [self._asked(item) for item in items]
        return found

    def _asked(self, item: Item) -> Shown:
        answer = self.answers.get(item.name)
        error = self.errors.get(item.name, "")
        if item.version is None:
            return Shown(stage=item.stage, item=item, chosen=_chosen(item, answer), error=error)
        given = answer.given if answer else self.tried.get(item.name)
        html = ask(
            item.version,
            seed=self.attempt.seed,
            name=field_of(item),
            given=given,
            mark=mark(item.version, given) if answer else None,
            is_locked=answer is not None,
            errors=(error,) if error else (),
        )
        return Shown(html=html, item=item, error=error)

    def read(self, data: QueryDict) -> dict[str, dict[str, Any]]:
        """The answers in a form to what waits on this screen; what is wrong stands in `errors`."""
        given: dict[str, dict[str, Any]] = {}
        for item in self.waiting:
            try:
                given[item.name] = read_item(item, data)
            except NotAnswered as problem:
                self.errors[item.name] = str(problem)
                self.tried[item.name] = problem.given
        self.tried |= given
        return given


def read_item(item: Item, data: QueryDict) -> dict[str, Any]:
    """The answer to one item in a form. Raises NotAnswered where there is none, or nonsense."""
    if item.version is not None:
        return read(item.version, data, name=field_of(item))
    choices = list(item.stage["choices"])
    number = data.get(field_of(item), "")
    if not number.isdecimal() or int(number) >= len(choices):
        raise NotAnswered(_("Choose what you would do."))
    choice = choices[int(number)]
    return {
        "choice": int(number),
        "label": str(choice["label"]),
        "goes_to": choice["goes_to"] or "",
        "credit": choice["credit"],
    }


def _chosen(item: Item, answer: Any) -> Any:
    """What was chosen at a stage, with what is said to it."""
    if answer is None:
        return None
    number = answer.given.get("choice", -1)
    choices = list(item.stage["choices"])
    return choices[number] if 0 <= number < len(choices) else {"label": answer.given.get("label")}
