"""Days, months, seasons and spans as citation files write them."""

import re

from nacre.evidence.plain_text import plain
from nacre.evidence.records import BadRecord, Issued
from nacre.evidence.vancouver import MONTHS

_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_NUMBERS = re.compile(r"^(\d{4})[/-](\d{1,2})?(?:[/-](\d{1,2})?)?(?:[/-](.*))?$")
_MONTH = re.compile(r"\b(" + "|".join(MONTHS) + r")[a-z]*\.?", re.I)
_DAY = re.compile(r"^(\d{4}) [A-Z][a-z]{2} (\d{1,2})$")
_COMPACT = re.compile(r"^((?:19|20)\d\d)([01]\d)([0-3]\d)$")
_SPAN = re.compile(r"[A-Za-z]\s*[-/\u2010-\u2015]\s*[A-Za-z]")
LONGEST = 40


def month_of(text: str) -> int | None:
    """Jan, January, 1 and 01 are the first month; anything else is none."""
    words = plain(text)
    if words.isdecimal():
        return int(words) if 1 <= int(words) <= len(MONTHS) else None
    found = _MONTH.match(words)
    return MONTHS.index(found[1].title()) + 1 if found else None


def day_of(text: str) -> int | None:
    """A day of a month."""
    words = plain(text)
    return int(words) if words.isdecimal() and 1 <= int(words) <= 31 else None


def issued_on(year: str, month: str = "", day: str = "", season: str = "") -> Issued:
    """A date given in parts."""
    found = _YEAR.search(plain(year))
    if not found:
        raise BadRecord("It has no year of publication.")
    if _SPAN.search(plain(month)):
        return read_date(f"{found[1]} {plain(month)}")
    number, which, on = month_of(month), plain(season), day_of(day)
    if number is None and month and not which:
        which = plain(month)
    words = [found[1]]
    if number:
        words += [MONTHS[number - 1], *([str(on)] if on else [])]
    elif which and not which.isdecimal():
        words.append(which)
        # A season that is months is found by its first.
        number = month_of(which)
    return Issued(
        year=int(found[1]),
        month=number,
        day=on if number and not which else None,
        text=" ".join(words)[:LONGEST],
    )


def read_date(text: str) -> Issued:
    """A date in one piece: 2001 Nov-Dec, 1998 Dec-1999 Jan, 1948/07//, 2024-03-05."""
    words = _COMPACT.sub(r"\1-\2-\3", plain(text))
    parts = _NUMBERS.match(words)
    if parts and (not parts[2] or month_of(parts[2])):
        rest = parts[4] or ""
        return issued_on(parts[1], parts[2] or "", parts[3] or "", "" if parts[2] else rest)
    found = _YEAR.search(words)
    if not found:
        raise BadRecord("It has no year of publication.")
    # Some write the season first: Spring 1990.
    rest = words[found.end() :] or f" {words[: found.start()].strip()}"
    month = _MONTH.search(rest)
    told = f"{found[1]}{rest}".strip()
    if month and rest.strip() == month[0]:
        told = f"{found[1]} {month[1].title()}"
    day = _DAY.match(told)
    return Issued(
        year=int(found[1]),
        month=month_of(month[1]) if month else None,
        day=int(day[2]) if day else None,
        text=told[:LONGEST],
    )
