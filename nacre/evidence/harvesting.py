"""The harvest: saved questions are asked, what they find is kept once and says what found it.

A question that cannot be asked changes nothing but its own state; the next run asks from its last
good moment on. Each paper is kept by itself, so that a killed run loses none and doubles none.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from nacre.communities.models import Community
from nacre.evidence.actions import keep_citation
from nacre.evidence.clients.asking import SourceUnavailableError
from nacre.evidence.harvest_sources import Sources, ask, looked_up
from nacre.evidence.joining import link_late
from nacre.evidence.models import Citation, Find, QueryVersion, SavedQuery
from nacre.evidence.readers import AUTO, read_citations
from nacre.evidence.records import BadRecord, CitationRecord, Entry, FileRefused

FIRST = timedelta(days=30)  # how far back new words reach
RETRACTED = re.compile(r"^\s*\[?retracted(?: article| paper)?\s*[:\]]\s*", re.I)


@dataclass
class Harvest:
    """What became of one question, or of one file."""

    name: str
    found: int = 0
    new: int = 0  # to the community
    refused: list[str] = field(default_factory=list)
    trouble: str = ""
    is_cut: bool = False


@transaction.atomic
def save_query(*, query: SavedQuery, words: str) -> QueryVersion:
    """Keep a question; other words than the last ones are a new version."""
    query.slug = query.slug or _free_slug(query)
    query.save()
    last = query.versions.order_by("-number").first()
    words = " ".join(words.split())
    if last and last.words == words:
        return last
    number = last.number + 1 if last else 1
    return QueryVersion.objects.create(query=query, number=number, words=words)


def _free_slug(query: SavedQuery) -> str:
    plain = slugify(query.name)[:40].strip("-") or "question"
    taken = set(SavedQuery.objects.of(query.community).values_list("slug", flat=True))
    tries = (f"{plain}-{number}" for number in count(2))
    return plain if plain not in taken else next(slug for slug in tries if slug not in taken)


def harvest(
    *,
    query: SavedQuery,
    sources: Sources,
    on_progress: Callable[[int, int], None] = lambda done, of: None,
) -> Harvest:
    """Ask one question for what is new since its last good moment."""
    version, now = query.version, timezone.now()
    told = Harvest(name=query.name)
    if version is None:
        return told
    try:
        since = query.good_for(version) or now - FIRST
        answer = ask(version, since, now, sources)
        told.is_cut = answer.is_cut
        total = len(answer.entries) + len(answer.pmids) + len(answer.dois)
        for done, paper in enumerate(looked_up(answer, sources), start=1):
            _take(paper, told, query.community, version=version)
            on_progress(done, total)
    except SourceUnavailableError as error:
        told.trouble = str(error)
        _note(query, good_at=query.good_at, since=query.failing_since or now, trouble=str(error))
    else:
        cut = "It found more than can be taken in at once; narrow its words." if told.is_cut else ""
        _note(query, good_at=now, since=None, trouble=cut)
    return told


def harvest_file(
    *,
    source: BinaryIO,
    name: str,
    community: Community,
    version: QueryVersion | None = None,
    on_progress: Callable[[int], None] = lambda size: None,
) -> Harvest:
    """Take the records of a file as if a question had found them; no network is needed."""
    told = Harvest(name=name)
    try:
        for entry in read_citations(source, format=AUTO, on_progress=on_progress):
            _take(entry, told, community, version=version, origin="" if version else name)
    except FileRefused as refused:
        told.trouble = str(refused)
    return told


def _note(
    query: SavedQuery, *, good_at: datetime | None, since: datetime | None, trouble: str
) -> None:
    state = {"good_at": good_at, "failing_since": since, "trouble": trouble[:300]}
    SavedQuery.objects.filter(pk=query.pk).update(**state)


@transaction.atomic
def _take(
    paper: Citation | Entry,
    told: Harvest,
    community: Community,
    *,
    version: QueryVersion | None,
    origin: str = "",
) -> None:
    try:
        citation = paper if isinstance(paper, Citation) else _kept(paper)
    except BadRecord as bad:
        told.refused.append(str(bad))
        return
    told.found += 1
    known = Find.objects.of(community).filter(citation=citation).exists()
    told.new += not known
    Find.objects.get_or_create(
        community=community, citation=citation, version=version, origin=origin[:200]
    )


def _kept(entry: Entry) -> Citation:
    if entry.record is None:
        raise BadRecord(f"{entry.known_as or f'Record {entry.number}'}: {entry.reason}")
    try:
        with transaction.atomic():
            citation, _ = keep_citation(record=_marked(entry.record))
            link_late(citation)
    except BadRecord as bad:
        raise BadRecord(f"{entry.known_as or f'Record {entry.number}'}: {bad}") from bad
    return citation


def _marked(record: CitationRecord) -> CitationRecord:
    """Some publishers say of a retraction nothing but a word before the title."""
    if not RETRACTED.match(record.title):
        return record
    types = (*record.publication_types, "Retracted Publication")
    title = RETRACTED.sub("", record.title) or record.title
    return replace(record, title=title, publication_types=tuple(dict.fromkeys(types)))


def harvest_all(queries: Iterable[SavedQuery], sources: Sources | None = None) -> list[Harvest]:
    """Ask every question; one that fails does not stop the rest."""
    asked = sources or Sources()
    return [harvest(query=query, sources=asked) for query in queries]
