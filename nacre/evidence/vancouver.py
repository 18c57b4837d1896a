"""The reference style of medical journals (ICMJE/NLM), from plain values."""

import re
from collections.abc import Sequence

NAMED_AUTHORS = 6
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_RANGE = re.compile(r"^([A-Za-z]*)(\d+)\s*[-–]\s*([A-Za-z]*)(\d+)$")


def authors_line(authors: Sequence[str]) -> str:
    """The first six authors, then “et al.” where there are more."""
    names = [name.strip(" .") for name in authors if name.strip()]
    is_cut = bool(names) and names[-1].lower() == "et al"
    if is_cut:
        names.pop()
    if is_cut or len(names) > NAMED_AUTHORS:
        names = [*names[:NAMED_AUTHORS], "et al"]
    return ", ".join(names)


def elided(pages: str) -> str:
    """A page range without the digits that its end repeats: 1317-1325 becomes 1317-25."""
    found = _RANGE.match(pages.strip())
    if not found:
        return pages.strip()
    letter, first, _, last = found.groups()
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
    """When and where it appeared: 2006 Jun;43(6):1317-25."""
    date = issued or year_and_month(year, month)
    place = f"{volume}({issue})" if issue else volume
    line = f"{date};{place}" if place else date
    return f"{line}:{elided(pages)}" if pages else line
