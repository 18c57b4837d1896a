"""What a member did is proposed to them as an entry; other apps call this and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from nacre.cpd.counting import Span, merged
from nacre.cpd.methods import category_of, method_of
from nacre.cpd.models import Entry, Plan, StruckOut
from nacre.cpd.permissions import is_kept_for
from nacre.cpd.waiting import outdate
from nacre.insights.periods import london_day
from nacre.members.models import Membership

Proposed = Entry.State.PROPOSED
MOST_MINUTES = 24 * 60


@transaction.atomic
def propose(  # noqa: PLR0913 - one argument a fact, all named
    *,
    membership: Membership,
    source: str,
    source_key: str,
    title: str,
    url: str = "",
    spans: Iterable[Sequence[Any]] = (),
    minutes: int | None = None,
    participatory_minutes: int = 0,
    evidence: Mapping[str, Any] | None = None,
    topics: Sequence[str] = (),
    approval: Mapping[str, Any] | str | None = None,
    certificate_number: str = "",
    provider: str = "",
    occurred_on: date | None = None,
    pages: Sequence[int] = (),
) -> Entry | None:
    """Propose an entry to a member, or bring a proposal up to date; answers it, or None.

    The same source and key is the same entry, however often. What the member decided on stays as
    it is. None: they want no proposals, deleted this one, keep no ledger, or there is nothing to
    count. `spans` are pairs of moments (or seconds since 1970) that were really spent; `minutes`,
    where given, is what it is worth. `pages` are the pages that it is about.
    """
    if not _is_wanted(membership, source, source_key):
        return None
    held = merged(_seconds(span) for span in spans)
    entry, is_new = _held(membership, source, source_key)
    if entry.state != Proposed:
        return entry
    entry.title, entry.url, entry.provider = title[:300], url[:500], provider[:200]
    entry.occurred_on = occurred_on or _day_of(held)
    entry.measure(held, None if minutes is None else min(int(minutes), MOST_MINUTES))
    if entry.claimed <= 0:
        withdraw(membership=membership, source=source, source_key=source_key)
        return None
    entry.participatory = max(0, min(int(participatory_minutes), entry.claimed))
    entry.evidence, entry.topics = dict(evidence or {}), [str(topic) for topic in topics]
    entry.approval = {"code": approval} if isinstance(approval, str) else dict(approval or {})
    entry.certificate_number = certificate_number[:60]
    entry.method = method_of(source)
    entry.category = category_of(source, entry.approval)
    return _keep(entry, pages, is_new=is_new)


@transaction.atomic
def withdraw(*, membership: Membership, source: str, source_key: str) -> None:
    """What was proposed did not come to be after all; what the member decided on stays."""
    found = Entry.objects.of_member(membership).proposed()
    found.filter(source=source, source_key=source_key).delete()
    outdate(membership.pk)


def mark_of(membership: Membership, source: str, source_key: str) -> str:
    """What stays of a deleted proposal: a keyed hash, no word of it."""
    said = f"{membership.key}:{source}:{source_key}"
    return salted_hmac("nacre.cpd", said, algorithm="sha256").hexdigest()


def _is_wanted(membership: Membership, source: str, source_key: str) -> bool:
    if not is_kept_for(membership) or "cpd" not in membership.community.enabled:
        return False
    if Plan.objects.filter(membership=membership, is_proposing=False).exists():
        return False
    mark = mark_of(membership, source, source_key)
    return not StruckOut.objects.filter(membership=membership, mark=mark).exists()


def _held(membership: Membership, source: str, source_key: str) -> tuple[Entry, bool]:
    """The row of a source, held until the end of the transaction, or a new one not yet kept."""
    known = Entry.objects.select_for_update().filter(
        membership=membership, source=source, source_key=source_key
    )
    found = known.first()
    if found is not None:
        return found, False
    return Entry(
        community_id=membership.community_id,
        membership=membership,
        source=source,
        source_key=source_key,
    ), True


def _keep(entry: Entry, pages: Sequence[int], *, is_new: bool) -> Entry:
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError:  # somebody else proposed the same at this moment: theirs is as good
        same = {"source": entry.source, "source_key": entry.source_key}
        found = Entry.objects.filter(membership=entry.membership, **same).first()
        if found is None:
            raise
        return found
    entry.pages.set(pages)
    if is_new:
        outdate(entry.membership_id)
    return entry


def _seconds(span: Sequence[Any]) -> Span:
    start, end = (
        int(moment.timestamp()) if isinstance(moment, datetime) else int(moment) for moment in span
    )
    return start, end


def _day_of(held: list[Span]) -> date:
    return london_day(datetime.fromtimestamp(held[0][0], UTC)) if held else timezone.localdate()
