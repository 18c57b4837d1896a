"""Files of retractions against our citations: one pass, in batches; what is new is kept and told once.

A file is read to its end before anything is kept, and then all of it is kept in one transaction: a
run that is killed has changed nothing. Telling those who cite comes after that and is noted on each
notice; what a killed run did not tell, the next one does.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nacre.evidence.merging import GRAVITY
from nacre.evidence.models import Citation, CitationNotice
from nacre.evidence.notices import CORRECTION, REINSTATEMENT, REPLACEMENT, BadRow, Notice, Row
from nacre.evidence.readers.retractions import read_notices
from nacre.evidence.restating import is_same, steps
from nacre.evidence.signals import citation_restated, citations_recalled

BATCH = 1000  # rows for each question to the database
Found = dict[int, dict[Notice, None]]  # by citation; the same thing said twice is kept once


@dataclass(frozen=True)
class Restated:
    """A paper whose standing a file changed: from what, to what, and why."""

    citation: Citation
    before: str
    notice: CitationNotice


@dataclass
class Check:
    """What became of a file."""

    rows: int = 0
    about_ours: int = 0  # rows
    bad: int = 0
    notices: int = 0  # kept
    restated: list[Restated] = field(default_factory=list)


def check_retractions(
    *,
    source: BinaryIO,
    tell_bad: Callable[[BadRow], None] = lambda bad: None,
    on_progress: Callable[[int], None] = lambda size: None,
) -> Check:
    """Compare a file with every citation, keep what is new and restate the papers it is about.

    Bad rows are told and left out. A file that cannot be read raises FileRefused and changes
    nothing. Whoever cites hears of it by `tell_of_notices`.
    """
    check = Check()
    found: Found = defaultdict(dict)
    rows = _counted(read_notices(source, on_progress), check, tell_bad)
    while batch := list(islice(rows, BATCH)):
        check.about_ours += _match(batch, found)
    if found:
        _keep(found, check)
    return check


def _counted(
    rows: Iterable[Row], check: Check, tell_bad: Callable[[BadRow], None]
) -> Iterator[Row]:
    for row in rows:
        check.rows += 1
        if row.bad:
            check.bad += 1
            tell_bad(row.bad)
        elif row.notices:
            yield row


def _match(batch: list[Row], found: Found) -> int:
    """Add the notices about papers of ours; how many rows they stood in."""
    dois = {doi for row in batch for notice in row.notices for doi in notice.dois}
    pmids = {pmid for row in batch for notice in row.notices for pmid in notice.pmids}
    ours = Citation.objects.known_among(dois=dois, pmids=pmids).values_list("pk", "doi", "pmid")
    by_number: dict[str, int] = {}
    for pk, doi, pmid in ours:
        by_number |= dict.fromkeys((f"doi {doi}", f"pmid {pmid}"), pk)
    matched = 0
    for row in batch:
        papers = {
            (by_number[name], notice)
            for notice in row.notices
            for name in (*(f"doi {d}" for d in notice.dois), *(f"pmid {p}" for p in notice.pmids))
            if name in by_number
        }
        matched += bool(papers)
        for pk, notice in papers:
            found[pk][notice] = None
    return matched


@transaction.atomic
def _keep(found: Found, check: Check) -> None:
    citations = Citation.objects.filter(pk__in=found).select_for_update().order_by("pk")
    known: dict[int, list[CitationNotice]] = defaultdict(list)
    for notice in CitationNotice.objects.filter(citation__in=found).order_by("pk"):
        known[notice.citation_id].append(notice)
    today = timezone.localdate()
    for citation in citations:
        _complete(known[citation.pk], found[citation.pk])
        before = citation.status
        made = steps(before, known[citation.pk], found[citation.pk], today)
        kept = [_row_of(citation, step.notice) for step in made]
        last = max((i for i, step in enumerate(made) if step.standing), default=None)
        # Retracted and reinstated since, in one file: nobody heard of the first.
        if last is not None and (
            made[last].standing != before or made[last].notice.kind == CORRECTION
        ):
            step, row = made[last], kept[last]
            row.standing = step.standing
            _restate(citation, row, step.notice.replaced_by)
            check.restated.append(Restated(citation, before, row))
        CitationNotice.objects.bulk_create(kept)
        check.notices += len(kept)


def _complete(known: list[CitationNotice], new: Iterable[Notice]) -> None:
    """A notice that was known without day and number gets them from a file that has them."""
    for row in known:
        if row.dated or row.notice_doi or row.notice_pmid:
            continue
        same = [n for n in new if n.kind == row.kind and (n.dated or n.notice_doi or n.notice_pmid)]
        if same and not any(is_same(same[0], one) for one in known if one is not row):
            row.dated, row.notice_doi, row.notice_pmid = (
                same[0].dated,
                same[0].notice_doi[:200],
                same[0].notice_pmid,
            )
            row.save(update_fields=["dated", "notice_doi", "notice_pmid"])


def _row_of(citation: Citation, notice: Notice) -> CitationNotice:
    return CitationNotice(
        citation=citation,
        kind=notice.kind,
        dated=notice.dated,
        notice_doi=notice.notice_doi[:200],
        notice_pmid=notice.notice_pmid,
        reasons=notice.reasons,
        source=notice.source,
    )


def _restate(citation: Citation, notice: CitationNotice, replaced_by: str = "") -> None:
    citation.status = Citation.Status(notice.standing)
    citation.status_note = note_of(notice)
    citation.notice_doi = notice.notice_doi
    citation.replaced_by = replaced_by[:200] if notice.kind == REPLACEMENT else ""
    citation.save(update_fields=["status", "status_note", "notice_doi", "replaced_by"])
    transaction.on_commit(
        lambda: citation_restated.send(sender=Citation, citation=citation), robust=True
    )


def note_of(notice: CitationNotice) -> str:
    """What happened and when, and why if the journal said: Retraction, 15 April 2021: errors."""
    what = str(notice.get_kind_display())
    if notice.dated:
        what = _("%(what)s, %(day)s") % {"what": what, "day": date_format(notice.dated, "j F Y")}
    return (f"{what}: {notice.reasons}" if notice.reasons else what)[:300]


def note_by_hand(citation: Citation, status: str, note: str, day: date) -> None:
    """Keep that a person, or the paper's own record, said what the standing is."""
    kinds = {
        "corrected": "correction", "concern": "concern", "partly": "partial_retraction",
        "withdrawn": "withdrawal", "retracted": "retraction", "replaced": "replacement",
        "ok": REINSTATEMENT,
    }  # fmt: skip
    CitationNotice.objects.update_or_create(
        citation=citation,
        kind=kinds[status],
        dated=day,
        defaults={"reasons": note, "source": "by hand", "standing": status, "told_at": None},
    )


def tell_of_notices() -> int:
    """Let those who cite hear of what changed and was not told yet; how many notices.

    They keep what they make of it under unique keys: hearing twice, after a kill, does no harm.
    Even with no news the signal is sent, so that they finish what they had begun.
    """
    notices = list(CitationNotice.objects.to_tell())
    citations_recalled.send(sender=CitationNotice, notices=notices)
    told = CitationNotice.objects.filter(pk__in=[notice.pk for notice in notices])
    told.update(told_at=timezone.now())
    return len(notices)


def gravest(statuses: Iterable[str]) -> str:
    """The gravest of some standings; ok if there is none."""
    return max(statuses, key=GRAVITY.__getitem__, default="ok")
