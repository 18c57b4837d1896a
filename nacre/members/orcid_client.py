"""Asks ORCID's public register for the works of an iD. What it answers is a claim, not a fact."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from http.client import HTTPException
from typing import Any
from urllib.request import Request, urlopen

TIMEOUT = 6  # seconds
MOST_BYTES = 8_000_000
MOST_WORKS = 500
MOST_LETTERS = 300

Opener = Callable[..., Any]


class OrcidUnavailableError(Exception):
    """ORCID did not answer, or not with what it promises."""


class OrcidUnknownError(Exception):
    """ORCID does not know the iD."""


@dataclass(frozen=True)
class Work:
    """A publication as ORCID lists it."""

    code: str
    title: str
    journal: str = ""
    year: str = ""
    doi: str = ""
    sort: str = ""

    def as_dict(self) -> dict[str, str]:
        """As it is kept with a profile."""
        return asdict(self)


def fetch_works(orcid: str, *, base: str, opener: Opener = urlopen) -> list[Work]:
    """The works of an iD, newest first; one line for what several sources told ORCID."""
    request = Request(  # noqa: S310 - the operator's setting, https by default
        f"{base.rstrip('/')}/{orcid}/works",
        headers={"Accept": "application/json", "User-Agent": "Nacre"},
    )
    try:
        with opener(request, timeout=TIMEOUT) as answer:
            text = answer.read(MOST_BYTES + 1)
    except (OSError, HTTPException) as error:
        if getattr(error, "code", None) == 404:
            raise OrcidUnknownError(orcid) from error
        raise OrcidUnavailableError(str(error)) from error
    return works_in(text)


def works_in(text: bytes) -> list[Work]:
    """The works in an answer of the register."""
    if len(text) > MOST_BYTES:
        raise OrcidUnavailableError("The answer is too long.")
    try:
        groups = json.loads(text)["group"] or []
        found = {work.code: work for group in groups for work in _of_group(group)}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise OrcidUnavailableError("The answer has another form than ORCID's.") from error
    newest_first = sorted(found.values(), key=lambda work: work.year, reverse=True)
    return newest_first[:MOST_WORKS]


def _of_group(group: dict) -> Iterator[Work]:
    """The preferred of several descriptions of one work: ORCID puts it first."""
    summaries = group.get("work-summary") or []
    if not summaries:
        return
    said = summaries[0]
    title = _text(said, "title", "title", "value")
    if title:
        yield Work(
            code=str(said["put-code"]),
            title=title,
            journal=_text(said, "journal-title", "value"),
            year=_text(said, "publication-date", "year", "value")[:4],
            doi=_doi(said) or _doi(group),
            sort=str(said.get("type") or "").replace("-", " "),
        )


def _text(said: dict, *path: str) -> str:
    found: Any = said
    for name in path:
        found = (found or {}).get(name)
    return " ".join(str(found or "").replace("\x00", "").split())[:MOST_LETTERS]


def _doi(said: dict) -> str:
    for known in (said.get("external-ids") or {}).get("external-id") or []:
        value = str(known.get("external-id-value") or "").lower()
        doi = value.removeprefix("https://doi.org/").removeprefix("http://dx.doi.org/")
        if known.get("external-id-type") == "doi" and doi.startswith("10."):
            return doi[:MOST_LETTERS]
    return ""
