"""The letters of a demonstration: files below the home, read as a person would read mail."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

NAME = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9]+\.log")
DIVIDER = b"-" * 79
SHOWN = 200


@dataclass(frozen=True)
class Letter:
    """One letter that was sent."""

    key: str
    subject: str
    sender: str
    to: str
    sent_at: datetime | None
    text: str


def folder() -> Path:
    """Where letters lie when no mail server is set."""
    return Path(settings.NACRE_HOME) / "mail"


def letters() -> list[Letter]:
    """The latest letters, newest first."""
    newest = sorted(folder().glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)
    found = [letter for path in newest[:SHOWN] for letter in _in(path)]
    oldest = datetime.min.replace(tzinfo=UTC)
    return sorted(found, key=lambda letter: letter.sent_at or oldest, reverse=True)[:SHOWN]


def letter(key: str) -> Letter | None:
    """One letter by its key: the name of its file and its place in it."""
    name, _, place = key.rpartition(":")
    if not NAME.fullmatch(name) or not place.isdecimal() or not (folder() / name).is_file():
        return None
    return next((found for found in _in(folder() / name) if found.key == key), None)


def _in(path: Path) -> list[Letter]:
    """A connection to the mail server writes one file, with a line of dashes after each letter."""
    parts = path.read_bytes().split(b"\n" + DIVIDER + b"\n")
    written = [part for part in parts if part.strip()]
    return [_letter(part, f"{path.name}:{place}") for place, part in enumerate(written)]


def _letter(content: bytes, key: str) -> Letter:
    message = message_from_bytes(content.lstrip(b"\n"), policy=policy.default)
    date = message["Date"]
    return Letter(
        key=key,
        subject=str(message["Subject"] or ""),
        sender=str(message["From"] or ""),
        to=str(message["To"] or ""),
        sent_at=_moment(date.datetime) if date is not None else None,
        text=_text(message),
    )


def _moment(written: datetime | None) -> datetime | None:
    """A letter dated -0000 means UTC without saying so."""
    return written.replace(tzinfo=written.tzinfo or UTC) if written else None


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    return body.get_content() if body is not None else ""
