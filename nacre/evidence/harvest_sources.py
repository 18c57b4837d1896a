"""Asking for new papers: words in, records out, from whichever source knows them.

A feed is somebody's claim. Only the numbers of papers are taken from it; what they are called is
asked of PubMed and Crossref.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from django.conf import settings

from nacre.evidence.clients import crossref, europe_pmc, outside, pubmed
from nacre.evidence.clients.asking import PaperUnknownError, Source, SourceUnavailableError
from nacre.evidence.lookup import crossref_source, europe_pmc_source, numbers_in, pubmed_source
from nacre.evidence.models import Citation, QueryVersion, SavedQuery
from nacre.evidence.readers import READERS
from nacre.evidence.records import Entry, FileRefused

MOST = 1000  # papers of one question and night; more means that the question is too wide
OVERLAP = timedelta(days=3)  # sources date a record before they show it


def fetch_feed(url: str) -> bytes:
    """A feed, from outside alone."""
    contact = settings.NACRE_OPERATOR_EMAIL
    return outside.fetch(
        url, agent=f"Nacre/0.1 (+https://{settings.NACRE_BASE_HOST}; mailto:{contact})"
    )


@dataclass(frozen=True)
class Sources:
    """Whom we ask; tests bring their own."""

    pubmed: Source = field(default_factory=pubmed_source)
    crossref: Source = field(default_factory=crossref_source)
    europe_pmc: Source = field(default_factory=europe_pmc_source)
    fetch_feed: Callable[[str], bytes] = fetch_feed


@dataclass(frozen=True)
class Answer:
    """What a question found: numbers still to be looked up, or records already."""

    pmids: list[str] = field(default_factory=list)
    dois: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than was given."""
        return max(len(self.pmids) + len(self.dois), len(self.entries)) >= MOST


def ask(version: QueryVersion, since: datetime, now: datetime, sources: Sources) -> Answer:
    """Put the question; SourceUnavailableError says in a sentence why there is no answer."""
    source = SavedQuery.Source(version.query.source)
    first = since - OVERLAP
    try:
        return _ASKED[source](version.words, first, now, sources)
    except PaperUnknownError as error:
        raise SourceUnavailableError(
            f"{source.label} does not understand the question; look at its words."
        ) from error
    except FileRefused as error:
        raise SourceUnavailableError(f"{source.label} answered in another form.") from error
    except outside.NoAnswerError as error:
        raise SourceUnavailableError(f"The feed cannot be read. {error}") from error


def _ask_pubmed(words: str, first: datetime, now: datetime, sources: Sources) -> Answer:
    days = max(1, (now - first).days + 1)
    key = settings.NACRE_PUBMED_KEY
    return Answer(pmids=pubmed.search(sources.pubmed, words, most=MOST, days=days, key=key))


def _ask_europe_pmc(words: str, first: datetime, now: datetime, sources: Sources) -> Answer:
    dated = f"({words}) AND FIRST_IDATE:[{first:%Y-%m-%d} TO {now:%Y-%m-%d}]"
    found = europe_pmc.search(sources.europe_pmc, dated, most=MOST)
    return _numbers(found)


def _ask_crossref(words: str, first: datetime, now: datetime, sources: Sources) -> Answer:
    answer = crossref.search(sources.crossref, words, most=MOST, since=f"{first:%Y-%m-%d}")
    return Answer(entries=_entries("crossref", answer))


def _ask_feed(words: str, first: datetime, now: datetime, sources: Sources) -> Answer:
    entries = _entries("feed", sources.fetch_feed(words))
    return _numbers(numbers_in(entry.known_as) for entry in entries)


_ASKED = {
    SavedQuery.Source.PUBMED: _ask_pubmed,
    SavedQuery.Source.EUROPE_PMC: _ask_europe_pmc,
    SavedQuery.Source.CROSSREF: _ask_crossref,
    SavedQuery.Source.FEED: _ask_feed,
}


def _numbers(found: "Iterator[tuple[str, str]] | list[tuple[str, str]]") -> Answer:
    pairs = list(dict.fromkeys(found))
    return Answer(
        pmids=[pmid for pmid, _ in pairs if pmid],
        dois=[doi for pmid, doi in pairs if doi and not pmid],
    )


def _entries(format: str, answer: bytes) -> list[Entry]:
    read = READERS[format](io.BytesIO(answer), lambda size: None)
    return list(islice(read, MOST))


def looked_up(answer: Answer, sources: Sources) -> Iterator[Citation | Entry]:
    """Each paper of an answer: its record, or the citation that we have of it already."""
    yield from answer.entries
    for start in range(0, len(answer.pmids), pubmed.MOST_AT_ONCE):
        some = answer.pmids[start : start + pubmed.MOST_AT_ONCE]
        yield from _of_pubmed(some, sources)
    for doi in answer.dois:
        yield Citation.objects.known_as(doi=doi, pmid=None).first() or _of_crossref(doi, sources)


def _of_pubmed(pmids: list[str], sources: Sources) -> list[Entry]:
    try:
        return _entries(
            "pubmed", pubmed.fetch(sources.pubmed, pmids, key=settings.NACRE_PUBMED_KEY)
        )
    except PaperUnknownError:
        return []
    except FileRefused as error:
        raise SourceUnavailableError("PubMed answered in another form.") from error


def _of_crossref(doi: str, sources: Sources) -> Entry:
    try:
        return _entries("crossref", crossref.fetch(sources.crossref, doi))[0]
    except (PaperUnknownError, IndexError):
        return Entry(0, reason="Crossref does not know it.", known_as=f"doi {doi}")
    except FileRefused as error:
        raise SourceUnavailableError("Crossref answered in another form.") from error
