"""Days, months, seasons and spans as citation files write them."""

import re
from calendar import monthrange

from nacre.evidence.plain_text import plain
from nacre.evidence.records import BadRecord, Issued
from nacre.evidence.vancouver import MONTHS

_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_NUMBERS = re.compile(r"^(\d{4})[/.-](\d{1,2})?(?:[/.-](\d{1,2})?)?(?:[/-](.*)|T\d.*)?$")
_MONTH = re.compile(
    r"\b(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?",
    re.I,
)
_SEASON = re.compile(r"\b(win(?:ter)?|spr(?:ing)?|sum(?:mer)?|aut(?:umn)?|fall?)\b", re.I)
_SEASONS = {"win": "Winter", "spr": "Spring", "sum": "Summer", "aut": "Autumn", "fal": "Fall"}
_ON = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WHEN = r"(?P<month>[A-Z][a-z]{2})"
# 2020 Mar 5, 5 Mar 2020, Mar 5, 2020, and Mar 2020 before the day on which a base took it in.
_DAYS = [
    re.compile(rf"^(?P<year>\d{{4}})[ -]{_WHEN}[ -]{_ON}$"),
    re.compile(rf"^{_ON}[ -]{_WHEN},?[ -](?P<year>\d{{4}})$"),
    re.compile(rf"^{_WHEN} {_ON},? (?P<year>\d{{4}})$"),
    re.compile(rf"^{_WHEN},? (?P<year>\d{{4}})(?P<day>)(?: \d{{4}}-\d\d-\d\d)?$"),
]
_COMPACT = re.compile(r"^((?:19|20)\d\d)([01]\d)([0-3]\d)$")
_SPAN = re.compile(r"[A-Za-z]\s*[-/\u2010-\u2015]\s*[A-Za-z]")
LONGEST = 40


def month_of(text: str) -> int | None:
    """Jan, January, 1 and 01 are the first month; anything else is none."""
    words = plain(text)
    if words.isdecimal():
        return int(words) if 1 <= int(words) <= len(MONTHS) else None
    found = _MONTH.match(words)
    return MONTHS.index(found[1].title()[:3]) + 1 if found else None


def day_of(text: str) -> int | None:
    """A day of a month."""
    words = plain(text)
    return int(words) if words.isdecimal() and 1 <= int(words) <= 31 else None


def _printed(text: str) -> str:
    # SEPT-OCT and Winter as a reference prints them.
    words = _MONTH.sub(lambda found: found[1].title()[:3], plain(text))
    return _SEASON.sub(lambda found: _SEASONS[found[1].lower()[:3]], words)


def issued_on(year: str, month: str = "", day: str = "", season: str = "") -> Issued:
    """A date given in parts."""
    found = _YEAR.search(plain(year))
    if not found:
        raise BadRecord("It has no year of publication.")
    if _SPAN.search(plain(month)):
        return read_date(f"{found[1]} {plain(month)}")
    number, which, on = month_of(month), _printed(season), day_of(day)
    if number is None and month and not which:
        which = _printed(month)
    if number and on and on > monthrange(int(found[1]), number)[1]:
        on = None
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
    words = _printed(_COMPACT.sub(r"\1-\2-\3", plain(text))).strip(" ,;.")
    if parts := _NUMBERS.match(words):
        rest = "" if month_of(parts[2] or "") else parts[4] or ""
        return issued_on(parts[1], parts[2] or "", parts[3] or "", rest)
    if day := next((found for form in _DAYS if (found := form.match(words))), None):
        return issued_on(day["year"], day["month"], day["day"])
    found = _YEAR.search(words)
    if not found:
        raise BadRecord("It has no year of publication.")
    # Some write the season first, Spring 1990, and some only numbers, 10/08/2017.
    before, rest = words[: found.start()].strip(" ,"), words[found.end() :]
    if re.search(r"[A-Za-z]", before) and not re.search(r"[A-Za-z]", rest):
        rest = f"{rest} {before}"
    month, told = _MONTH.search(rest), f"{found[1]}{rest}".strip()
    if told != words and _DAYS[0].match(told):
        return read_date(told)
    return Issued(
        year=int(found[1]),
        month=month_of(month[1]) if month else None,
        text=told[:LONGEST],
    )
