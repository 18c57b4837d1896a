"""What happens to bibliographic records."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.db import transaction

from nacre.communities.models import Community
from nacre.evidence.merging import GRAVITY, facts_of, merged, standing_in
from nacre.evidence.models import Citation, Journal
from nacre.evidence.readers import AUTO, read_citations
from nacre.evidence.records import DOI_ADDRESS, BadRecord, CitationRecord, Entry
from nacre.evidence.signals import citation_restated


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
    citation.save(update_fields=["status", "status_note"])
    transaction.on_commit(
        lambda: citation_restated.send(sender=Citation, citation=citation), robust=True
    )


@dataclass(frozen=True)
class Imported:
    """What became of one record of a file: new, completed, unchanged or refused."""

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


@transaction.atomic
def import_citation(*, record: CitationRecord, shelf: Community | None = None) -> str:
    """Keep what a record says. What is known of the paper stays; only gaps are filled."""
    facts = facts_of(record)
    _check_facts(facts)
    known = list(Citation.objects.known_as(doi=facts["doi"], pmid=facts["pmid"]))
    if len(known) > 1:
        raise BadRecord("Its DOI and its PubMed number belong to two citations.")
    citation = known[0] if known else Citation(title="", year=facts["year"])
    before = dict(citation.details)
    changed = _fill_gaps(citation, facts)
    if changed:
        citation.save()
    if shelf and not Citation.objects.on_the_shelf_of(shelf).filter(pk=citation.pk).exists():
        citation.shelves.add(shelf)
        changed = True
    _restate_from(citation, before)
    return "new" if not known else "completed" if changed else "unchanged"


def _check_facts(facts: dict[str, Any]) -> None:
    if not (facts["doi"] or facts["pmid"]):
        raise BadRecord("It has neither a DOI nor a PubMed number.")
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
    changed = False
    for name in facts.keys() - _of_another_date(citation, facts):
        known = getattr(citation, name)
        value = merged(known, facts[name]) if name == "details" else known or facts[name]
        if value != known:
            setattr(citation, name, value)
            changed = True
    return changed


def _of_another_date(citation: Citation, facts: dict[str, Any]) -> set[str]:
    # The day it went online and the date of the issue are not mixed.
    is_other_month = bool(citation.month) and citation.month != facts["month"]
    is_other = citation.year != facts["year"] or is_other_month or bool(citation.issued)
    return {"month", "issued"} if is_other else set()


def _restate_from(citation: Citation, before: dict[str, Any]) -> None:
    # Once told, a person may decide otherwise; the same record does not overrule them again.
    status, where = standing_in(citation.details)
    is_news = status != standing_in(before)[0]
    if is_news and GRAVITY.index(status) > GRAVITY.index(citation.status):
        label = str(Citation.Status(status).label)
        restate_citation(
            citation=citation, status=status, note=f"{label}: {where}"[:300] if where else ""
        )
