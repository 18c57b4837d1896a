"""A paper looked up by what a person pastes: a DOI, a PubMed number, an address."""

import io
import re
from dataclasses import replace
from functools import lru_cache

from django.conf import settings

from nacre.evidence.clients import crossref, pubmed
from nacre.evidence.clients.asking import Pace, PaperUnknownError, Source
from nacre.evidence.plain_text import plain
from nacre.evidence.readers import read_citations
from nacre.evidence.records import (
    BadRecord,
    CitationRecord,
    FileRefused,
    doi_of,
    doi_within,
    pmid_of,
)

BRIEF = 5  # seconds that somebody waits for a page
_PUBMED = re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov/|/pubmed/|\bPMID:?\s*)(\d{1,9})\b", re.I)


def numbers_in(words: str) -> tuple[str, str]:
    """(PubMed number, DOI) of what was pasted; both are empty if it is neither."""
    said = plain(words)
    if found := _PUBMED.search(said):
        return pmid_of(found[1]), ""
    if doi := doi_of(said) or doi_within(said):
        return "", doi
    return pmid_of(said), ""


@lru_cache
def _pace(name: str, per_second: int) -> Pace:
    # One for the process: forms and commands share the rate.
    return Pace(per_second)


def pubmed_source() -> Source:
    """PubMed: three questions a second, ten with a key."""
    return Source(
        name="PubMed",
        base=settings.NACRE_PUBMED_URL,
        pace=_pace("pubmed", 10 if settings.NACRE_PUBMED_KEY else 3),
        contact=settings.NACRE_OPERATOR_EMAIL,
    )


def crossref_source() -> Source:
    """Crossref, in the pool of those who say who they are."""
    return Source(
        name="Crossref",
        base=settings.NACRE_CROSSREF_URL,
        pace=_pace("crossref", 5),
        contact=settings.NACRE_OPERATOR_EMAIL,
    )


def europe_pmc_source() -> Source:
    """Europe PMC."""
    return Source(
        name="Europe PMC",
        base=settings.NACRE_EUROPE_PMC_URL,
        pace=_pace("europe-pmc", 5),
        contact=settings.NACRE_OPERATOR_EMAIL,
    )


def look_up(words: str, *, is_brief: bool = False) -> CitationRecord:
    """The record of a pasted DOI, PubMed number or address.

    BadRecord says what is wrong with what was pasted, PaperUnknownError that nobody knows it,
    SourceUnavailableError that there was no answer. Brief: one try of five seconds.
    """
    pmid, doi = numbers_in(words)
    if not (pmid or doi):
        raise BadRecord("That is no DOI, PubMed number or address of a paper.")
    source = pubmed_source() if pmid else crossref_source()
    if is_brief:
        source = replace(source, timeout=BRIEF, tries=1)
    key = settings.NACRE_PUBMED_KEY
    answer = pubmed.fetch(source, [pmid], key=key) if pmid else crossref.fetch(source, doi)
    return _one_record(answer, format="pubmed" if pmid else "crossref", name=source.name)


def _one_record(answer: bytes, *, format: str, name: str) -> CitationRecord:
    try:
        entry = next(read_citations(io.BytesIO(answer), format=format))
    except FileRefused as refused:
        # PubMed answers an unknown number with an empty list.
        raise PaperUnknownError(f"{name} does not know it.") from refused
    if entry.record is None:
        raise BadRecord(entry.reason)
    return entry.record
