"""What a check finds wrong with a blueprint, and the checks that files have in common."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

TEXT_BLOCKS = {"p", "h", "list", "steps", "quote", "table", "box", "poll"}
TEXTS = """slug title standfirst audience funding name bank text feedback label goes_to
    kind stem explanation theme unit"""
LISTS = """topics outcomes key_points body modules questions options statements stems pairs
    items accepted stages choices"""


@dataclass(frozen=True)
class Problem:
    """Something that must be put right before the community can open."""

    file: str
    item: str
    field: str
    problem: str

    def __str__(self) -> str:
        where = ": ".join(part for part in (f"{self.file}.yaml", self.item, self.field) if part)
        return f"{where}: {self.problem}"

    def as_dict(self) -> dict[str, str]:
        """For --json."""
        return asdict(self)


@dataclass(frozen=True)
class Place:
    """Where in a blueprint one is looking, so that a problem can say it."""

    file: str
    item: str = ""
    field: str = ""

    def at(self, field: str) -> "Place":
        """One step further in."""
        return Place(self.file, self.item, ", ".join(part for part in (self.field, field) if part))

    def wrong(self, problem: str) -> Problem:
        """What is wrong here."""
        return Problem(self.file, self.item, self.field, problem)


def text_blocks_wrong(file: str, item: str, body: Any) -> Iterator[Problem]:
    """What is wrong with a body that is made of text alone."""
    place = Place(file, item)
    if not isinstance(body, list):
        yield place.at("body").wrong("must be a list of blocks.")
        return
    for number, block in enumerate(body, 1):
        yield from one_of(place.at(f"body {number}"), block, TEXT_BLOCKS)


def one_of(place: Place, block: Any, kinds: Iterable[str]) -> Iterator[Problem]:
    """That a block is of exactly one known kind."""
    if not isinstance(block, dict) or len(block) != 1 or not set(block) <= set(kinds):
        yield place.wrong(f"must have exactly one of {', '.join(sorted(kinds))}.")


def fields_wrong(place: Place, said: Any, needed: str, allowed: str = "") -> Iterator[Problem]:
    """Fields that are missing, of the wrong kind, or read by nothing; names as words in a row."""
    if not isinstance(said, dict):
        yield place.wrong("must be a mapping.")
        return
    for field in needed.split():
        if said.get(field) in (None, "", []):
            yield place.at(field).wrong("is missing.")
    for field in sorted(set(map(str, said)) - {*needed.split(), *allowed.split()}):
        known = ", ".join(sorted({*needed.split(), *allowed.split()}))
        yield place.at(field).wrong(f"is not read here; use one of {known}.")
    for field, value in said.items():
        if field in TEXTS.split() and not isinstance(value, str | None):
            yield place.at(field).wrong("must be text; put numbers and yes or no in quotes.")
        if field in LISTS.split() and not isinstance(value, list | None):
            yield place.at(field).wrong("must be a list.")


def texts_wrong(place: Place, said: Any, least: int, most: int = 99) -> Iterator[Problem]:
    """That something is a list of so many texts, each once."""
    if not isinstance(said, list):
        yield place.wrong("must be a list.")
        return
    if not all(isinstance(text, str) and text.strip() for text in said):
        yield place.wrong("must be a list of texts; put numbers and yes or no in quotes.")
    elif len({text.casefold().strip() for text in said}) < len(said):
        yield place.wrong("says the same twice.")
    if not least <= len(said) <= most:
        number = f"from {least} to {most}" if most < 99 else f"{least} or more"
        yield place.wrong(f"needs {number}, and has {len(said)}.")


def whole_number_wrong(place: Place, said: Any, least: int, most: int) -> Iterator[Problem]:
    """That something is a whole number between two others."""
    if type(said) is not int or not least <= said <= most:
        yield place.wrong(f"must be a whole number from {least} to {most}.")
