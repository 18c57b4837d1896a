"""Answers given without a connection: what a device sends when it has one again."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive
from django.utils.translation import gettext as _

MOST_BYTES = 200_000
MOST_SCREENS = 100


class NotASyncError(ValueError):
    """What a device sent is not understood; the message says why."""


@dataclass(frozen=True)
class Sent:
    """What was answered on one screen, and when by the clock of the device."""

    screen: str
    data: QueryDict
    at: datetime | None


def read_sync(body: bytes) -> list[Sent]:
    """What a device sends: a list of `screen`, `fields` (pairs of name and value) and `at`.

    Raises NotASyncError.
    """
    if len(body) > MOST_BYTES:
        raise NotASyncError(_("That is more than a module can have."))
    try:
        said = json.loads(body)
        screens = said["screens"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NotASyncError(_("This is not a list of answers.")) from None
    if not isinstance(screens, list) or len(screens) > MOST_SCREENS:
        raise NotASyncError(_("This is not a list of answers."))
    return [_screen(row) for row in screens]


def _screen(row: Any) -> Sent:
    if not isinstance(row, dict) or not isinstance(row.get("fields"), list):
        raise NotASyncError(_("A screen has a key and fields."))
    data = QueryDict(mutable=True)
    for pair in row["fields"]:
        if not (
            isinstance(pair, list) and len(pair) == 2 and all(isinstance(x, str) for x in pair)
        ):
            raise NotASyncError(_("A field is a name and a value."))
        data.appendlist(*pair)
    at = row.get("at")
    moment = parse_datetime(at) if isinstance(at, str) else None
    return Sent(str(row.get("screen", "")), data, None if moment and is_naive(moment) else moment)
