"""Entries as a list shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nacre.cpd.exporting.rows import evidence_of
from nacre.cpd.models import Entry
from nacre.cpd.progress import in_words


@dataclass(frozen=True)
class Line:
    """What one entry shows of itself."""

    key: str
    title: str
    url: str
    kind: str
    day: date
    time: str
    participatory: str
    evidence: str
    note: str
    state: str
    is_reflected: bool


def line_of(entry: Entry) -> Line:
    """One entry; ask for it `for_list`."""
    return Line(
        key=str(entry.key),
        title=entry.title,
        url=entry.url if entry.url.startswith("/") and not entry.url.startswith("//") else "",
        kind=str(entry.get_source_display()),
        day=entry.occurred_on,
        time=in_words(entry.claimed),
        participatory=in_words(entry.participatory) if entry.participatory else "",
        evidence=evidence_of(entry),
        note=entry.note,
        state=entry.state,
        is_reflected=bool(entry.reflections.all()),
    )


def lines_of(entries: Iterable[Entry]) -> list[Line]:
    """Several."""
    return [line_of(entry) for entry in entries]
