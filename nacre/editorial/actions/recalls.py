"""A paper was retracted, corrected or doubted: pages are marked, editors asked, readers told.

Each step is kept under a unique key in the transaction in which its letters are queued. Done again
after a kill, it goes on where it stopped and writes to nobody twice.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.communities import tenancy
from nacre.communities.models import Community
from nacre.cpd.actions import note_on_pages
from nacre.editorial.actions.telling import tell_those_who_know
from nacre.editorial.models import QuietReader, ReaderNotice, Recall
from nacre.editorial.models.recall import due_after
from nacre.editorial.permissions import can_close_recall
from nacre.editorial.recall_letters import Matter, write_to_editors
from nacre.editorial.recall_readers import Pages
from nacre.editorial.recalls import pages_citing
from nacre.evidence.models import Citation, CitationNotice
from nacre.evidence.retractions import gravest, note_of
from nacre.insights.actions import record
from nacre.members.models import Membership
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage

Citing = dict[int, list[BasePage]]


def mark_pages(citations: Sequence[Citation]) -> None:
    """Note on each page the gravest standing of all its papers, and outdate what is kept of it."""
    pages = {page.pk: page for found in pages_citing(citations).values() for page in found}
    for page in BasePage.objects.filter(pk__in=pages).specific():
        grave = gravest(citation.status for citation in page.citations)
        standing = "" if grave == Citation.Status.OK else grave
        BasePage.objects.filter(pk=page.pk).update(standing=standing)
    for community in {page.community for page in pages.values()}:
        transaction.on_commit(partial(tenancy.touch, community))


def recall_pages(notices: Sequence[CitationNotice]) -> None:
    """Ask the editors of every page that cites one of the papers, then tell who knows the page."""
    citing = pages_citing([notice.citation for notice in notices])
    note_in_ledgers(notices=notices, citing=citing)
    for community in _communities(citing):
        open_recalls(notices=notices, citing=citing, community=community)
    for community in _communities(citing):
        tell_readers(notices=notices, citing=citing, community=community)


def note_in_ledgers(*, notices: Sequence[CitationNotice], citing: Citing) -> None:
    """What members learnt from a page keeps its credit, and says what became of the paper."""
    for notice in notices:
        if notice.standing and (pages := citing.get(notice.citation_id)):
            said = _("About a paper behind this: %(what)s.") % {"what": note_of(notice)}
            note_on_pages(page_ids=[page.pk for page in pages], note=said)


def _communities(citing: Citing) -> list[Community]:
    found = {page.community_id: page.community for pages in citing.values() for page in pages}
    return [found[pk] for pk in sorted(found)]


@transaction.atomic
def open_recalls(
    *, notices: Sequence[CitationNotice], citing: Citing, community: Community
) -> list[Recall]:
    """A row at the desk for each page and notice, and one letter to the clinical editors."""
    due_on = due_after(timezone.localdate())
    opened = []
    for notice in notices:
        for page in citing.get(notice.citation_id, ()):
            if page.community_id != community.pk:
                continue
            recall, is_new = Recall.objects.get_or_create(
                page=page, notice=notice, defaults={"community": community, "due_on": due_on}
            )
            if is_new:
                _overtake(recall)
                opened.append(recall)
    if opened:
        write_to_editors(community, opened)
        tenancy.touch(community)
    return opened


def _overtake(recall: Recall) -> None:
    """What was open about the same paper on the same page needs no answer any more."""
    earlier = Recall.objects.filter(
        page=recall.page, notice__citation=recall.notice.citation, closed_at__isnull=True
    )
    done = _("Overtaken by: %(notice)s") % {"notice": recall.notice.get_kind_display()}
    earlier.exclude(pk=recall.pk).update(closed_at=timezone.now(), done=done)


def tell_readers(
    *, notices: Sequence[CitationNotice], citing: Citing, community: Community
) -> None:
    """One notice a person and event, whatever they read of it and however often; letters in one."""
    by_page: dict[int, list[Matter]] = defaultdict(list)
    for notice in notices:
        for page in citing.get(notice.citation_id, ()):
            if page.community_id == community.pk:
                by_page[page.pk].append(notice)
    tell_those_who_know(pages=Pages.of(community, by_page), by_page=by_page)


@transaction.atomic
def close_recall(*, recall: Recall, by: Viewer, done: str) -> None:
    """An editor says what was done; the first answer stands."""
    if not can_close_recall(by, recall):
        raise PermissionDenied(_("The editors of the community close what waits at its desk."))
    closed = Recall.objects.filter(pk=recall.pk, closed_at__isnull=True).update(
        closed_at=timezone.now(), closed_by_id=by.user_id, done=done
    )
    if closed:
        record("recall.closed", viewer=by, object=f"page:{recall.page_id}")


def put_away(*, notice: ReaderNotice) -> None:
    """A member has seen what became of a paper."""
    ReaderNotice.objects.filter(pk=notice.pk).update(seen_at=timezone.now())


def choose_letters(*, membership: Membership, is_wanted: bool) -> None:
    """No more letters about retractions, or again; the home page says it in any case."""
    if is_wanted:
        QuietReader.objects.filter(membership=membership).delete()
    else:
        QuietReader.objects.get_or_create(
            membership=membership, defaults={"community": membership.community}
        )
