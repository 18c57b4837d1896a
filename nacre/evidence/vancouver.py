"""The reference style of medical journals (ICMJE/NLM), from plain values."""

import re
from collections.abc import Sequence

NAMED_AUTHORS = 6
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_INITIALS = re.compile(r"^[^\W\d_a-z]{1,4}$|^(?:Jr|Sr|\d(?:st|nd|rd|th))$")
_DAY = re.compile(r"^\d{4} [A-Z][a-z]{2} \d{1,2}$")
_RANGE = re.compile(r"^([A-Za-z]*)(\d+)\s*[-–]\s*([A-Za-z]*)(\d+)$")


def authors_line(authors: Sequence[str]) -> str:
    """The first six authors, then “et al.” where there are more; a group after a semicolon."""
    names = [name.strip(" .") for name in authors if name.strip()]
    is_cut = bool(names) and names[-1].lower() == "et al"
    if is_cut:
        names.pop()
    if is_cut or len(names) > NAMED_AUTHORS:
        names = [*names[:NAMED_AUTHORS], "et al"]
    line = ""
    for name in names:
        mark = "; " if is_group(name) else ", "
        line = f"{line}{mark}{name}" if line else name
    return line


def is_group(name: str) -> bool:
    """Whether an author is a group: several words, of which the last are no initials."""
    words = name.split()
    return len(words) > 1 and name != "et al" and not _INITIALS.match(words[-1])


def elided(pages: str) -> str:
    """A page range without the digits that its end repeats: 1317-1325 becomes 1317-25."""
    found = _RANGE.match(pages.strip())
    if not found:
        return pages.strip()
    letter, first, other, last = found.groups()
    if other and other != letter:
        return f"{letter}{first}-{other}{last}"
    if len(first) == len(last):
        same = next(
            (i for i, pair in enumerate(zip(first, last, strict=True)) if pair[0] != pair[1]), 0
        )
        last = last[same:]
    return f"{letter}{first}-{last}"


def year_and_month(year: int, month: int | None) -> str:
    """2006 Jun, or the year alone."""
    return f"{year} {MONTHS[month - 1]}" if month else str(year)


def issue_line(
    *, year: int, month: int | None, volume: str, issue: str, pages: str, issued: str = ""
) -> str:
    """When and where it appeared: 2006 Jun;43(6):1317-25; before it has an issue, only when."""
    date = issued or year_and_month(year, month)
    if _DAY.match(date) and not (volume or issue or pages):
        return f"[published online {date}]"
    place = f"{volume}({issue})" if issue else volume
    line = f"{date};{place}" if place else date
    return f"{line}:{elided(pages)}" if pages else line
