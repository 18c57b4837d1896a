"""What a certificate says: collected by the app that awards it, checked here, and then frozen."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from nacre.members.refusals import Refused

NO_FUNDING = "No external funding."
LONGEST_LINE = 200
LONGEST_STATEMENT = 600
MOST_OUTCOMES = 8
MOST_MINUTES = 60 * 24 * 60
IS_PATH = re.compile(r"/(?!/)[\w/.~?=&%-]*")  # on this host: never another
# What must be said, and what is asked for where it is not.
REQUIRED = {
    "learner": "Say whose certificate it is: the name as we verified it.",
    "provider": "Say who provided the activity.",
    "controller": "Say who is responsible for the certificate and its data (the controller).",
    "issuer": "Say in whose name the certificate is signed.",
    "delivery": "Say how it was delivered, such as “Online, in your own time”.",
    "funding": "Say who paid for it; “No external funding.” if nobody did.",
}


@dataclass(frozen=True)
class Approval:
    """What a college or federation approved: how many credits of which category, and until when."""

    body: str
    code: str
    credits: Decimal
    category: str  # "category 1 (external)"
    starts_on: date
    ends_on: date

    def covers(self, day: date) -> bool:
        """Whether it stood on a day, and has the code without which nothing is approved."""
        return bool(self.code.strip()) and self.starts_on <= day <= self.ends_on


@dataclass(frozen=True)
class Facts:
    """Everything that stands on a certificate besides its title; see docs/reference/certificates.md.

    `learner` is the name as verified, `registration` only what the holder wants on it. `funding` is
    the whole statement about who paid; there is no certificate without one.
    """

    learner: str
    provider: str
    controller: str
    issuer: str
    completed_on: date
    minutes: int
    funding: str
    outcomes: tuple[str, ...] = ()
    started_on: date | None = None
    registration: str = ""
    signatory: str = ""
    signatory_role: str = ""
    delivery: str = "Online, in your own time"
    participatory_minutes: int = 0
    scheme: str = ""  # "NMC revalidation", "RCP CPD diary"
    credits: Decimal | None = None
    category: str = ""
    approval: Approval | None = None
    score: int | None = None  # per cent, of the best attempt
    pass_mark: int | None = None
    content_version: str = ""
    reviewed_on: date | None = None
    activity_path: str = ""  # where it is done again, on the community's host; never printed

    def check(self) -> None:
        """Refuse what cannot stand on a certificate, with what to say instead."""
        for problem in self._problems():
            raise Refused(problem)

    def _problems(self) -> Iterator[str]:
        yield from self._missing()
        yield from self._too_long()
        yield from self._wrong_numbers()
        if self.started_on and self.started_on > self.completed_on:
            yield _("It was completed before it was begun; one of the two days is wrong.")
        if self.approval and self.approval.starts_on > self.approval.ends_on:
            yield _("The approval ends before it begins; one of the two days is wrong.")
        if self.activity_path and not IS_PATH.fullmatch(self.activity_path):
            yield _("The address of the activity is a path of the community, such as “/learning/”.")

    def _wrong_numbers(self) -> Iterator[str]:
        if not 0 < self.minutes <= MOST_MINUTES:
            yield _("Say how many minutes it took: more than none, at most 60 days.")
        if not 0 <= self.participatory_minutes <= self.minutes:
            yield _("Participatory minutes are a part of all minutes: never more, never below 0.")
        if any(not 0 <= value <= 100 for value in (self.score or 0, self.pass_mark or 0)):
            yield _("A score and a pass mark are per cent: 0 to 100.")
        if self.credits is not None and not 0 <= self.credits <= 1000:
            yield _("Credits are a number from 0 to 1,000.")

    def _missing(self) -> Iterator[str]:
        for name, remedy in REQUIRED.items():
            if not str(getattr(self, name)).strip():
                yield _(remedy)

    def _too_long(self) -> Iterator[str]:
        if len(self.outcomes) > MOST_OUTCOMES:
            yield _("At most %(most)d outcomes fit on a certificate.") % {"most": MOST_OUTCOMES}
        for name, text in self._lines():
            most = LONGEST_STATEMENT if name == "funding" else LONGEST_LINE
            if len(text) > most or not text.replace(" ", "").isprintable():
                yield _("“%(field)s” is one line of at most %(most)d characters.") % {
                    "field": name.replace("_", " "),
                    "most": most,
                }

    def _lines(self) -> Iterator[tuple[str, str]]:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str):
                yield field.name, value
        yield from (("outcomes", outcome) for outcome in self.outcomes)
        if self.approval:
            for name in ("body", "code", "category"):
                yield f"approval {name}", getattr(self.approval, name)

    def as_json(self) -> dict[str, Any]:
        """As it is kept and sealed: strings, whole numbers, lists."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Facts":
        """From what was kept; what a later version added is left at its default."""
        said = {f.name: kept[f.name] for f in fields(cls) if f.name in kept}
        for name in ("completed_on", "started_on", "reviewed_on"):
            said[name] = _day(said.get(name))
        said["credits"] = _number(said.get("credits"))
        said["outcomes"] = tuple(said.get("outcomes") or ())
        said["approval"] = _approval(said.get("approval"))
        return cls(**said)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Approval):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text is not None else None
    except InvalidOperation:
        return None


def _approval(kept: Mapping[str, Any] | None) -> Approval | None:
    if not kept:
        return None
    return Approval(
        body=kept["body"],
        code=kept["code"],
        credits=Decimal(kept["credits"]),
        category=kept["category"],
        starts_on=date.fromisoformat(kept["starts_on"]),
        ends_on=date.fromisoformat(kept["ends_on"]),
    )
