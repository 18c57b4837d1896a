"""Two citations that turn out to be one paper become one; a preprint finds its paper."""

import logging
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import ManyToOneRel

from nacre.evidence.fingerprint import are_alike
from nacre.evidence.merging import GRAVITY, merged
from nacre.evidence.models import Citation
from nacre.evidence.records import BadRecord
from nacre.evidence.signals import citations_merged

log = logging.getLogger(__name__)
YEARS_APART = 3  # between a preprint and its paper
GAPS = ("doi", "pmid", "month", "issued", "volume", "issue", "pages", "version_of_id")


@transaction.atomic
def merge_citations(*, kept: Citation, gone: Citation) -> Citation:
    """Make one citation of two: what pointed to the one that goes points to the one that stays.

    The numbers of both must not contradict each other, and their titles must be alike: else
    BadRecord names both.
    """
    _check_one_paper(kept, gone)
    trace = {"title": gone.title, "doi": gone.doi or "", "pmid": gone.pmid or ""}
    facts = {name: getattr(gone, name) for name in GAPS}
    details, status, note = gone.details, gone.status, gone.status_note
    kept.shelves.add(*gone.shelves.all())
    _move_what_points(gone, kept)
    citations_merged.send(sender=Citation, kept=kept, gone=gone)
    gone.delete()
    for name, value in facts.items():
        setattr(kept, name, getattr(kept, name) or value)
    if kept.version_of_id == kept.pk:
        kept.version_of_id = None
    kept.authors = kept.authors or gone.authors
    kept.details = merged(kept.details, details)
    kept.details["merged"] = [*kept.details.get("merged", []), trace]
    if GRAVITY[status] > GRAVITY[kept.status]:
        kept.status, kept.status_note = status, note
    kept.save()
    log.info("Citations merged: %s, and into it %s", told(kept), trace)
    return kept


def can_merge(one: Citation, other: Citation) -> bool:
    """Whether no number of the one contradicts the other's."""
    pairs = ((one.doi, other.doi), (one.pmid, other.pmid))
    return all(not ours or not theirs or ours == theirs for ours, theirs in pairs)


def _check_one_paper(kept: Citation, gone: Citation) -> None:
    names = f"{told(kept)} and {told(gone)}"
    if not can_merge(kept, gone):
        raise BadRecord(f"It says that two papers are one whose numbers differ: {names}.")
    if not are_alike(kept.title, gone.title):
        raise BadRecord(f"It says that two papers are one whose titles differ: {names}.")


def told(citation: Citation) -> str:
    """A citation by its numbers and the beginning of its title."""
    numbers = [f"doi {citation.doi}" if citation.doi else "", f"PMID {citation.pmid or ''}"]
    said = ", ".join(number for number in numbers if number and number != "PMID ")
    return f"“{citation.title[:60]}” ({said or 'no number'})"


def _move_what_points(gone: Citation, kept: Citation) -> None:
    # Asked of the models themselves: this app knows none of those above it.
    for relation in Citation._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel):
            continue
        pointing = relation.field.model
        if pointing is Citation.shelves.through:
            continue
        rows = pointing._base_manager.filter(**{relation.field.name: gone})
        for row in rows:
            _move(row, relation.field, kept)


def _move(row: models.Model, field: Any, kept: Citation) -> None:
    changed = type(row)._base_manager.filter(pk=row.pk)
    try:
        with transaction.atomic():
            changed.update(**{field.name: kept})
    except IntegrityError:
        # It stands beside the same row about the paper that stays.
        changed.delete()


def link_versions(citation: Citation) -> None:
    """Tie a preprint to the paper that it became, whichever of them came first."""
    for link in citation.details.get("links", []):
        numbers = {"doi": link.get("doi") or None, "pmid": link.get("pmid") or None}
        other = Citation.objects.known_as(**numbers).exclude(pk=citation.pk).first()
        if other is not None:
            _tie_as(link["kind"], citation, other)


def link_late(citation: Citation) -> None:
    """Tie what its own record does not: a paper known before named this preprint, or both are
    called the same and have the same first author.
    """
    if citation.is_preprint and citation.doi:
        for paper in Citation.objects.naming(citation.doi).exclude(pk=citation.pk):
            link_versions(paper)
        citation.refresh_from_db(fields=["version_of"])
    years = range(citation.year - YEARS_APART, citation.year + YEARS_APART + 1)
    called = Citation.objects.called(citation.title, citation.authors, years)
    for other in called.exclude(pk=citation.pk).order_by("year", "pk"):
        if citation.is_preprint and not other.is_preprint:
            _tie(citation, other)
        elif other.is_preprint and not citation.is_preprint:
            _tie(other, citation)


def _tie_as(kind: str, citation: Citation, other: Citation) -> None:
    # PubMed calls the paper an update of its preprint; other updates are not versions.
    if kind == "preprint_of" or (kind == "updated_by" and citation.is_preprint):
        _tie(citation, other)
    elif kind == "preprint_is" or (kind == "update_of" and other.is_preprint):
        _tie(other, citation)


def _tie(preprint: Citation, paper: Citation) -> None:
    if preprint.version_of_id is None and paper.version_of_id != preprint.pk:
        preprint.version_of = paper
        preprint.save(update_fields=["version_of"])
