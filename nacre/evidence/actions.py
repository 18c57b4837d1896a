"""What happens to bibliographic records."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone

from nacre.communities.models import Community
from nacre.evidence import tasks
from nacre.evidence.fingerprint import are_alike, bare, fingerprint_of
from nacre.evidence.joining import can_merge, link_versions, merge_citations, told
from nacre.evidence.lookup import look_up, numbers_in
from nacre.evidence.merging import GRAVITY, facts_of, merged, standing_in
from nacre.evidence.models import Citation, Journal
from nacre.evidence.readers import AUTO, read_citations
from nacre.evidence.records import DOI_ADDRESS, BadRecord, CitationRecord, Entry
from nacre.evidence.retractions import check_retractions, note_by_hand, tell_of_notices
from nacre.evidence.signals import citation_restated

__all__ = [
    "Imported",
    "add_citation",
    "check_retractions",
    "follow_journal",
    "import_citation",
    "import_citations",
    "restate_citation",
    "tell_of_notices",
    "tidy_doi",
]

LONGEST_TITLE = 2000


def tidy_doi(doi: str | None) -> str | None:
    """A DOI in lower case without the address before it; nothing becomes None."""
    return DOI_ADDRESS.sub("", (doi or "").strip()).lower() or None


@transaction.atomic
def add_citation(
    *, doi: str | None = None, pmid: str | int | None = None, shelf: Community, **facts: Any
) -> Citation:
    """Put a paper on a community's shelf; one that is already known is not doubled.

    Facts are the fields of Citation. Those of a known paper stay as they are.
    """
    numbers = {"doi": tidy_doi(doi), "pmid": str(pmid).strip() if pmid else None}
    known = Citation.objects.known_as(**numbers).first()
    citation = known or Citation.objects.create(**numbers, **facts)
    citation.shelves.add(shelf)
    return citation


def follow_journal(*, nlm_abbrev: str, by: Community, **facts: Any) -> Journal:
    """Note that a community follows a journal."""
    journal, _ = Journal.objects.get_or_create(nlm_abbrev=nlm_abbrev, defaults=facts)
    journal.followed_by.add(by)
    return journal


@transaction.atomic
def restate_citation(*, citation: Citation, status: str, note: str = "") -> None:
    """A journal corrected, doubted or retracted a paper: whoever cites it is told."""
    citation.status, citation.status_note = Citation.Status(status), note
    citation.notice_doi = citation.replaced_by = ""
    citation.save(update_fields=["status", "status_note", "notice_doi", "replaced_by"])
    note_by_hand(citation, status, note, timezone.localdate())
    transaction.on_commit(
        lambda: citation_restated.send(sender=Citation, citation=citation), robust=True
    )
    transaction.on_commit(tasks.tell_of_notices.enqueue, robust=True)


@dataclass(frozen=True)
class Imported:
    """What became of one record of a file: new, completed, merged, unchanged or refused."""

    entry: Entry
    outcome: str
    reason: str = ""


@transaction.atomic
def import_citations(
    *,
    source: BinaryIO,
    tell: Callable[[Imported], None],
    format: str = AUTO,
    shelf: Community | None = None,
    on_progress: Callable[[int], None] = lambda size: None,
) -> None:
    """Take in the records of a citation file, and tell what became of each.

    A bad record is told and left out. A file that cannot be read raises FileRefused before
    anything of it is kept.
    """
    for entry in read_citations(source, format=format, on_progress=on_progress):
        if entry.record is None:
            tell(Imported(entry, "refused", entry.reason))
            continue
        try:
            tell(Imported(entry, import_citation(record=entry.record, shelf=shelf)))
        except BadRecord as bad:
            tell(Imported(entry, "refused", str(bad)))


def fetch_citation(*, words: str) -> Citation:
    """The citation of a pasted DOI, PubMed number or address: known, or looked up now.

    Somebody waits for it: one try of five seconds. Errors are those of lookup.look_up.
    """
    pmid, doi = numbers_in(words)
    known = Citation.objects.known_as(doi=doi or None, pmid=pmid or None).first()
    return known or keep_citation(record=look_up(words, is_brief=True))[0]


def import_citation(*, record: CitationRecord, shelf: Community | None = None) -> str:
    """Keep what a record says, and say what became of it."""
    return keep_citation(record=record, shelf=shelf)[1]


@transaction.atomic
def keep_citation(
    *, record: CitationRecord, shelf: Community | None = None
) -> tuple[Citation, str]:
    """Keep what a record says. What is known of the paper stays; only gaps are filled."""
    facts = facts_of(record)
    _check_facts(facts)
    known, is_merged = _known_paper(facts)
    citation = known or Citation(title="", year=facts["year"])
    before = dict(citation.details)
    changed = _fill_gaps(citation, facts)
    if changed:
        citation.save()
    if shelf and not Citation.objects.on_the_shelf_of(shelf).filter(pk=citation.pk).exists():
        citation.shelves.add(shelf)
        changed = True
    link_versions(citation)
    _restate_from(citation, before)
    outcome = "new" if not known else "completed" if changed else "unchanged"
    return citation, "merged" if is_merged else outcome


def _known_paper(facts: dict[str, Any]) -> tuple[Citation | None, bool]:
    # The older row stays: pages and reading lists have pointed to it for longer.
    known = list(Citation.objects.known_as(doi=facts["doi"], pmid=facts["pmid"]).order_by("pk"))
    if len(known) > 1:
        _check_title(known[0], facts)
    like = [one for one in Citation.objects.like(facts).order_by("pk") if _is_there(one, facts)]
    if not known and len(like) > 1 and not can_merge(like[0], like[1]):
        raise BadRecord(f"It can be either of {told(like[0])} and {told(like[1])}.")
    kept, is_merged = None, False
    for one in sorted({*known, *like}, key=lambda one: one.pk):
        if kept is None:
            kept = one
        elif one in known or can_merge(kept, one):
            kept, is_merged = merge_citations(kept=kept, gone=one), True
    return kept, is_merged


def _check_title(citation: Citation, facts: dict[str, Any]) -> None:
    if not are_alike(citation.title, facts["title"]):
        raise BadRecord(f"It has another title than the paper with its number: {told(citation)}.")


def _is_there(citation: Citation, facts: dict[str, Any]) -> bool:
    # The same words by the same author in two journals are two papers: a joint statement.
    ours = {bare(citation.journal_abbrev), bare(citation.details.get("journal", ""))}
    theirs = {bare(facts["journal_abbrev"]), bare(facts["details"].get("journal", ""))}
    return bool(ours & theirs - {""})


def _check_facts(facts: dict[str, Any]) -> None:
    said = {name: facts[name] for name in ("title", "authors", "year")}
    if not (facts["doi"] or facts["pmid"] or fingerprint_of(**said)):
        raise BadRecord(
            "It has neither a DOI nor a PubMed number, nor a title of some length with its first "
            "author, by which it could be known."
        )
    if len(facts["title"]) > LONGEST_TITLE:
        raise BadRecord(f"Its title is longer than {LONGEST_TITLE:,} characters.")
    if not facts["journal_abbrev"]:
        raise BadRecord("It names no journal.")
    for name, value in facts.items():
        longest = getattr(Citation._meta.get_field(name), "max_length", None)
        if longest and len(value or "") > longest:
            raise BadRecord(f"Its {name.replace('_', ' ')} is longer than {longest} characters.")


def _fill_gaps(citation: Citation, facts: dict[str, Any]) -> bool:
    for number in ("doi", "pmid"):
        ours = getattr(citation, number)
        if ours and facts[number] and ours != facts[number]:
            name = "DOI" if number == "doi" else "PubMed number"
            raise BadRecord(f"The same paper is known with another {name}: {ours}.")
    changed = _is_issue_of(citation, facts)
    if changed:
        for name in ("year", "month", "issued"):
            setattr(citation, name, facts[name])
    for name in facts.keys() - _of_another_date(citation, facts):
        known = getattr(citation, name)
        value = merged(known, facts[name]) if name == "details" else known or facts[name]
        if value != known:
            setattr(citation, name, value)
            changed = True
    return changed


def _is_issue_of(citation: Citation, facts: dict[str, Any]) -> bool:
    # A record that went online first is dated anew by its issue; what a person wrote is not.
    is_online = bool(citation.details) and not (citation.volume or citation.issue)
    known, new = (citation.year, citation.month or 0), (facts["year"], facts["month"] or 0)
    return is_online and bool(facts["volume"] or facts["issue"]) and new > known


def _of_another_date(citation: Citation, facts: dict[str, Any]) -> set[str]:
    # The day it went online and the date of the issue are not mixed.
    is_other_month = bool(citation.month) and citation.month != facts["month"]
    is_other = citation.year != facts["year"] or is_other_month or bool(citation.issued)
    return {"month", "issued"} if is_other else set()


def _restate_from(citation: Citation, before: dict[str, Any]) -> None:
    # Once told, a person may decide otherwise; the same record does not overrule them again.
    status, where = standing_in(citation.details)
    is_news = status != standing_in(before)[0]
    if is_news and GRAVITY[status] > GRAVITY[citation.status]:
        label = str(Citation.Status(status).label)
        restate_citation(
            citation=citation, status=status, note=f"{label}: {where}"[:300] if where else ""
        )
